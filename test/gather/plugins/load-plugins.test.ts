import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadPlugins } from '../../../src/gather/plugins/load-plugins.ts';
import { put } from '../../support/cli.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'load-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = (...names: readonly string[]) =>
  loadPlugins(
    names.map((name) => ({ name, from: folder, by: '--plugin' })),
    [],
  );
const idsOf = async (...names: readonly string[]) =>
  (await load(...names)).map(({ rules }) => rules.map(({ id }) => id));

it.each([
  ['one rule', 'a.mjs', 'export const rule = { id: "a/b" };'],
  ['a list', 'b.mjs', 'export const rules = [{ id: "a/b" }];'],
  ['a default export', 'c.mjs', 'export default { id: "a/b" };'],
  [
    'one rule under several names',
    'd.mjs',
    'export const rule = { id: "a/b" };\nexport const rules = [rule];\nexport default { rule };',
  ],
  ['CommonJS', 'e.cjs', 'module.exports = { rule: { id: "a/b" } };'],
])('finds the rules of a module: %s', async (_, name, text) => {
  put(folder, { [name]: text });
  expect(await idsOf(`./${name}`)).toEqual([['a/b']]);
});

it('loads each file once, in the order in which they are named', async () => {
  put(folder, { '1.mjs': 'export const rule = { id: "a/one" };', '2.mjs': 'export const rule = { id: "a/two" };' });
  expect(await idsOf('./2.mjs', './1.mjs', '2.mjs')).toEqual([['a/two'], ['a/one']]);
});

it('finds rules under each name that counts, in the order of the names', async () => {
  put(folder, {
    'a.mjs':
      'export const rule = { id: "a/1" };\nexport const rules = [{ id: "a/2" }];\nexport default [{ id: "a/3" }];\nexport const more = { id: "a/4" };',
    'b.mjs': 'export default { rule: { id: "b/1" }, rules: [{ id: "b/2" }], more: { id: "b/3" } };',
  });
  expect(await idsOf('./a.mjs', './b.mjs')).toEqual([
    ['a/1', 'a/2', 'a/3'],
    ['b/1', 'b/2'],
  ]);
});

const NONE = 'exports no rules: expected "rule", "rules" or a default export';
const WRONG = 'exports something that is not a rule: expected what defineRule gives';

it.each([
  ['export const rules = [];', NONE],
  ['export const more = 1;', NONE],
  ['export default {};', NONE],
  ['export const rules = [{ name: "x" }];', WRONG],
  ['export const rules = [{ id: "a/b" }, { id: 1 }];', WRONG],
  ['export const rule = null;', WRONG],
  ['export default null;', WRONG],
  ['export default "a/b";', WRONG],
  ['throw "text";', 'cannot be loaded: Error: text'],
  ['throw new TypeError("first\\nsecond");', 'cannot be loaded: TypeError: first'],
])('refuses %j', async (text, message) => {
  put(folder, { 'x.mjs': text });
  await expect(load('./x.mjs')).rejects.toMatchObject({
    code: 'unreadable-plugin',
    message: `--plugin "./x.mjs": ${message}`,
  });
});

it('refuses what it does not find, before anything is loaded', async () => {
  put(folder, { 'x.mjs': 'throw new Error("loaded");' });
  await expect(load('./x.mjs', './none.mjs')).rejects.toMatchObject({
    code: 'unreadable-plugin',
    message: '--plugin "./none.mjs": no such file or folder',
  });
  await expect(loadPlugins([{ name: './x.mjs', from: folder, by: 'me' }], [folder])).rejects.toThrow(
    'me "./x.mjs": is part of the checked repository',
  );
});
