/** Errors of a policy: every command that reads it says them and ends with 2, and nobody hears of paths that may be private. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { put } from '../support/cli.ts';
import { type ModuleServer, serveModules } from '../support/module-server.ts';

const GO_MOD = 'module example.com/m\n\ngo 1.22\n\nrequire corp.example/secret v1.0.0\n';

let proxy: ModuleServer;
let box: Box;
beforeEach(async () => {
  proxy = await serveModules({ 'corp.example/secret@v1.0.0': {} });
  box = newBox(proxy.url, { 'go.mod': GO_MOD });
});
afterEach(() => {
  box.remove();
  closeServers();
});

const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--format', 'openmetrics'],
  ['graph'],
  ['list', 'modules'],
  ['list', 'licenses'],
  ['list', 'waivers'],
  ['why', 'corp.example/secret'],
  ['health'],
  ['notice'],
  ['plan'],
  ['fetch', '-o', '/dev/null'],
];

describe.each(COMMANDS.map((command) => [command.join(' '), command] as const))('%s', (_, command) => {
  test('says the errors and ends with 2', async () => {
    box.put({ '.modwarden.yaml': 'rules:\n  graph/bannd: error\n' });
    const { code, out, err } = await box.run(command);
    expect(`${out}${err}`).toContain('policy error: unknown rule "graph/bannd"');
    expect(code).toBe(2);
    // Which modules are private is certain all the same.
    expect(proxy.asked().length > 0).toBe(command[0] !== 'plan');
  });

  test('says those of a waiver beside a line', async () => {
    box.put({ 'go.mod': `${GO_MOD.trimEnd()} // modwarden:allow graph/bannd until=2027-01-01 x\n` });
    const { code, out, err } = await box.run(command);
    expect(`${out}${err}`).toContain('policy error: unknown rule "graph/bannd"');
    expect(code).toBe(2);
  });

  test('asks nobody where the private list is in doubt', async () => {
    box.put({ '.modwarden.yaml': 'private: corp.example\n' });
    const { code, out, err } = await box.run(command);
    expect(`${out}${err}`).toContain('policy error: expected a list');
    expect(code).toBe(2);
    expect(proxy.asked()).toEqual([]);
  });
});

test('says why nobody was asked, and what to do', async () => {
  box.put({ '.modwarden.yaml': 'private: corp.example\n' });
  const { gaps } = JSON.parse((await box.run(['check', '--format', 'json'])).out);
  expect(gaps.length).toBeGreaterThan(0);
  for (const gap of gaps) {
    expect(gap.detail).toContain('not requested: the policy has errors in its private list');
    expect(gap.hint).toContain('fix the policy errors first');
  }
});

test('a record or a folder of modules, which nobody else sees, answers all the same', async () => {
  const file = join(box.root, 'facts.json');
  expect((await box.run(['fetch', '-o', file])).code).toBe(0);
  put(box.root, {
    'p/corp.example/secret/@v/v1.0.0.mod': 'module corp.example/secret\n',
    'p/corp.example/secret/@v/v1.0.0.info': '{"Version":"v1.0.0"}',
  });
  box.put({ '.modwarden.yaml': 'private: corp.example\n' });
  const replayed = await box.run(['graph', '--facts', file], { env: { MODWARDEN_CACHE: 'off' } });
  const folder = await box.run(['graph'], {
    env: { MODWARDEN_CACHE: 'off', GOPROXY: `file://${join(box.root, 'p')}` },
  });
  for (const { code, out } of [replayed, folder])
    expect([code, out]).toEqual([2, expect.stringContaining('corp.example/secret@v1.0.0')]);
});

describe('a policy that is there and is not read', () => {
  test.each([
    ['a folder of its name', () => mkdirSync(join(box.repo, '.modwarden.yaml'))],
    ['too large', () => box.put({ '.modwarden.yaml': `private: [corp.example]\n#${'x'.repeat(1 << 20)}` })],
    [
      'beside another one',
      () => box.put({ '.modwarden.yaml': 'extends: [recommended]\n', '.modwarden.yml': 'private: [corp.example]\n' }),
    ],
    [
      'a package.json that is no JSON',
      () => box.put({ 'package.json': '{"modwarden": {"private": ["corp.example"]},}' }),
    ],
  ])('%s', async (_, make) => {
    make();
    expect((await box.run(['check'])).code).toBe(2);
    expect(proxy.asked()).toEqual([]);
  });
});

describe('a policy of the command line', () => {
  const given = [
    ['--preset', 'strict'],
    ['--policy', 'mine.yaml'],
  ];
  beforeEach(() => box.put({ 'mine.yaml': 'extends: [strict]\n' }));

  test.each(given)('%s %s: what the repository calls private is private', async (...args) => {
    box.put({ '.modwarden.yaml': 'private: [corp.example]\nrules: { graph/bannd: error }\n' });
    const { code, out } = await box.run(['check', ...args]);
    expect(proxy.asked()).toEqual([]);
    // Its rules are nobody's concern here.
    expect(out).not.toContain('policy error');
    expect(code).not.toBe(2);
  });

  test.each(given)('%s %s: where that is in doubt nobody is asked, and it is said', async (...args) => {
    box.put({ '.modwarden.yaml': 'private: [corp.example\n' });
    const { code, out } = await box.run(['check', ...args]);
    expect(proxy.asked()).toEqual([]);
    expect(out).toContain('policy error');
    expect(code).toBe(2);
  });

  test('of a module below with a policy of its own', async () => {
    box.put({
      'go.mod': 'module example.com/m\n',
      'sub/go.mod': GO_MOD,
      'sub/.modwarden.yaml': 'private: [corp.example]\n',
    });
    await box.run(['check', '--preset', 'strict']);
    expect(proxy.asked()).toEqual([]);
  });

  test('that cannot be read itself', async () => {
    box.put({ 'mine.yaml': 'private: [corp.example\n' });
    expect((await box.run(['check', '--policy', 'mine.yaml'])).code).toBe(2);
    expect(proxy.asked()).toEqual([]);
  });
});
