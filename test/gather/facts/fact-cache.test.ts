import { fork } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheFolder } from '../../../src/gather/cache/folder.ts';
import { cacheStore } from '../../../src/gather/cache/store.ts';
import { factCache, factCacheAt } from '../../../src/gather/facts/fact-cache.ts';
import type { Vouching } from '../../../src/gather/facts/vouching.ts';
import { goModHash } from '../../../src/go/graph/files/sums.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';

let box: string;
let env: Record<string, string>;
beforeEach(() => {
  box = mkdtempSync(join(tmpdir(), 'cache-'));
  env = { XDG_CACHE_HOME: box };
});
afterEach(() => {
  chmodSync(box, 0o700);
  rmSync(box, { recursive: true, force: true });
});

const ask = (kind: Ask['kind'], version = 'v1.0.0', path = 'example.com/m'): Ask => ({
  kind,
  module: { path, version },
});
type Known = Extract<Answer<unknown>, { known: true }>;
const known = (value: unknown, asOf?: string): Known => ({
  known: true,
  value,
  source: 'goproxy.example',
  ...(asOf === undefined ? {} : { asOf }),
});
const noon = new Date('2026-02-01T12:00:00Z');
const at = (minutes: number) => () => new Date(noon.getTime() + minutes * 60_000);
const facts = () => join(box, 'modwarden/facts-3');
const filesIn = (kind: string) =>
  readdirSync(join(facts(), kind), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name));

const license = {
  files: [
    { path: 'LICENSE', text: 'MIT \udcff' },
    { path: 'b/LICENSE', text: 'MIT \udcff' },
  ],
};

describe('facts', () => {
  test('that last are there in the next run', async () => {
    const answers: [Ask, unknown][] = [
      [ask('mod'), 'module example.com/m // \udcff\n'],
      [ask('info'), { version: 'v1.0.0', time: '2024-01-01T00:00:00Z' }],
      [ask('license'), license],
    ];
    const first = factCache(env, at(0));
    for (const [question, value] of answers) first.remember(question, known(value));
    const second = factCache(env, at(1_000_000), { scopeOf: () => '' });
    for (const [question, value] of answers)
      expect(await second.answer(question)).toEqual({ known: true, value, source: 'fact cache' });
    expect(await second.answer(ask('mod', 'v1.0.1'))).toBeUndefined();
    expect(filesIn('texts').length).toBe(1);
  });

  test('of a version last, and tell for a while that a proxy had it just now', async () => {
    const value = { version: 'v1.0.0', time: '2024-01-01T00:00:00Z' };
    factCache(env, at(0)).remember(ask('info'), known(value));
    const later = (minutes: number, maxAge?: number) =>
      factCache(env, at(minutes), { ...(maxAge === undefined ? {} : { maxAge }) }).answer(ask('info'));
    const kept = { known: true, value, source: 'fact cache' };
    expect(await later(59)).toEqual({ ...kept, recent: true });
    expect(await later(61)).toEqual(kept);
    expect(await later(61, 2 * 3_600_000)).toEqual({ ...kept, recent: true });
    expect(await later(-120)).toEqual(kept);
  });

  test('that change are believed for a while, and only of whom was asked', async () => {
    const asOf = '2026-02-01T12:00:00Z';
    factCache(env, at(0), { scopeOf: () => 'a' }).remember(ask('versions', ''), known(['v1.0.0'], asOf));
    const later = (minutes: number, scope = 'a', maxAge?: number) =>
      factCache(env, at(minutes), { scopeOf: () => scope, ...(maxAge === undefined ? {} : { maxAge }) }).answer(
        ask('versions', ''),
      );
    expect(await later(59)).toEqual({ known: true, value: ['v1.0.0'], source: 'fact cache', asOf });
    expect(await later(61)).toBeUndefined();
    expect(await later(61, 'a', 2 * 3_600_000)).toBeDefined();
    expect(await later(0, 'b')).toBeUndefined();
    // A clock that was wrong must not make a fact last.
    expect(await later(-120)).toBeUndefined();
  });

  test('that are none are not kept', async () => {
    const cache = factCache(env, at(0));
    cache.remember(ask('info', 'master'), known({ version: 'v1.0.0' }));
    cache.remember(ask('latest', ''), known({ version: 'v1.0.0' }));
    expect(await cache.answer(ask('info', 'master'))).toBeUndefined();
    expect(existsSync(facts())).toBe(false);
  });
});

