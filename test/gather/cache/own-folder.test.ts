/** Which folders and files a cache may be in: those that only this user and root can have made. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOwnFile, replaceOwnFile } from '../../../src/gather/cache/own-file.ts';
import { cacheStore } from '../../../src/gather/cache/store.ts';
import { trustedFolder } from '../../../src/gather/cache/trusted-folder.ts';
import { policyCache } from '../../../src/gather/policies/policy-cache.ts';
import { packPolicy, unpackPolicy } from '../../../src/policy/cache.ts';

let box: string;
beforeEach(() => {
  box = realpathSync(mkdtempSync(join(tmpdir(), 'own-')));
});
afterEach(() => {
  chmodSync(box, 0o700);
  rmSync(box, { recursive: true, force: true });
});

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.log('folders of other users: skipped, only root can make them');

/** Makes `a/b/c` in the box. */
const nested = () => {
  mkdirSync(join(box, 'a/b/c'), { recursive: true, mode: 0o700 });
  return join(box, 'a/b/c');
};

describe('a folder', () => {
  test('of the user alone is trusted, and made where it is missing', () => {
    expect(trustedFolder(nested())).toBe(join(box, 'a/b/c'));
    expect(trustedFolder(join(box, 'a/b/new/one'))).toBeUndefined();
    expect(existsSync(join(box, 'a/b/new'))).toBe(false);
    expect(trustedFolder(join(box, 'a/b/new/one'), true)).toBe(join(box, 'a/b/new/one'));
    for (const made of ['a/b/new', 'a/b/new/one']) expect(statSync(join(box, made)).mode & 0o777).toBe(0o700);
    expect(trustedFolder(`${box}/a//b/../b/./c/`)).toBe(join(box, 'a/b/c'));
  });

  test.each<[name: string, change: () => void]>([
    ['others can write', () => chmodSync(join(box, 'a/b/c'), 0o707)],
    ['above it others can write', () => chmodSync(join(box, 'a/b'), 0o707)],
    ['far above it others can write', () => chmodSync(join(box, 'a'), 0o702)],
    ['in a sticky one others can write', () => chmodSync(join(box, 'a/b/c'), 0o1777)],
    [
      'it is a symlink',
      () => {
        rmSync(join(box, 'a/b/c'), { recursive: true });
        symlinkSync(join(box, 'a'), join(box, 'a/b/c'));
      },
    ],
    [
      'it is a file',
      () => {
        rmSync(join(box, 'a/b/c'), { recursive: true });
        writeFileSync(join(box, 'a/b/c'), '');
      },
    ],
    [
      'above it is a pipe',
      () => {
        rmSync(join(box, 'a/b'), { recursive: true });
        execFileSync('mkfifo', [join(box, 'a/b')]);
      },
    ],
    [
      'above it is a circle of symlinks',
      () => {
        rmSync(join(box, 'a/b'), { recursive: true });
        symlinkSync('b', join(box, 'a/b'));
      },
    ],
    [
      'a symlink above it leads through what others can write',
      () => {
        mkdirSync(join(box, 'open/real/c'), { recursive: true, mode: 0o700 });
        chmodSync(join(box, 'open'), 0o777);
        rmSync(join(box, 'a/b'), { recursive: true });
        symlinkSync('../open/real', join(box, 'a/b'));
      },
    ],
  ])('is not trusted where %s', (_, change) => {
    const folder = nested();
    change();
    for (const make of [false, true]) expect(trustedFolder(folder, make)).toBeUndefined();
  });

  test('below a sticky one, as in /tmp, is trusted', () => {
    const folder = nested();
    chmodSync(join(box, 'a'), 0o1777);
    expect(trustedFolder(folder)).toBe(folder);
  });

  test('is found by symlinks of the user, by its real path', () => {
    nested();
    symlinkSync('a', join(box, 'link'));
    symlinkSync(join(box, 'link/b'), join(box, 'a/again'));
    expect(trustedFolder(join(box, 'link/again/c'))).toBe(join(box, 'a/b/c'));
    expect(trustedFolder(join(box, 'link/again/new'), true)).toBe(join(box, 'a/b/new'));
  });

  test.skipIf(!isRoot)('of another user, or below one, is not trusted', () => {
    const folder = nested();
    for (const other of ['a/b/c', 'a/b', 'a']) {
      chownSync(join(box, other), 12345, 12345);
      expect([other, trustedFolder(folder, true)]).toEqual([other, undefined]);
      chownSync(join(box, other), 0, 0);
    }
    expect(trustedFolder(folder)).toBe(folder);
  });

  test.each(['', 'relative/x', '/proc/self/x/y', '/dev/null/x', '/proc/new'])('%j cannot be had', (path) => {
    expect(trustedFolder(path, true)).toBeUndefined();
  });
});

