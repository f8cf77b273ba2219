/** A go.sum line that was poisoned together with the proxy: what check, fetch and a replay say of it. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { type SumdbProxy, serveWithSumdb } from '../support/sumdb-proxy.ts';

const A = 'example.com/a@v1.0.0';
const MODULES = { [A]: { 'a.go': 'package a\n' }, 'example.com/b@v1.1.0': { 'go.mod': 'module example.com/b\n' } };
const FILES = {
  'go.mod': 'module example.com/main\n\ngo 1.25\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.1.0\n)\n',
  '.modwarden.yaml': 'extends: [recommended]\nrules: { sum/not-logged: error, license/unknown: off }\n',
};

let proxy: SumdbProxy;
let box: Box;
beforeEach(async () => {
  proxy = await serveWithSumdb(MODULES);
  box = newBox(proxy.url, { ...FILES, 'go.sum': await proxy.sum() });
});
afterEach(() => {
  box.remove();
  closeServers();
});

interface Reported {
  readonly code: number;
  readonly findings: readonly { readonly rule: string; readonly place: { start: { line: number } } }[];
  readonly gaps: readonly { readonly rule: string; readonly why: string; readonly detail: string }[];
}

async function check(args: readonly string[], env: Record<string, string> = {}): Promise<Reported> {
  const result = await box.run(['check', '--format', 'json', ...args], { env: { GOSUMDB: proxy.key, ...env } });
  const { findings, gaps } = JSON.parse(result.out) as Reported;
  return { code: result.code, findings, gaps };
}

/** What any command sees who asks the poisoned proxy alone: everything fits. */
async function poison(files: Record<string, string> = { 'a.go': 'package a\n\nfunc init() { steal() }\n' }) {
  proxy.poison({ [A]: files });
  box.put({ 'go.sum': await proxy.sum() });
}

describe.each([
  ['the zip', { 'a.go': 'package a\n\nfunc init() { steal() }\n' }, 1],
  ['the zip and the go.mod', { 'go.mod': 'module example.com/a\n\ngo 1.20\n', 'a.go': 'package a\n' }, 2],
])('where %s was replaced', (_, files, lines) => {
  const FOUND = Array.from({ length: lines }, (_, i) => ({
    rule: 'sum/not-logged',
    place: { start: { line: i + 1 } },
  }));
  beforeEach(() => poison(files));

  it('an online check finds it', async () => {
    const report = await check(['--online']);
    expect(report).toMatchObject({ code: 1, findings: FOUND, gaps: [] });
  });

  it('a check with recorded facts finds it, without a network', async () => {
    const facts = join(box.root, 'facts.json');
    const { code } = await box.run(['fetch', '-o', facts], { env: { GOSUMDB: proxy.key } });
    const asked = proxy.seen.length;
    const report = await check(['--facts', facts], { GOPROXY: 'off', GOSUMDB: 'off', MODWARDEN_CACHE: 'off' });
    expect([code, report]).toMatchObject([0, { code: 1, findings: FOUND, gaps: [] }]);
    expect(proxy.seen.length).toBe(asked);
  });

  it('an offline check finds it with what an earlier run kept', async () => {
    await check([]);
    const asked = proxy.seen.length;
    const { findings } = await check(['--offline']);
    expect(findings).toMatchObject(FOUND);
    expect(proxy.seen.length).toBe(asked);
  });
});

it('passes what is as logged', async () => {
  expect(await check(['--online'])).toMatchObject({ code: 0, findings: [], gaps: [] });
});

describe('without an answer of the database', () => {
  const gapsOf = ({ gaps }: Reported) => gaps.filter(({ rule }) => rule === 'sum/not-logged');
  beforeEach(() => poison());

  it.each([404, 500, 200])('that is a gap, and no pass: the database answers %i', async (status) => {
    proxy.fail(status);
    const report = await check([], { GOSUMDB: `${proxy.key} ${proxy.url}/sumdb/sumdb.example` });
    expect([report.code, gapsOf(report).length]).toEqual([3, 2]);
  });

  it.each([
    ['GOSUMDB is off', { GOSUMDB: 'off' }, 'offline', 2],
    ['GOPROXY is off', { GOPROXY: 'off' }, 'offline', 2],
    ['GOSUMDB cannot be read', { GOSUMDB: 'no-key' }, 'failed', 2],
    ['GONOSUMDB names the module', { GONOSUMDB: 'example.com/a' }, 'private', 1],
  ])('that is a gap, and no pass: %s', async (_, env, why, count) => {
    const report = await check([], env);
    expect([report.code, gapsOf(report)]).toEqual([
      3,
      Array.from({ length: count }, () => expect.objectContaining({ why })),
    ]);
    expect(proxy.seen.some((line) => line.includes('/lookup/example.com/a@'))).toBe(false);
  });

  it('that is nothing where the policy calls the module private', async () => {
    box.put({ '.modwarden.yaml': `${FILES['.modwarden.yaml']}private: [example.com/a]\n` });
    const report = await check([]);
    expect(gapsOf(report)).toEqual([]);
    expect(proxy.seen.some((line) => line.includes('/lookup/example.com/a@'))).toBe(false);
  });
});

it('plan names whom it would ask, and asks nobody', async () => {
  const { out } = await box.run(['plan', '--format', 'json'], { env: { GOSUMDB: proxy.key } });
  const network = JSON.parse(out).network as Record<string, { kind: string; path: string }[]>;
  const proofs = network[proxy.host]!.filter(({ kind }) => kind === 'proof');
  expect(proofs.map(({ path }) => path).sort()).toEqual(['example.com/a', 'example.com/b']);
  expect(proxy.seen).toEqual([]);
});
