import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServers } from '../../gather/http/servers.ts';
import { type Box, newBox } from '../../support/box.ts';
import { signer } from '../../support/sumdb-log.ts';
import { type SumdbProxy, serveWithSumdb } from '../../support/sumdb-proxy.ts';

const A = 'example.com/a@v1.0.0';
const CORP = 'corp.example/x@v1.0.0';
const MODULES = { [A]: { 'a.go': 'package a\n' }, 'example.com/B@v1.1.0': { 'b.go': 'package b\n' }, [CORP]: {} };
const GO_MOD = 'module example.com/main\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n';

type Evidence = { records: Record<string, { text: string; proof: string }> };

let proxy: SumdbProxy;
let box: Box;
beforeEach(async () => {
  proxy = await serveWithSumdb(MODULES);
  box = newBox(proxy.url, { 'go.mod': GO_MOD, 'go.sum': await proxy.sum() });
});
afterEach(() => {
  box.remove();
  closeServers();
});

const verify = (args: readonly string[] = [], env: Record<string, string> = {}) =>
  box.run(['verify', ...args], { env: { GOSUMDB: proxy.key, ...env } });
const json = async (args: readonly string[] = [], env: Record<string, string> = {}) => {
  const { out, code } = await verify(['--format', 'json', ...args], env);
  return { code, ...(JSON.parse(out) as { sums: { lines: unknown } }).sums };
};

describe('evidence', () => {
  it('passes an unpoisoned go.sum', async () => {
    await verify(['--record', join(box.root, 'e.json')]);
    expect(await json(['--evidence', join(box.root, 'e.json')])).toMatchObject({ code: 0, counts: { verified: 6 } });
  });

  it.each([
    ['without a record', (e: Evidence) => delete e.records[A]],
    ['without a proof', (e: Evidence) => (e.records[A]!.proof = '')],
    [
      'with a record that is changed',
      (e: Evidence) => {
        e.records[A]!.text = e.records[A]!.text.replace('v1.0.0 h1:', 'v1.0.0 h1:A');
      },
    ],
  ])('%s does not pass', async (_, change) => {
    const file = join(box.root, 'e.json');
    await verify(['--record', file]);
    const evidence = JSON.parse(readFileSync(file, 'utf8'));
    change(evidence);
    writeFileSync(file, JSON.stringify(evidence));
    expect((await json(['--evidence', file])).code).toBe(3);
  });

  it('does not pass with another key, whatever key it names itself', async () => {
    const file = join(box.root, 'e.json');
    await verify(['--record', file]);
    const stranger = signer('sumdb.example', 9).key;
    expect(await json(['--evidence', file], { GOSUMDB: stranger })).toMatchObject({ code: 3, counts: { verified: 0 } });
  });

  it('that cannot be read is a usage error', async () => {
    writeFileSync(join(box.root, 'e.json'), '{}');
    const bad = await verify(['--evidence', join(box.root, 'e.json')]);
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('"version": 2')]);
    const gone = await verify(['--evidence', join(box.root, 'gone.json')]);
    expect([gone.code, gone.err]).toEqual([2, expect.stringContaining('does not exist')]);
  });

  it('cannot be recorded where there is no database', async () => {
    const { code, err } = await verify(['--record', join(box.root, 'e.json')], { GOSUMDB: 'off' });
    expect([code, err]).toEqual([2, expect.stringContaining('no checksum database')]);
  });
});
