/** Graphs computed with go.mod files that earlier runs read: the same as without caches, whatever happened to the files meanwhile. */
import { mkdirSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptMods } from '../../../src/gather/modcache/kept-mods.ts';
import { goModHash } from '../../../src/go/graph/files/sums.ts';
import { createNodes, moduleAt } from '../../../src/go/graph/select/nodes.ts';
import { type Box, newBox } from '../../support/box.ts';

const A = 'module example.com/a\n\ngo 1.20\n\nrequire example.com/Upper v1.1.0\n';
const UPPER = 'module example.com/Upper\n\ngo 1.21\n';
const GO_MOD =
  'module example.com/main\n\ngo 1.21\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/Upper v1.1.0 // indirect\n)\n';
const line = (module: string, text: string) => `${module}/go.mod ${goModHash(text)}\n`;
const SUM = line('example.com/Upper v1.1.0', UPPER) + line('example.com/a v1.0.0', A);

/** What was written before is old by then. */
const NOW = new Date(Date.now() + 3_600_000).toISOString();

let box: Box;
beforeEach(() => {
  box = newBox('off', { 'go.mod': GO_MOD, 'go.sum': SUM });
  write('example.com/a/@v/v1.0.0.mod', A);
  write('example.com/!upper/@v/v1.1.0.mod', UPPER);
});
afterEach(() => box.remove());

const inCache = (file: string) => join(box.root, 'mod/cache/download', file);
function write(file: string, text: string): void {
  mkdirSync(dirname(inCache(file)), { recursive: true });
  writeFileSync(inCache(file), text);
}

let runs = 0;
/** No run is answered from another: each has an environment of its own. */
async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}, build = 'one') {
  const { code, out, err } = await box.run(argv, { env: { ...env, RUN: `${runs++}` }, now: NOW, build });
  return { code, out, err };
}
const packs = () => {
  const folder = join(box.root, 'cache/modwarden/mods-1/mods');
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
};

const COMMANDS = [['graph'], ['list', 'modules'], ['check', '--offline', '--preset', 'audit', '--format', 'json']];

/** As without caches, from the first to the third time. */
async function expectSame(build?: string): Promise<void> {
  for (const command of COMMANDS) {
    const sound = await run(command, { MODWARDEN_CACHE: 'off' }, build);
    for (let i = 0; i < 3; i++) expect([command, await run(command, {}, build)]).toEqual([command, sound]);
  }
}

describe('says what it says without caches', () => {
  beforeEach(async () => {
    await run(['graph']);
    expect(packs()).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    ['nothing changed', () => {}],
    ['a file is gone', () => rmSync(inCache('example.com/a/@v/v1.0.0.mod'))],
    ['all files are gone', () => rmSync(join(box.root, 'mod'), { recursive: true })],
    ['a file has other content', () => write('example.com/a/@v/v1.0.0.mod', A.replace('1.20', '1.19'))],
    [
      'a file has other content of the same length and time',
      () => {
        const file = inCache('example.com/a/@v/v1.0.0.mod');
        writeFileSync(file, A.replace('1.20', '1.19'));
        utimesSync(file, 1, 1);
      },
    ],
    [
      'another file took the place of one',
      () => {
        write('other', A.replace('1.20', '1.19'));
        renameSync(inCache('other'), inCache('example.com/a/@v/v1.0.0.mod'));
      },
    ],
    ['go.sum has another hash', () => box.put({ 'go.sum': SUM.replace(/h1:./g, 'h1:x') })],
    ['go.sum has two hashes', () => box.put({ 'go.sum': SUM + line('example.com/a v1.0.0', 'x') })],
    ['go.sum has a hash of another kind', () => box.put({ 'go.sum': `${SUM}example.com/a v1.0.0/go.mod h9:x\n` })],
    ['go.sum is empty', () => box.put({ 'go.sum': '' })],
    ['go.sum is malformed', () => box.put({ 'go.sum': 'x\n' })],
    [
      'go.sum is empty and a file has other content',
      () => {
        box.put({ 'go.sum': '' });
        write('example.com/a/@v/v1.0.0.mod', A.replace('1.20', '1.19'));
      },
    ],
    [
      'go.mod replaces a module',
      () => box.put({ 'go.mod': `${GO_MOD}replace example.com/a => example.com/Upper v1.1.0\n` }),
    ],
    ['go.mod excludes a module', () => box.put({ 'go.mod': `${GO_MOD}exclude example.com/Upper v1.1.0\n` })],
    ['go.mod requires more', () => box.put({ 'go.mod': `${GO_MOD}require example.com/b v1.0.0\n` })],
    [
      'a second module has another hash of a file that it does not need',
      () =>
        box.put({
          'x/go.mod': 'module example.com/x\n\ngo 1.21\n',
          'x/go.sum': line('example.com/a v1.0.0', 'other'),
        }),
    ],
  ])('where %s', async (_, change) => {
    change();
    await expectSame();
  });

  it('in another build', async () => {
    await expectSame('two');
    expect(packs()).toHaveLength(2);
  });
});

describe('the go.mod files of earlier runs', () => {
  const open = () =>
    keptMods({
      env: { XDG_CACHE_HOME: join(box.root, 'cache') },
      now: () => new Date(NOW),
      cache: join(box.root, 'mod'),
      build: 'one',
      repository: [['example.com/main'], [['', 'go.mod']]],
    })!;
  const a = { path: 'example.com/a', version: 'v1.0.0' };

  it('say what they require, without the text', async () => {
    await run(['graph']);
    const [kept, nodes] = [open(), createNodes()];
    expect([kept.hashOf(a), kept.givenHash(a)]).toEqual([goModHash(A), undefined]);
    const { text, require, ...summary } = kept.summaryOf(nodes, a)!;
    expect(text).toBeUndefined();
    expect(require.map((node) => moduleAt(nodes, node))).toEqual([{ path: 'example.com/Upper', version: 'v1.1.0' }]);
    const characters = A.length;
    expect(summary).toEqual({ characters, modulePath: 'example.com/a', goVersion: '1.20', pruned: true, errors: [] });
    expect(kept.givenHash(a)).toBe(goModHash(A));
  });

  it('say nothing of a file that changed, though its hash is still known', async () => {
    await run(['graph']);
    write('example.com/a/@v/v1.0.0.mod', `${A}\n`);
    const kept = open();
    expect(kept.hashOf(a)).toBe(goModHash(A));
    expect([kept.summaryOf(createNodes(), a), kept.givenHash(a)]).toEqual([undefined, undefined]);
  });

  it.each<[string, string, string, string]>([
    ['without a line in go.sum', A, '', NOW],
    ['that its author retracts versions in', `${A}retract v0.1.0\n`, 'sum', NOW],
    ['that is invalid', 'module example.com/a\nrequire x\n', 'sum', NOW],
    ['that was written a moment ago', A, 'sum', new Date().toISOString()],
  ])('are none of a file %s', async (_, text, sum, now) => {
    write('example.com/a/@v/v1.0.0.mod', text);
    box.put({ 'go.sum': sum && line('example.com/Upper v1.1.0', UPPER) + line('example.com/a v1.0.0', text) });
    await box.run(['graph'], { now, build: 'one' });
    expect(open().hashOf(a)).toBeUndefined();
  });

  it('are not kept without a cache of the user', () => {
    const input = { now: () => new Date(), cache: '/mod', build: 'one', repository: '' };
    expect(keptMods({ ...input, env: { MODWARDEN_CACHE: 'off', HOME: '/home' } })).toBeUndefined();
    expect(keptMods({ ...input, env: { HOME: '/home' }, cache: 'mod' })).toBeUndefined();
  });
});
