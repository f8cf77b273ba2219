import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { userConfig } from '../../../src/gather/plugins/user-config.ts';
import { UserFileError } from '../../../src/gather/user-file.ts';
import { put } from '../../support/cli.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('reads the file of the user, wherever their configuration is', () => {
  put(home, { '.config/modwarden/config.json': '{"plugins":["a"]}', 'x/modwarden/config.json': '{}' });
  put(home, { 'Library/Application Support/modwarden/config.json': '{"plugins":["b"]}' });
  expect(userConfig({ HOME: home }, '/', 'linux')?.plugins).toEqual(['a']);
  expect(userConfig({ HOME: home, XDG_CONFIG_HOME: join(home, 'x') }, '/', 'linux')?.plugins).toEqual([]);
  expect(userConfig({ HOME: home }, '/', 'darwin')?.plugins).toEqual(['b']);
  expect(userConfig({ AppData: join(home, '.config') }, '/', 'win32')?.plugins).toEqual(['a']);
  expect(userConfig({ HOME: home, MODWARDEN_CONFIG: 'x/modwarden/config.json' }, home, 'linux')).toEqual({
    file: join(home, 'x/modwarden/config.json'),
    plugins: [],
    policyBase: [],
  });
});

it('goes without one where there is none, or none is wanted', () => {
  expect(userConfig({}, '/')).toBeUndefined();
  expect(userConfig({ HOME: home }, '/', 'linux')).toBeUndefined();
  // It would be looked for in the current folder.
  put(home, { '.config/modwarden/config.json': '{}' });
  expect(userConfig({ HOME: '.' }, home, 'linux')).toBeUndefined();
  expect(userConfig({ HOME: home, MODWARDEN_CONFIG: 'off' }, '/', 'linux')).toBeUndefined();
});

it.each([
  ['{"plugins": [1]}', 'plugins: expected a list of files or packages'],
  ['{"plugins": [""]}', 'plugins: expected a list of files or packages'],
  ['{"plugins": "a"}', 'plugins: expected a list of files or packages'],
  ['{"plugins": null}', 'plugins: expected a list of files or packages'],
  ['{"plugin": ["a"]}', 'unknown key "plugin" (did you mean "plugins"?)'],
  ['{"extends": []}', 'unknown key "extends"'],
  ['{"policy-base": "npm:a"}', 'policy-base: expected a list of policy files or packages (npm:NAME)'],
  ['{"policybase": []}', 'unknown key "policybase" (did you mean "policy-base"?)'],
  ['[]', 'expected an object such as {"plugins": []}'],
  ['null', 'expected an object such as {"plugins": []}'],
  ['1', 'expected an object such as {"plugins": []}'],
  [JSON.stringify({ plugins: Array(101).fill('a') }), 'plugins: expected at most 100, got 101'],
  [JSON.stringify({ 'policy-base': Array(101).fill('a') }), 'policy-base: expected at most 100, got 101'],
])('refuses %.40s', (text, message) => {
  put(home, { 'config.json': text });
  const file = join(home, 'config.json');
  expect(() => userConfig({ MODWARDEN_CONFIG: file }, '/')).toThrow(new UserFileError(`"${file}": ${message}`));
});

it('refuses what is no JSON with its line, and takes as many names as are allowed', () => {
  put(home, { 'config.json': '{\n"plugins": [}' });
  const env = { MODWARDEN_CONFIG: join(home, 'config.json') };
  expect(() => userConfig(env, '/')).toThrow(/config\.json": line 2: ./);
  put(home, { 'config.json': JSON.stringify({ plugins: Array(100).fill('a'), 'policy-base': [] }) });
  expect(userConfig(env, '/')?.plugins).toHaveLength(100);
});

it('refuses a named file that cannot be read', () => {
  mkdirSync(join(home, 'folder'));
  for (const name of ['nothing.json', 'folder'])
    expect(() => userConfig({ MODWARDEN_CONFIG: name }, home)).toThrow(`MODWARDEN_CONFIG: "${name}" cannot be read`);
});

it('names policies below every policy', () => {
  put(home, { '.config/modwarden/config.json': '{"policy-base": ["./a.yaml", "npm:@corp/policy"]}' });
  expect(userConfig({ HOME: home }, '/', 'linux')?.policyBase).toEqual(['./a.yaml', 'npm:@corp/policy']);
});
