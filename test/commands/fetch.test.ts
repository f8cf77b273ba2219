/** `fetch`, through the command line: what it says of its record. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const GO_MOD = `module example.com/main

go 1.21

require (
	example.com/a v1.0.0
	example.com/b v1.0.0
)
`;
const RETRACTED = 'extends: []\nrules: { freshness/retracted: error }\n';
const LEFT_OUT = 'not in the record, since no rule of the policy asks for it: ';
const LICENSES = 'licenses (list licenses needs them; fetch --licenses records them)\n';
const VERSIONS = 'version lists (health needs them)';

let box: Box;
beforeEach(() => {
  box = newBox('off', { 'go.mod': GO_MOD, '.modwarden.yaml': RETRACTED });
});
afterEach(() => box.remove());

const proxy = (...modules: string[]) =>
  writeProxyFolder(join(box.root, 'proxy'), Object.fromEntries(modules.map((name) => [`${name}@v1.0.0`, {}])));
const fetch = (GOPROXY: string, ...more: string[]) =>
  box.run(['fetch', '-o', 'facts.json', ...more], { env: { GOPROXY } });

it.each([
  [['fetch'], 'fetch needs an output file: -o facts.json'],
  [['fetch', '-o', 'x', '--scope', 'direct'], '--scope: expected built'],
  [['fetch', '-o', 'x', '--scope', 'all'], '--scope: expected built'],
  [['fetch', '-o', 'x', '--tags', 'a'], '--tags needs --scope built'],
])('%j is refused', async (argv, message) => {
  expect(await box.run(argv)).toEqual({ code: 2, out: '', err: `modwarden: ${message}\n` });
});

it('says that all facts are fetched, and what no rule asked for', async () => {
  expect(await fetch(proxy('example.com/a', 'example.com/b'))).toEqual({
    code: 0,
    out: '',
    err: `all facts fetched\n${LEFT_OUT}${LICENSES}`,
  });
  expect(JSON.parse(readFileSync(join(box.repo, 'facts.json'), 'utf8'))).toHaveProperty('asOf');
});

it('counts the facts that are unavailable', async () => {
  const one = await fetch(proxy('example.com/a'));
  expect([one.code, one.err.split('\n')[0]]).toEqual([
    0,
    expect.stringMatching(/^\d+ facts? (?:is|are) unavailable; a check with this record reports them as gaps$/),
  ]);
});

it('records what no rule asks for where that is wanted', async () => {
  box.put({ '.modwarden.yaml': 'extends: []\n' });
  const GOPROXY = proxy('example.com/a', 'example.com/b');
  expect((await fetch(GOPROXY)).err).toBe(`all facts fetched\n${LEFT_OUT}${VERSIONS}, ${LICENSES}`);
  const { err } = await fetch(GOPROXY, '--licenses');
  expect(err.trimEnd().split('\n').at(-1)).toBe(`${LEFT_OUT}${VERSIONS}`);
});

it('ends with 3 where Go refuses a go.mod, and names it', async () => {
  box.put({ 'sub/go.mod': 'module example.com/sub\n\ngo 1.21\n\nrequire nonsense\n' });
  const { code, err } = await fetch(proxy('example.com/a', 'example.com/b'));
  expect(code).toBe(3);
  expect(err).toMatch(/^modwarden: sub\/go\.mod: Go cannot read it: /);
  expect(err).toContain('\n1 fact is unavailable; a check with this record reports them as gaps\n');
  box.put({ '.modwarden.yaml': 'extends: []\n' });
  const other = await fetch(proxy('example.com/a', 'example.com/b'));
  expect([other.code, other.err.split('\n')[1]]).toEqual([3, 'all facts of the other modules fetched']);
});