describe('go.mod files', () => {
  const good = 'module example.com/m\n';
  const vouching = (hashes: readonly string[], replaced: readonly string[] = []): Vouching => ({
    hashesOf: ({ path, version }) => (path === 'example.com/m' && version === 'v1.0.0' ? hashes : []),
    zipHashesOf: ({ path, version }) => (path === 'example.com/m' && version === 'v1.0.0' ? hashes : []),
    replaces: (target, path) => replaced.includes(`${target} ${path}`),
  });
  const none = vouching([]);
  const listed = vouching([goModHash(good)]);
  const others = vouching([goModHash('module example.com/m // other\n')]);

  test.each<[name: string, text: string, vouching: Vouching, online: boolean, offline: boolean]>([
    ['its own', good, none, true, true],
    ['its own, quoted', 'module "example.com/m"\n', none, true, true],
    ['its own, as go.sum has it', good, listed, true, true],
    ['its own, but not that of go.sum', good, others, false, false],
    ['text', 'Service temporarily unavailable\n', none, false, false],
    ['empty', '', none, false, false],
    ['a page', '<!doctype html>', none, false, false],
    ['JSON', '{}', none, false, false],
    ['without a module line', 'go 1.20\n', none, false, false],
    ['cut in a block', 'module example.com/m\nrequire (\n', none, false, false],
    // The latest version of a module that moved is read for its retractions: without a network it is better than nothing.
    ['of another module', 'module example.com/other\n', none, false, true],
    ['of another letter case', 'module example.com/M\n', none, false, true],
    [
      'of the module that it replaces',
      'module example.com/r\n',
      vouching([], ['example.com/m example.com/r']),
      true,
      true,
    ],
    [
      'of a module that something else replaces',
      'module example.com/r\n',
      vouching([], ['example.com/x example.com/r']),
      false,
      true,
    ],
  ])('%s', async (_, text, vouched, online, offline) => {
    factCache(env, at(0), { vouching: vouched }).remember(ask('mod'), known(text));
    const later = (options: object) => factCache(env, at(10), { vouching: vouched, ...options }).answer(ask('mod'));
    expect((await later({})) !== undefined).toBe(online);
    expect((await later({ maxDoubt: 3_600_000 })) !== undefined).toBe(offline);
  });

  test.each<[name: string, first: Vouching, second: Vouching, scope: string | undefined, found: boolean]>([
    ['the same proxies', none, none, 'a', true],
    ['other proxies', none, none, 'b', false],
    ['no proxies', none, none, undefined, false],
    ['other proxies, but go.sum has the hash', listed, listed, 'b', true],
    ['no proxies, but go.sum has the hash', listed, listed, undefined, true],
    ['no proxies, and the hash came later', none, listed, undefined, false],
    ['the same proxies, and the hash came later', none, listed, 'a', true],
    ['the same proxies, and go.sum has another hash', none, others, 'a', false],
    ['the same proxies, but another repository had the hash', listed, none, 'a', false],
  ])('of %s', async (_, first, second, scope, found) => {
    factCache(env, at(0), { scopeOf: () => 'a', vouching: first }).remember(ask('mod'), known(good));
    const cache = factCache(env, at(0), { scopeOf: () => scope, vouching: second });
    expect((await cache.answer(ask('mod'))) !== undefined).toBe(found);
  });

  test('whose hash came later are of every proxy then', async () => {
    factCache(env, at(0), { scopeOf: () => 'a' }).remember(ask('mod'), known(good));
    await factCache(env, at(0), { scopeOf: () => 'a', vouching: listed }).answer(ask('mod'));
    const off = factCache(env, at(0), { scopeOf: () => undefined, vouching: listed });
    expect(await off.answer(ask('mod'))).toMatchObject({ value: good });
  });

  test('what go.sum cannot vouch for is of one proxy', async () => {
    factCache(env, at(0), { scopeOf: () => 'a', vouching: listed }).remember(ask('license'), known(license));
    for (const [scope, found] of [
      ['a', true],
      ['b', false],
      [undefined, false],
    ] as const) {
      const cache = factCache(env, at(0), { scopeOf: () => scope, vouching: listed });
      expect([scope, (await cache.answer(ask('license'))) !== undefined]).toEqual([scope, found]);
    }
  });
});

