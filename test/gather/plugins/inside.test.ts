import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leadsThrough } from '../../../src/gather/plugins/inside.ts';

let top: string;
beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'inside-')));
  for (const folder of ['repo/sub', 'repo-2', 'mine', 'deep/a/b']) mkdirSync(join(top, folder), { recursive: true });
  for (const file of ['repo/x.mjs', 'repo-2/x.mjs', 'mine/x.mjs']) writeFileSync(join(top, file), '');
  const link = (at: string, to: string) => symlinkSync(to, join(top, at));
  link('repo/out.mjs', '../mine/x.mjs');
  link('mine/in.mjs', '../repo/x.mjs');
  link('mine/via', '../repo/sub');
  link('repo/sub/back', '../../mine');
  link('other-name', 'repo');
  link('mine/circle', 'circle');
  link('deep/a/b/to', '../../../mine');
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

it.each([
  ['a file of the folder', 'repo/x.mjs', true],
  ['the folder itself', 'repo', true],
  ['a file that does not exist', 'repo/no.mjs', true],
  ['a link of the folder that leads out of it', 'repo/out.mjs', true],
  ['a link from outside that leads into it', 'mine/in.mjs', true],
  ['a way in and out again', 'mine/via/back/x.mjs', true],
  ['the folder under the name of a link', 'other-name/x.mjs', true],
  ['a name with dots that ends outside', 'repo/../mine/x.mjs', false],
  ['a folder whose name begins alike', 'repo-2/x.mjs', false],
  ['a file beside it', 'mine/x.mjs', false],
  ['a link that stays outside', 'deep/a/b/to/x.mjs', false],
  ['a link to itself', 'mine/circle/x.mjs', false],
])('knows %s', (_, path, expected) => {
  expect(leadsThrough(join(top, path), [join(top, 'repo')])).toBe(expected);
  expect(leadsThrough(join(top, path), [join(top, 'other-name')])).toBe(expected);
  expect(leadsThrough(join(top, path), [])).toBe(false);
});

it('has everything inside the top of the file system', () => {
  expect(leadsThrough(join(top, 'mine/x.mjs'), ['/'])).toBe(true);
});
