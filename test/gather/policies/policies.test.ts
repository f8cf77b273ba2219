import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gatherPolicies, givenPolicy, type PolicyInput, presetOf } from '../../../src/gather/policies/policies.ts';
import { policyCache } from '../../../src/gather/policies/policy-cache.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Rule } from '../../../src/model/rule.ts';
import { packPolicy, stillHolds, unpackPolicy } from '../../../src/policy/cache.ts';
import { readPolicyFile } from '../../../src/policy/find.ts';
import type { PolicyLayer } from '../../../src/policy/layers/layers.ts';
import { source } from '../../../src/text/source.ts';
import { load, told } from '../../policy/helpers.ts';
import { RULES } from '../../policy/rules.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'modwarden-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const FILES = {
  '.modwarden.yaml': 'extends: [recommended, ./team/base.yaml]\nrules:\n  gomod/tool: error\n',
  'team/base.yaml': 'extends: []\nprivate: [git.corp.example]\n',
  'x/.modwarden.json': '{"extends": ["strict"]}',
};

const input = (files: Readonly<Record<string, string>>, more: Partial<PolicyInput> = {}): PolicyInput => ({
  tree: memoryTree(files),
  root: '/r',
  onDisk: false,
  rules: RULES as readonly Rule[],
  ...more,
});

