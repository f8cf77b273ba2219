/** What is left out of a register, a plan or a record is said. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { type Served, serveModules } from '../support/module-server.ts';

const MODULES: Served = {
  'example.com/a@v1.0.0': { mod: 'go 1.21\n', time: '2026-01-01T00:00:00Z', license: 'Permission is hereby granted' },
};

let box: Box;
beforeEach(async () => {
  box = newBox((await serveModules(MODULES)).url, {
    'go.mod': 'module example.com/main\n\ngo 1.21\n\nrequire example.com/a v1.0.0\n',
    '.modwarden.yaml':
      'rules: {}\nwaivers:\n  - { rule: graph/banned, module: example.com/a, reason: a reason, owner: somebody, until: 2030-01-01 }\n',
  });
});
afterEach(() => {
  box.remove();
  closeServers();
});

test('list waivers keeps reason, owner and end of a waiver that is not in use', async () => {
  const { out } = await box.run(['list', 'waivers', '--format', 'json']);
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({ rule: 'graph/banned', reason: 'a reason', owner: 'somebody', until: '2030-01-01' }),
  ]);
});

test('plan --list names each module, plan only counts', async () => {
  expect((await box.run(['plan', '--list'])).out).toMatch(/^ {2}mod example\.com\/a v1\.0\.0$/m);
  expect((await box.run(['plan'])).out).not.toContain('example.com/a');
});

test('fetch says what no rule asked for, and records licenses where they are wanted', async () => {
  const { err } = await box.run(['fetch', '-o', 'facts.json']);
  expect(err).toContain('not in the record');
  expect(err).toContain('fetch --licenses records them');
  const listed = async () => (await box.run(['list', 'licenses', '--facts', 'facts.json', '--format', 'json'])).code;
  expect(await listed()).toBe(3);
  expect((await box.run(['fetch', '--licenses', '-o', 'facts.json'])).err).not.toContain('licenses (');
  expect(await listed()).toBe(0);
});
