import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newPlugin } from '../../../src/commands/plugin/new-plugin.ts';
import { saveFile } from '../../../src/commands/shared/save.ts';
import { terminalIn } from '../../support/terminal.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'new-plugin-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const make = (id: string, folder?: string) => newPlugin(id, folder, { ...terminalIn(cwd), save: saveFile });

it('writes a package, and adds rules to one that is there', () => {
  expect(make('team/one', 'mine')).toBe(0);
  const manifest = JSON.parse(readFileSync(join(cwd, 'mine/package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'modwarden-plugin-team', type: 'module', scripts: { test: 'node --test' } });
  const index = readFileSync(join(cwd, 'mine/index.js'), 'utf8');
  expect(make('team/two', 'mine')).toBe(0);
  expect(readFileSync(join(cwd, 'mine/index.js'), 'utf8')).toBe(index);
  expect(existsSync(join(cwd, 'mine/rules/team/two/README.md'))).toBe(true);
  expect(make('team/one')).toBe(0);
  expect(existsSync(join(cwd, 'modwarden-plugin-team/package.json'))).toBe(true);
});

it.each([
  ['vuln/mine', 'a group of modwarden'],
  ['modwarden/mine', 'a group of modwarden'],
  ['mine', 'expected a rule such as'],
])('refuses %s', (id, message) => {
  expect(() => make(id)).toThrow(message);
});

it('overwrites nothing', () => {
  make('team/one');
  expect(() => make('team/one')).toThrow('already exists');
});
