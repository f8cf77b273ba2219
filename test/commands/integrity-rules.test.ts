/** sum/mismatch over zips and sum/cache, through the command line with a proxy and a module cache. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { linesOf, moduleZip, type SumdbProxy, serveWithSumdb } from '../support/sumdb-proxy.ts';

const A = 'example.com/a@v1.0.0';
const FILES = { 'a.go': 'package a\n' };
const EVIL = { 'a.go': 'package a\n\nfunc init() { steal() }\n' };
const GO_MOD = 'module example.com/main\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n';

let proxy: SumdbProxy;
let box: Box;
beforeEach(async () => {
  proxy = await serveWithSumdb({ [A]: FILES });
  box = newBox(proxy.url, { 'go.mod': GO_MOD, 'go.sum': await proxy.sum() });
});
afterEach(() => {
  box.remove();
  closeServers();
});

async function check(rules: string, args: readonly string[] = []) {
  box.put({ '.modwarden.yaml': `extends: []\nrules: ${rules}\n` });
  const { code, out } = await box.run(['check', '--format', 'json', ...args]);
  const { findings, gaps } = JSON.parse(out) as {
    findings: readonly { message: string }[];
    gaps: readonly { subject: string }[];
  };
  return { code, findings: findings.map(({ message }) => message), gaps: gaps.map(({ subject }) => subject) };
}

function putCache(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(box.root, 'mod', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

describe('sum/mismatch with zips: all', () => {
  const RULES = '{ sum/mismatch: { zips: all } }';
  const FOUND = ['the zip of example.com/a v1.0.0 does not match its checksum in go.sum'];

  it('passes what is as recorded, and downloads it once', async () => {
    const zips = () => proxy.seen.filter((line) => line.endsWith('.zip')).length;
    expect(await check(RULES)).toEqual({ code: 0, findings: [], gaps: [] });
    expect(await check(RULES)).toEqual({ code: 0, findings: [], gaps: [] });
    expect(zips()).toBe(1);
  });

  it('finds a proxy that serves another zip, in every run, and from recorded facts too', async () => {
    proxy.poison({ [A]: EVIL });
    expect(await check(RULES)).toEqual({ code: 1, findings: FOUND, gaps: [] });
    expect(await check(RULES)).toEqual({ code: 1, findings: FOUND, gaps: [] });
    const facts = join(box.root, 'facts.json');
    await box.run(['fetch', '-o', facts]);
    closeServers();
    expect(await check(RULES, ['--facts', facts])).toEqual({ code: 1, findings: FOUND, gaps: [] });
  });

  it('asks for no zip without the option, and what nobody has is a gap that fails the run', async () => {
    expect((await check('{ sum/mismatch: error }')).code).toBe(0);
    expect(proxy.seen.filter((line) => line.endsWith('.zip'))).toEqual([]);
    expect(await check(RULES, ['--offline'])).toEqual({ code: 3, findings: [], gaps: [A] });
  });
});

describe('sum/cache', () => {
  const RULES = '{ sum/cache: error }';
  const ZIP = 'cache/download/example.com/a/@v/v1.0.0.zip';

  it('finds a cache that fits itself and not go.sum, and asks no server', async () => {
    const [evil = ''] = (await linesOf(A, EVIL)).split('\n').map((line) => line.split(' ')[2]!);
    putCache({ [ZIP]: moduleZip(A, EVIL), [`${ZIP}hash`]: evil, [`${A}/a.go`]: EVIL['a.go'] });
    putCache({ [`${A}/go.mod`]: 'module example.com/a\n' });
    const found = [
      'the module cache differs from go.sum for example.com/a v1.0.0: extracted folder, zip, hash beside the zip',
    ];
    expect(await check(RULES)).toEqual({ code: 1, findings: found, gaps: [] });
    expect(proxy.seen).toEqual([]);
    const facts = join(box.root, 'facts.json');
    await box.run(['fetch', '-o', facts]);
    putCache({ [ZIP]: moduleZip(A, FILES) });
    expect(await check(RULES, ['--facts', facts])).toEqual({ code: 1, findings: found, gaps: [] });
  });

  it('passes a cache that is as recorded', async () => {
    putCache({ [ZIP]: moduleZip(A, FILES), [`${A}/a.go`]: FILES['a.go'], [`${A}/go.mod`]: 'module example.com/a\n' });
    expect(await check(RULES)).toEqual({ code: 0, findings: [], gaps: [] });
  });

  it('has a gap where nothing was compared, or could not be', async () => {
    expect(await check(RULES)).toEqual({ code: 3, findings: [], gaps: ['module cache'] });
    putCache({ [ZIP]: 'PK' });
    expect(await check(RULES)).toEqual({ code: 3, findings: [], gaps: [A] });
  });
});