describe('absence', () => {
  const missing = { known: false, why: 'missing', detail: '404 Not Found' } as const;
  const gone = { known: false, why: 'private', detail: '404, then direct', notFound: true } as const;
  test.each<[name: string, ask: Ask, answer: Answer<unknown>, kept: boolean]>([
    ['of a list', ask('versions', ''), missing, true],
    ['of a latest version', ask('latest', ''), missing, true],
    ['at the proxies', ask('versions', ''), gone, true],
    ['of a go.mod', ask('mod'), missing, false],
    ['of a version', ask('info'), missing, false],
    ['for another reason', ask('versions', ''), { known: false, why: 'failed', detail: '500' }, false],
    ['because nobody was asked', ask('versions', ''), { known: false, why: 'private', detail: 'GOPRIVATE' }, false],
  ])('%s', async (_, question, answer, kept) => {
    factCache(env, at(0)).remember(question, answer);
    const meter = { cached: 0 };
    expect(await factCache(env, at(59), { meter }).answer(question)).toEqual(kept ? answer : undefined);
    expect(meter).toEqual({ cached: kept ? 1 : 0 });
    expect(await factCache(env, at(61)).answer(question)).toBeUndefined();
  });
});

describe('an older format', () => {
  test('is not read, and goes with clean', async () => {
    factCache(env, at(0)).remember(ask('mod'), known('module example.com/m\n'));
    renameSync(facts(), join(box, 'modwarden/facts-1'));
    expect(await factCache(env, at(0)).answer(ask('mod'))).toBeUndefined();
    expect(factCacheAt(env)!.clean().files).toBe(1);
    expect(readdirSync(join(box, 'modwarden'))).toEqual([]);
  });
});

describe('damage', () => {
  const damages: [name: string, damage: (file: string) => void][] = [
    ['cut', (file) => truncateSync(file, 70)],
    ['empty', (file) => truncateSync(file, 0)],
    [
      'changed',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('MIT', 'BSD').replace('goproxy', 'hoproxy')),
    ],
    ['another text', (file) => writeFileSync(file, 'x')],
    [
      'a folder',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ];
  test.each(damages)('%s: is ignored and replaced', async (_, damage) => {
    for (const kind of ['answers', 'texts']) {
      factCache(env, at(0)).remember(ask('license'), known(license));
      for (const file of filesIn(kind)) damage(file);
      expect([kind, await factCache(env, at(0)).answer(ask('license'))]).toEqual([kind, undefined]);
      if (_ === 'a folder') return;
      const again = factCache(env, at(0));
      again.remember(ask('license'), known(license));
      expect([kind, await again.answer(ask('license'))]).toEqual([kind, { ...known(license), source: 'fact cache' }]);
    }
  });

  test('the answer to another question', async () => {
    for (const version of ['v1.0.0', 'v2.0.0'])
      factCache(env, at(0)).remember(ask('mod', version), known(`module example.com/m // ${version}\n`));
    const [one, two] = filesIn('answers');
    // The second entry gets the content of the first, and keeps its name.
    const [head] = readFileSync(two!, 'latin1').split('\n');
    const [, ...content] = readFileSync(one!, 'latin1').split('\n');
    writeFileSync(two!, [head, ...content].join('\n'), 'latin1');
    const cache = factCache(env, at(0));
    const found = await Promise.all(['v1.0.0', 'v2.0.0'].map((version) => cache.answer(ask('mod', version))));
    expect(found.filter((answer) => answer !== undefined)).toHaveLength(1);
  });
});