describe('a file of the user', () => {
  const odd: [name: string, make: (path: string) => void][] = [
    ['missing', () => {}],
    ['a folder', (path) => mkdirSync(join(path, 'x'), { recursive: true })],
    ['a named pipe', (path) => execFileSync('mkfifo', [path])],
    [
      'a symlink',
      (path) => {
        writeFileSync(`${path}.to`, 'elsewhere');
        symlinkSync(`${path}.to`, path);
      },
    ],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path)],
    ['too large', (path) => writeFileSync(path, 'x'.repeat(2000))],
    [
      'open to others',
      (path) => {
        writeFileSync(path, 'x');
        chmodSync(path, 0o666);
      },
    ],
  ];
  test.each(odd)('that is %s is not read, and replaced', (_, make) => {
    const path = join(box, 'f');
    make(path);
    expect(readOwnFile(path, 1000)).toBeUndefined();
    expect(replaceOwnFile(path, join(box, 'draft'), 'new')).toBe(true);
    expect(readOwnFile(path, 1000)?.toString()).toBe('new');
    expect(existsSync(join(box, 'draft'))).toBe(false);
    if (existsSync(`${path}.to`)) expect(readFileSync(`${path}.to`, 'utf8')).toBe('elsewhere');
  });

  test('stays young by use', () => {
    const path = join(box, 'f');
    writeFileSync(path, 'x');
    const old = new Date('2020-01-01');
    const now = new Date('2026-01-01');
    utimesSync(path, old, old);
    readOwnFile(path, 10);
    expect(statSync(path).mtime).toEqual(old);
    readOwnFile(path, 10, now);
    expect(statSync(path).mtime).toEqual(now);
  });

  test.each(odd.slice(1))('%s in place of an entry or of the note of the last look: the store goes on', (_, make) => {
    const store = cacheStore(join(box, 's'), { checkAfter: 1, now: () => new Date() });
    mkdirSync(join(box, 's/k/ab'), { recursive: true, mode: 0o700 });
    make(join(box, 's/k/ab/cd'));
    make(join(box, 's/checked'));
    if (_ !== 'too large') expect(store.read('k', 'abcd')).toBeUndefined();
    store.write('k', 'abcd', 'new');
    expect(store.read('k', 'abcd')?.toString()).toBe('new');
    expect(readdirSync(join(box, 's')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a kept policy', () => {
  const cache = () => policyCache({ env: { XDG_CACHE_HOME: box }, now: () => new Date() })!;
  const file = () =>
    readdirSync(join(box, 'modwarden/policy'), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => join(e.parentPath, e.name))[0]!;

  test('that is torn at any byte is not trusted', () => {
    cache().put('key', 'the policy');
    expect(cache().get('key')).toBe('the policy');
    const whole = readFileSync(file());
    for (let at = 0; at < whole.length; at++) {
      for (const torn of [
        whole.subarray(0, at),
        Buffer.from(whole).fill(0, at),
        Buffer.from(whole).fill(255, at, at + 1),
      ]) {
        writeFileSync(file(), torn);
        expect([at, cache().get('key')]).toEqual([at, undefined]);
      }
    }
    cache().put('key', 'the policy');
    expect(cache().get('key')).toBe('the policy');
  });

  const packed = JSON.parse(packPolicy({ policy: {} as never, files: [{ path: 'p', text: 't' }] }, 'b')) as object;
  test.each<[name: string, value: unknown]>([
    ['null', null],
    ['a list', []],
    ['a text', 'x'],
    ['no policy', { ...packed, policy: null }],
    ['a policy that is a list', { ...packed, policy: [] }],
    ['no files', { ...packed, files: null }],
    ['files that are none', { ...packed, files: [null] }],
    ['files without text', { ...packed, files: [['p']] }],
    ['files with numbers', { ...packed, files: [['p', 1]] }],
    ['another build', { ...packed, build: 'c' }],
    ['another format', { ...packed, format: 0 }],
  ])('of the wrong shape (%s) is not believed', (_, value) => {
    expect(unpackPolicy(JSON.stringify(packed), 'b')?.files).toEqual([{ path: 'p', text: 't' }]);
    expect(unpackPolicy(JSON.stringify(value), 'b')).toBeUndefined();
  });
});
