import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitObject, withObjects } from '../../../src/gather/tree/object-files.ts';

let box: string;
let repo: string;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'objects-'));
  repo = join(box, 'repo');
  mkdirSync(repo);
  git('init', '-q', '-b', 'main');
  git('config', 'gc.auto', '0');
});
afterEach(() => rmSync(box, { recursive: true, force: true }));

const git = (...args: string[]) => run(args);
const run = (args: readonly string[], input?: string | Buffer) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: repo,
    env: { PATH: process.env.PATH, HOME: box, GIT_CONFIG_NOSYSTEM: '1' },
    input,
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
const put = (path: string, content: string | Buffer) => {
  mkdirSync(join(repo, path, '..'), { recursive: true });
  writeFileSync(join(repo, path), content);
};
const read = (id: string): GitObject | undefined => withObjects(join(repo, '.git'), (readObject) => readObject(id));

const linesOf = (from: number) => Array.from({ length: 3000 }, (_, i) => `line ${from + i}\n`).join('');

/** Commits that change large files a little, so that packs have long chains, and contents of every size around the limits of one. */
function history(): void {
  for (let i = 0; i < 12; i++) {
    put('large.txt', linesOf(i * 7));
    put(`folder/${i}/small.txt`, `${i}`);
    put('random.bin', Buffer.concat([randomBytes(70_000), Buffer.alloc(i)]));
    git('add', '.');
    git('commit', '-qm', `${i}`);
  }
  for (const size of [0, 1, 15, 16, 2047, 2048, 65_535, 65_536]) put(`size/${size}`, Buffer.alloc(size, size));
  git('add', '.');
  git('commit', '-qm', 'sizes');
  git('tag', '-a', '-m', 'x', 'v1');
}

/** Every object there is, as git tells it. */
function objects(): [id: string, type: string][] {
  return git('cat-file', '--batch-all-objects', '--batch-check')
    .toString()
    .trim()
    .split('\n')
    .map((line) => [line.split(' ')[0]!, line.split(' ')[1]!]);
}

function expectAll(): void {
  const all = objects();
  expect(all.length).toBeGreaterThan(60);
  withObjects(join(repo, '.git'), (readObject) => {
    for (const [id, type] of all) {
      const found = readObject(id);
      expect([id, found?.type]).toEqual([id, type]);
      expect(found!.content.equals(run(['cat-file', type, id]))).toBe(true);
    }
  });
}

const packFiles = (ending: string) =>
  readdirSync(join(repo, '.git/objects/pack'))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(repo, '.git/objects/pack', name));

describe('every object is what git says', () => {
  it.each<[name: string, pack: () => void]>([
    ['loose', () => {}],
    ['in one pack, with deltas by offset', () => git('repack', '-adfq', '--depth=50', '--window=20')],
    [
      'in a pack with deltas by id',
      () => {
        git('config', 'repack.useDeltaBaseOffset', 'false');
        git('repack', '-adfq');
      },
    ],
    [
      'in several packs, and loose',
      () => {
        git('repack', '-dq');
        put('more.txt', linesOf(5));
        git('add', '.');
        git('commit', '-qm', 'more');
        git('repack', '-dq');
        put('rest.txt', linesOf(6));
        git('add', '.');
      },
    ],
    [
      'in a pack whose index has offsets of eight bytes',
      () => {
        git('repack', '-adfq');
        const [pack] = packFiles('.pack');
        const index = pack!.replace(/pack$/, 'idx');
        rmSync(index);
        git('index-pack', '--index-version=2,0x40', '-o', index, pack!);
      },
    ],
  ])('%s', { timeout: 60_000 }, (_, pack) => {
    history();
    pack();
    expectAll();
  });
});

describe('left to git', () => {
  const packedBlob = () => {
    history();
    git('repack', '-adfq');
    return git('rev-parse', 'HEAD:large.txt').toString().trim();
  };

  it('is an object that is not there', () => {
    expect(read('1'.repeat(40))).toBeUndefined();
    history();
    git('repack', '-adq');
    expect(read('0'.repeat(40))).toBeUndefined();
    expect(read('f'.repeat(40))).toBeUndefined();
  });

  it('is a pack with an index of version 1', () => {
    const id = packedBlob();
    const [pack] = packFiles('.pack');
    const index = pack!.replace(/pack$/, 'idx');
    rmSync(index);
    git('index-pack', '--index-version=1', '-o', index, pack!);
    expect(run(['cat-file', 'blob', id]).length).toBeGreaterThan(1000);
    expect(read(id)).toBeUndefined();
  });

  it('is a pack or an index that was cut', () => {
    const id = packedBlob();
    for (const ending of ['.pack', '.idx']) {
      const [file] = packFiles(ending);
      const whole = readFileSync(file!);
      chmodSync(file!, 0o600);
      for (const length of [0, 7, 500, 1100]) {
        truncateSync(file!, length);
        expect(read(id)).toBeUndefined();
        writeFileSync(file!, whole);
      }
    }
    expect(read(id)?.content.length).toBeGreaterThan(1000);
  });

  it('is a loose object that is cut, foreign, of another size, with more behind it, a pipe or a folder', () => {
    put('go.mod', 'module a\n');
    const id = git('hash-object', '-w', 'go.mod').toString().trim();
    const file = join(repo, '.git/objects', id.slice(0, 2), id.slice(2));
    expect(read(id)).toEqual({ type: 'blob', content: Buffer.from('module a\n') });
    const whole = readFileSync(file);
    chmodSync(file, 0o600);
    for (const content of [
      whole.subarray(0, -1),
      Buffer.alloc(0),
      Buffer.from('blob 9\0module a\n'),
      deflateSync('blob 8\0module a\n'),
      deflateSync('blub 9\0module a\n'),
      deflateSync('blob 9 module a\n'),
      Buffer.concat([whole, Buffer.from('x')]),
    ]) {
      writeFileSync(file, content);
      expect(read(id)).toBeUndefined();
    }
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect(read(id)).toBeUndefined();
    rmSync(file);
    mkdirSync(file);
    expect(read(id)).toBeUndefined();
  });

  it('is one of more than 8 MB, however small it lies there', () => {
    for (const [size, isRead] of [
      [(8 << 20) - 100, true],
      [(8 << 20) + 1, false],
    ] as const) {
      const id = run(['hash-object', '-w', '--stdin'], Buffer.alloc(size)).toString().trim();
      expect([size, read(id) !== undefined]).toEqual([size, isRead]);
      git('repack', '-adq');
    }
    const id = run(['hash-object', '-w', '--stdin'], Buffer.alloc((8 << 20) + 5))
      .toString()
      .trim();
    run(['pack-objects', '-q', join(repo, '.git/objects/pack/pack')], `${id}\n`);
    git('prune-packed', '-q');
    expect(read(id)).toBeUndefined();
  });
});

it('leaves no file open', () => {
  history();
  git('repack', '-adfq');
  const next = () => {
    const descriptor = openSync(repo, 'r');
    closeSync(descriptor);
    return descriptor;
  };
  const before = next();
  for (const [id] of objects().slice(0, 20)) read(id);
  expect(next()).toBe(before);
});