describe('the folder', () => {
  test.each<[platform: NodeJS.Platform, env: Record<string, string>, folder: string | undefined]>([
    ['linux', { XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/modwarden'],
    ['linux', { HOME: '/h' }, '/h/.cache/modwarden'],
    ['linux', { XDG_CACHE_HOME: 'relative', HOME: '/h' }, undefined],
    ['linux', {}, undefined],
    ['darwin', { XDG_CACHE_HOME: '/x', HOME: '/h' }, '/h/Library/Caches/modwarden'],
    ['win32', { LOCALAPPDATA: '/l' }, '/l/modwarden'],
    ['linux', { HOME: '/h', MODWARDEN_CACHE: 'off' }, undefined],
  ])('%s %j', (platform, variables, folder) => expect(cacheFolder(variables, platform)).toBe(folder));

  test('is for the user alone', () => {
    factCache(env, at(0)).remember(ask('mod'), known('module example.com/m\n'));
    expect(statSync(facts()).mode & 0o777).toBe(0o700);
    expect(statSync(filesIn('answers')[0]!).mode & 0o777).toBe(0o600);
  });

  test.each<[name: string, make: (folder: string) => void]>([
    [
      'that others can write',
      (folder) => {
        mkdirSync(folder, { recursive: true });
        chmodSync(folder, 0o777);
      },
    ],
    [
      'that is a symlink',
      (folder) => {
        mkdirSync(join(folder, '..'), { recursive: true });
        mkdirSync(join(box, 'away'));
        symlinkSync(join(box, 'away'), folder);
      },
    ],
    [
      'that is a file',
      (folder) => {
        mkdirSync(join(folder, '..'), { recursive: true });
        writeFileSync(folder, '');
      },
    ],
  ])('%s is not used', async (_, make) => {
    make(facts());
    const cache = factCache(env, at(0));
    cache.remember(ask('mod'), known('module example.com/m\n'));
    expect(await cache.answer(ask('mod'))).toBeUndefined();
    expect(existsSync(join(facts(), 'answers'))).toBe(false);
  });

  test('switched off', async () => {
    const off = { ...env, MODWARDEN_CACHE: 'off' };
    const cache = factCache(off, at(0));
    cache.remember(ask('mod'), known('module example.com/m\n'));
    expect(await cache.answer(ask('mod'))).toBeUndefined();
    expect(factCacheAt(off)).toBeUndefined();
    expect(readdirSync(box)).toEqual([]);
  });

  test('is emptied by clean', async () => {
    factCache(env, at(0)).remember(ask('mod'), known('module example.com/m\n'));
    const store = factCacheAt(env)!;
    expect(store.size()).toEqual({ files: 1, bytes: expect.any(Number) });
    expect(store.clean().files).toBe(1);
    expect(existsSync(facts())).toBe(false);
    expect(store.clean()).toEqual({ files: 0, bytes: 0 });
  });
});

describe('the store', () => {
  const name = (i: number) => i.toString(16).padStart(64, '0');

  test('loses the oldest when there is too much, and drafts nobody finished', () => {
    let now = noon;
    const store = cacheStore(join(box, 's'), { maxBytes: 1000, checkAfter: 1, now: () => now });
    for (let i = 0; i < 10; i++) {
      store.write('k', name(i), 'x'.repeat(100));
      const file = join(box, 's/k/00', name(i).slice(2));
      utimesSync(file, noon, new Date(noon.getTime() + i));
    }
    writeFileSync(join(box, 's/1-1-1.tmp'), '');
    utimesSync(join(box, 's/1-1-1.tmp'), noon, noon);
    expect(store.size().files).toBe(11);
    // Used a day later, the oldest is young again.
    now = new Date(noon.getTime() + 2 * 24 * 3_600_000);
    expect(store.read('k', name(0))).toBeDefined();
    store.write('k', name(10), 'x'.repeat(100));
    expect([0, 1, 2, 3, 9, 10].map((i) => store.read('k', name(i)) !== undefined)).toEqual([
      true,
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(existsSync(join(box, 's/1-1-1.tmp'))).toBe(false);
  });

  test('is whole under writers at the same time', async () => {
    // The store itself, in processes of its own.
    const script = join(box, 'writer.mjs');
    const contents = `import { cacheStore } from '${join(import.meta.dirname, '../../../src/gather/cache/store.ts')}';
      const [, , folder, letter] = process.argv;
      const store = cacheStore(folder, { now: () => new Date() });
      for (let i = 0; i < 300; i++) store.write('k', '${name(1)}', letter.repeat(200_000));`;
    await build({
      stdin: { contents, resolveDir: box },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
      logLevel: 'error',
    });
    const writers = ['a', 'b'].map((letter) => fork(script, [join(box, 's'), letter]));
    const ends = writers.map((writer) => new Promise((resolve) => writer.on('exit', resolve)));
    const store = cacheStore(join(box, 's'), { now: () => noon });
    let reads = 0;
    let done = false;
    void Promise.all(ends).then(() => (done = true));
    while (!done) {
      const content = store.read('k', name(1))?.toString();
      if (content !== undefined) {
        reads++;
        expect(content.length === 200_000 && new Set(content).size === 1).toBe(true);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(reads).toBeGreaterThan(0);
  });
});
