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

it.each([
  ['export const rules = [];', 'exports no rules'],
  ['export const rules = [{ name: "x" }];', 'exports something that is not a rule'],
  ['throw "text";', 'cannot be loaded: Error: text'],
])('refuses %j', async (text, message) => {
  put(folder, { 'x.mjs': text });
  await expect(load('./x.mjs')).rejects.toMatchObject({
    code: 'unreadable-plugin',
    message: expect.stringContaining(`--plugin "./x.mjs": ${message}`),
  });
});
