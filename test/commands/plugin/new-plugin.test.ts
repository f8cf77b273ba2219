import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newPlugin } from '../../../src/commands/plugin/new-plugin.ts';
import { saveFile } from '../../../src/commands/shared/save.ts';
import { VERSION } from '../../../src/version.ts';
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
  expect(manifest).toEqual({
    name: 'modwarden-plugin-team',
    version: '1.0.0',
    type: 'module',
    exports: './index.js',
    files: ['index.js', 'rules'],
    scripts: { test: 'node --test' },
    peerDependencies: { modwarden: `>=${VERSION}` },
    devDependencies: { modwarden: `>=${VERSION}` },
  });
  const index = readFileSync(join(cwd, 'mine/index.js'), 'utf8');
  expect(make('team/two', 'mine')).toBe(0);
  expect(readFileSync(join(cwd, 'mine/index.js'), 'utf8')).toBe(index);
  expect(existsSync(join(cwd, 'mine/rules/team/two/README.md'))).toBe(true);
  expect(make('team/one')).toBe(0);
  expect(existsSync(join(cwd, 'modwarden-plugin-team/package.json'))).toBe(true);
});

it.each([
  ['vuln/mine', `"vuln" is a group of modwarden's own rules; use one of your own, such as team`],
  ['modwarden/mine', `"modwarden" is a group of modwarden's own rules; use one of your own, such as team`],
  ...['mine', 'Team/one', 'team/One', 'team/', '/one', 'a/b/c', 'team/one-', '-team/one', 'team/1', 'team/a--b'].map(
    (id) => [id, `expected a rule such as team/no-forks, in lower case, got "${id}"`],
  ),
])('refuses %s', (id, message) => {
  expect(() => make(id)).toThrow(message);
});

it('overwrites nothing', () => {
  make('team/one');
  const file = join('modwarden-plugin-team', 'rules/team/one/rule.js');
  expect(() => make('team/one')).toThrow(`"${file}" already exists`);
  writeFileSync(join(cwd, 'index.js'), 'mine');
  expect(() => make('team/two', '.')).toThrow('"index.js" already exists');
  expect(readFileSync(join(cwd, 'index.js'), 'utf8')).toBe('mine');
});

it('says what it wrote, what is next, and how to apply it', () => {
  const said = (id: string, folder?: string) => {
    const lines: string[] = [];
    newPlugin(id, folder, { ...terminalIn(cwd), save: saveFile, out: (text) => void lines.push(text) });
    return lines.join('');
  };
  expect(said('team/one', './mine')).toBe(`wrote mine/rules/team/one/rule.js
wrote mine/rules/team/one/README.md
wrote mine/package.json
wrote mine/index.js
wrote mine/README.md
wrote mine/test/rules.test.js
next: in ./mine, run "npm install", then "npm test"
to apply it: modwarden check --plugin ./mine
`);
  expect(said('team/two', 'mine')).toBe(`wrote mine/rules/team/two/rule.js
wrote mine/rules/team/two/README.md
next: export the rule in mine/index.js
to apply it: modwarden check --plugin ./mine
`);
  expect(said('two-words/a-b')).toContain('\nto apply it: modwarden check --plugin ./modwarden-plugin-two-words\n');
});

it('names the rule in its files', () => {
  make('team/one', 'mine');
  const text = (path: string) => readFileSync(join(cwd, 'mine', path), 'utf8');
  expect(text('index.js')).toContain("import { rule as first } from './rules/team/one/rule.js';");
  expect(text('rules/team/one/rule.js')).toContain("id: 'team/one',");
  expect(text('README.md')).toMatch(/^# Rules of team\n/);
  expect(text('README.md')).toContain('modwarden explain team/one --plugin ');
});