/** A cache that tells what it is asked. */
function spy() {
  const kept = new Map<string, string>();
  const hits: string[] = [];
  const puts: string[] = [];
  return {
    kept,
    hits,
    puts,
    get: (key: string) => {
      if (kept.has(key)) hits.push(key.replaceAll('\0', ' '));
      return kept.get(key);
    },
    put: (key: string, text: string) => {
      puts.push(key.replaceAll('\0', ' '));
      kept.set(key, text);
    },
  };
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('the policies of a run', () => {
  test('each folder has its nearest', async () => {
    const { of, policies, problems } = await gatherPolicies(input(FILES), ['x/y', 'z']);
    expect(problems).toEqual([]);
    expect(policies).toHaveLength(2);
    expect([of('x/y'), of('z'), of(''), of('never/asked')].map(({ path }) => path)).toEqual([
      'x/.modwarden.json',
      '.modwarden.yaml',
      '.modwarden.yaml',
      '.modwarden.yaml',
    ]);
  });

  test('without a file the recommended preset applies', async () => {
    const { of } = await gatherPolicies(input({}), ['a']);
    expect(of('a')).toMatchObject({ path: undefined, extends: ['recommended'] });
    expect(of('a')).toBe(of(''));
  });

  test('problems of a base that two extend are told once', async () => {
    const files = {
      'a/.modwarden.yaml': 'extends: [../b.yaml]\n',
      'c/.modwarden.yaml': 'extends: [../b.yaml]\n',
      'b.yaml': 'rulez: {}\n',
    };
    const { problems } = await gatherPolicies(input(files), ['a', 'c']);
    expect(told(problems)).toEqual(['b.yaml:1:1 unknown key "rulez" | did you mean rules?']);
  });

  test('are at most 500, the others by the preset', async () => {
    const folders = Array.from({ length: 502 }, (_, i) => `d${String(i).padStart(3, '0')}`);
    const files = Object.fromEntries(folders.map((folder) => [`${folder}/.modwarden.json`, '{"extends": []}']));
    const found = await gatherPolicies(input(files), folders.slice(0, 499));
    expect(found.problems).toEqual([]);
    const { of, problems, privateFaults } = await gatherPolicies(input(files), folders);
    expect(told(problems)).toEqual([
      'd500/.modwarden.json:1:1 more than 500 policy files: this one and all that follow are not read; ' +
        'the preset recommended applies instead | use one policy for several modules, in a folder above them',
    ]);
    expect(privateFaults).toEqual(problems);
    expect([of('d499').extends, of('d500').extends, of('d501').extends]).toEqual([
      [],
      ['recommended'],
      ['recommended'],
    ]);
  });

  test('a policy that is there and cannot be read may hide private paths', async () => {
    const files = { '.modwarden.yaml/x': '', 'a/.modwarden.yaml': 'extends: []\n' };
    const { problems, privateFaults } = await gatherPolicies(input(files), ['a']);
    expect(told(problems)).toEqual([
      '1:1 cannot read the policy: a folder has the name of a policy file | fix or remove it',
    ]);
    expect(privateFaults).toEqual(problems);
  });

  test('a layer applies where the repository has none, over those below it', async () => {
    const layer = (path: string, text: string): PolicyLayer => ({
      source: source(path, text),
      readFile: async () => undefined,
      readPackage: async () => ({ refused: 'no packages here' }),
    });
    const bases = [
      layer('../low.yaml', 'extends: []\nprivate: [low.example]\n'),
      layer('../high.yaml', 'extends: []\nprivate: [high.example]\n'),
    ];
    const { of } = await gatherPolicies(
      input({ 'a/.modwarden.yaml': 'extends: []\nprivate: [own.example]\n' }, { bases }),
      ['a'],
    );
    expect(of('')).toMatchObject({ path: '../high.yaml', private: ['low.example', 'high.example'] });
    expect(of('a')).toMatchObject({
      path: 'a/.modwarden.yaml',
      private: ['low.example', 'high.example', 'own.example'],
    });
  });

  test('a given file extends files of the tree, and is none of it', async () => {
    const { policy, problems } = await givenPolicy(input(FILES), source('mine.yaml', 'extends: [./team/base.yaml]\n'));
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({ path: undefined, private: ['git.corp.example'] });
  });
});

describe('the cache', () => {
  test('gives what was loaded, without loading again', async () => {
    const cache = spy();
    const run = () => gatherPolicies(input(FILES, { cache, build: 'b1' }), ['x', 'z']);
    const first = await run();
    expect(cache.hits).toEqual([]);
    const second = await run();
    expect(cache.hits).toEqual(['/r found x/.modwarden.json', '/r found .modwarden.yaml']);
    expect(cache.puts).toHaveLength(2);
    expect(plain(second.policies)).toEqual(plain(first.policies));
  });

  test.each<[name: string, files: Readonly<Record<string, string>>, more: Partial<PolicyInput>]>([
    ['the policy changed', { ...FILES, '.modwarden.yaml': `${FILES['.modwarden.yaml']} ` }, {}],
    ['a file that it extends changed', { ...FILES, 'team/base.yaml': 'extends: []\nprivate: [git.corp.sample]\n' }, {}],
    ['another build', FILES, { build: 'b2' }],
  ])('is passed over when %s', async (_, files, more) => {
    const cache = spy();
    await gatherPolicies(input(FILES, { cache, build: 'b1' }), []);
    await gatherPolicies(input(files, { cache, build: 'b1', ...more }), []);
    expect(cache.puts).toEqual(['/r found .modwarden.yaml', '/r found .modwarden.yaml']);
  });

  const layer = (path: string, text: string, files: Readonly<Record<string, string>> = {}): PolicyLayer => ({
    source: source(path, text),
    readFile: (name) => readPolicyFile(memoryTree(files), name),
    readPackage: async () => ({ refused: 'no packages here' }),
  });
  const LOW = 'extends: []\nrules: { graph/max-depth: { level: error, max: 3 } }\n';
  const withBase = (base: PolicyLayer, cache: ReturnType<typeof spy>) =>
    gatherPolicies(input({ '.modwarden.yaml': 'extends: []\n' }, { cache, build: 'b1', bases: [base] }), []);
  const maxDepth = ({ of }: Awaited<ReturnType<typeof withBase>>) =>
    (of('').rules['graph/max-depth']?.options as { max?: number } | undefined)?.max;

  test('keeps what lies over layers of the caller, and goes by their text', async () => {
    const cache = spy();
    const base = layer('../org.yaml', LOW);
    expect(maxDepth(await withBase(base, cache))).toBe(3);
    expect(cache.puts).toHaveLength(1);
    const again = await withBase(base, cache);
    expect([maxDepth(again), cache.puts.length, cache.hits.length]).toEqual([3, 1, 1]);
    expect(maxDepth(await withBase(layer('../org.yaml', LOW.replace('3', '4')), cache))).toBe(4);
    expect(cache.puts).toHaveLength(2);
    // Another layer of another name, and none.
    expect(maxDepth(await withBase(layer('../other.yaml', LOW.replace('3', '5')), cache))).toBe(5);
    const without = await gatherPolicies(input({ '.modwarden.yaml': 'extends: []\n' }, { cache, build: 'b1' }), []);
    expect(maxDepth(without)).toBeUndefined();
  });

  test('goes by the files that a layer extends, each of its own tree', async () => {
    const cache = spy();
    const base = (max: number) =>
      layer('org.yaml', 'extends: [./deep.yaml]\n', { 'deep.yaml': LOW.replace('3', `${max}`) });
    expect(maxDepth(await withBase(base(6), cache))).toBe(6);
    expect([maxDepth(await withBase(base(6), cache)), cache.puts.length]).toEqual([6, 1]);
    expect([maxDepth(await withBase(base(7), cache)), cache.puts.length]).toEqual([7, 2]);
  });

  test('keeps a layer that applies by itself', async () => {
    const cache = spy();
    const run = (text: string) =>
      gatherPolicies(input({}, { cache, build: 'b1', bases: [layer('../org.yaml', text)] }), []);
    expect([maxDepth(await run(LOW)), (await run(LOW)).of('').path, cache.puts.length]).toEqual([3, '../org.yaml', 1]);
    expect(maxDepth(await run(LOW.replace('3', '8')))).toBe(8);
  });

  test('is not fooled by what was kept over fewer layers', async () => {
    const cache = spy();
    const files = { '.modwarden.yaml': 'extends: []\n' };
    await gatherPolicies(input(files, { cache, build: 'b1' }), []);
    const [[, text] = []] = [...cache.kept];
    cache.kept.set('/r\0found\0.modwarden.yaml\0../org.yaml', text!);
    expect(maxDepth(await withBase(layer('../org.yaml', LOW), cache))).toBe(3);
  });

  test('a file that is gone is told, not remembered', async () => {
    const cache = spy();
    await gatherPolicies(input(FILES, { cache, build: 'b1' }), []);
    const { problems } = await gatherPolicies(
      input({ '.modwarden.yaml': FILES['.modwarden.yaml'] }, { cache, build: 'b1' }),
      [],
    );
    expect(told(problems)).toEqual(['1:24 file not found: team/base.yaml | paths are relative to the policy file']);
  });

  test('keeps presets, and nothing that has problems or no build', async () => {
    const cache = spy();
    await presetOf(input({}, { cache, build: 'b1' }), 'strict');
    await gatherPolicies(input({ '.modwarden.yaml': 'rulez: {}\n' }, { cache, build: 'b1' }), []);
    await gatherPolicies(input(FILES, { cache }), []);
    expect(cache.puts).toEqual(['preset strict']);
  });

  test.each([
    '',
    '{',
    'null',
    '{}',
    '[]',
    '{"format":1,"build":"b1"}',
    '{"format":1,"build":"b1","files":[],"policy":{}}',
  ])('is not fooled by %j', async (text) => {
    const cache = spy();
    cache.kept.set('/r\0found\0.modwarden.yaml', text);
    const { of } = await gatherPolicies(input(FILES, { cache, build: 'b1' }), []);
    expect(of('').private).toEqual(['git.corp.example']);
  });

  test('text that is not UTF-8 is compared byte by byte', async () => {
    const { policy, files } = await load('gaps: {}\n');
    const kept = unpackPolicy(packPolicy({ policy, files: [source('a', '\udcff'), ...files] }, 'b'), 'b')!;
    expect(await stillHolds(kept, async (path) => (path === 'a' ? '\udcff' : 'gaps: {}\n'))).toBe(true);
    expect(await stillHolds(kept, async (path) => (path === 'a' ? '\udcfe' : 'gaps: {}\n'))).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('the cache on disk', () => {
  const open = (env: Readonly<Record<string, string>> = {}) =>
    policyCache({
      env: { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), ...env },
      now: () => new Date('2026-01-01T00:00:00Z'),
    });

  test('keeps a text for the user alone', () => {
    expect(open()!.get('key')).toBeUndefined();
    open()!.put('key', 'text');
    open()!.put('kez', 'other');
    expect([open()!.get('key'), open()!.get('kez'), open()!.get('x')]).toEqual(['text', 'other', undefined]);
    const folder = join(home, 'cache', 'modwarden');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))).toEqual([]);
  });

  test('is not trusted where others can write', () => {
    open()!.put('key', 'text');
    chmodSync(join(home, 'cache', 'modwarden'), 0o777);
    expect(open()!.get('key')).toBeUndefined();
  });

  test('is off when the user says so, and quiet where it cannot be', () => {
    expect(open({ MODWARDEN_CACHE: 'off' })).toBeUndefined();
    writeFileSync(join(home, 'file'), '');
    symlinkSync('loop', join(home, 'loop'));
    // The last is how a folder answers that cannot be looked into, to root too.
    for (const folder of ['file', 'x'.repeat(300), 'loop']) {
      const cache = open({ XDG_CACHE_HOME: join(home, folder) })!;
      expect(cache.get('key'), folder).toBeUndefined();
      cache.put('key', 'text');
      expect(cache.get('key'), folder).toBeUndefined();
    }
  });
});
