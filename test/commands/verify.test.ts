import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServers } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { type SumdbProxy, serveWithSumdb } from '../support/sumdb-proxy.ts';

const A = 'example.com/a@v1.0.0';
const CORP = 'corp.example/x@v1.0.0';
const MODULES = { [A]: { 'a.go': 'package a\n' }, 'example.com/B@v1.1.0': { 'b.go': 'package b\n' }, [CORP]: {} };
const GO_MOD = 'module example.com/main\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n';

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

/** The proxy serves other content of one module, and go.sum fits that content. */
async function poison(): Promise<void> {
  proxy.poison({ [A]: { 'a.go': 'package a\n\nfunc init() { steal() }\n' } });
  box.put({ 'go.sum': await proxy.sum() });
}

describe('a go.sum that is as logged', () => {
  it('is verified line by line', async () => {
    const { code, out } = await verify();
    expect(out).toMatch(
      /^pass: 6 of 6 lines verified \(sumdb\.example, tree head of 300 records; \d+ requests, 0\.\d\d MB\)\n$/,
    );
    expect(code).toBe(0);
  });

  it('costs no request the second time', async () => {
    await verify();
    const before = proxy.seen.length;
    expect(await json()).toMatchObject({ code: 0, requests: 0, bytes: 0, counts: { verified: 6 }, treeSize: 300 });
    expect(proxy.seen.length).toBe(before);
  });

  it('is verified without the network from what an earlier run kept', async () => {
    expect(await json(['--offline'])).toMatchObject({ code: 3, counts: { verified: 0, unproven: 6 }, requests: 0 });
    await verify();
    expect(await json(['--offline'])).toMatchObject({ code: 0, counts: { verified: 6 } });
  });

  it('is verified with the go.work.sum beside it', async () => {
    box.put({ 'go.work': 'go 1.25\n\nuse .\n', 'go.work.sum': await proxy.sum() });
    expect(await json()).toMatchObject({ code: 0, counts: { verified: 12 } });
  });
});

describe('a poisoned line, with a proxy that serves what fits it', () => {
  it('is named with both hashes', async () => {
    const [honest] = (await proxy.sum()).split('\n').filter((line) => line.startsWith('example.com/a v1.0.0 '));
    await poison();
    const { code, out } = await verify();
    const [poisoned] = readFileSync(join(box.repo, 'go.sum'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('example.com/a v1.0.0 '));
    expect(code).toBe(1);
    expect(out).toContain(
      `go.sum:5: example.com/a v1.0.0 differs from the checksum database\n    go.sum:        ${poisoned!.split(' ')[2]}\n    sumdb.example: ${honest!.split(' ')[2]}\n`,
    );
    expect(out).toContain('fail: 5 of 6 lines verified, 1 differ');
  });

  it('is found in recorded evidence, by whoever has the key', async () => {
    await poison();
    const live = await json(['--record', join(box.root, 'evidence.json')]);
    expect(live).toMatchObject({ code: 1, counts: { verified: 5, mismatch: 1 } });
    const seen = proxy.seen.length;
    const replayed = await json(['--evidence', join(box.root, 'evidence.json')], {
      GOPROXY: 'off',
      MODWARDEN_CACHE: 'off',
    });
    expect(replayed).toMatchObject({ code: 1, lines: live.lines, treeSize: 300, requests: 0 });
    expect(proxy.seen.length).toBe(seen);
  });
});

describe('private modules', () => {
  const asked = () => proxy.seen.filter((line) => line.includes('corp.example'));

  it.each([
    ['the policy', { '.modwarden.yaml': 'private: [corp.example]\n' }, {}, 'private by the policy'],
    ['GONOSUMDB', {}, { GONOSUMDB: 'corp.example' }, 'listed in GONOSUMDB'],
    ['GOPRIVATE', {}, { GOPRIVATE: 'corp.example' }, 'listed in GONOSUMDB'],
  ])('of %s are skipped, and nobody hears of them', async (_, files, env, why) => {
    box.put(files);
    const { code, out } = await verify([], env);
    expect(out).toMatch(new RegExp(`skipped: 2 lines: .*${why}.* \\(go\\.sum:1 corp\\.example/x, go\\.sum:2 corp`));
    expect(out).toContain('pass: 4 of 6 lines verified, 2 skipped');
    expect([code, asked()]).toEqual([0, []]);
  });

  it('are not known where the policy has errors, so that nobody is asked', async () => {
    box.put({ '.modwarden.yaml': 'private: [7]\n' });
    expect((await verify()).code).toBe(2);
    expect(proxy.seen).toEqual([]);
  });
});

describe('what cannot be verified', () => {
  it.each([404, 410, 500])('is named where the database answers %s', async (status) => {
    proxy.fail(status);
    const { code, out } = await verify([], { GOSUMDB: `${proxy.key} ${proxy.url}/sumdb/sumdb.example` });
    expect(out).toContain('not verified: ');
    expect(out).toContain('incomplete: 0 of 6 lines verified, 6 not verified');
    expect(code).toBe(3);
  });

  it('is every line where GOSUMDB is off', async () => {
    const { code, out } = await verify([], { GOSUMDB: 'off' });
    expect([code, out]).toEqual([3, expect.stringContaining('checksum database disabled by GOSUMDB=off')]);
  });

  it('is a line that Go cannot read', async () => {
    box.put({ 'go.sum': `${await proxy.sum()}<<<<<<< HEAD\n` });
    const { code, out } = await verify();
    expect([code, out]).toEqual([3, expect.stringContaining('wrong number of fields 2')]);
  });

  it('is less than what is wrong only for the exit code', async () => {
    await poison();
    box.put({
      'go.sum': `${await proxy.sum()}example.com/gone v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`,
    });
    expect(await json()).toMatchObject({ code: 3, counts: { mismatch: 1, unproven: 1 } });
  });
});

it('tells a line that is not logged from one that differs', async () => {
  proxy.swap(A, CORP);
  const { code, out } = await verify();
  expect(out).toContain('go.sum:6: example.com/a v1.0.0/go.mod is not in the checksum database\n');
  expect(out).toContain('fail: 4 of 6 lines verified, 2 not logged');
  expect(code).toBe(1);
});

it('reports a fork with both signed heads, and saves them', async () => {
  await verify();
  proxy.fork();
  box.put({ 'go.sum': `${await proxy.sum()}m.example/m7 v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n` });
  const { code, out } = await verify();
  expect(code).toBe(1);
  expect(out).toContain('SECURITY ERROR: the checksum database sumdb.example signed two histories');
  const folder = join(box.root, 'cache', 'modwarden', 'sumdb-forks');
  const [file = ''] = readdirSync(folder);
  expect(out).toContain(`both are saved in ${join(folder, file)}`);
  const saved = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  expect(saved).toMatchObject({ older: expect.stringContaining('\n300\n'), newer: expect.stringContaining('\n310\n') });
  // The head that was believed first stays.
  expect(await json([], {})).toMatchObject({ code: 1, counts: { fork: 1, verified: 6 } });
});

it('shows text from servers and files without their control characters', async () => {
  box.put({ 'go.sum': 'example.com/\u001b[31ma v1.0.0 h1:\u001b[0m=\n' });
  const { out } = await verify();
  expect(out).not.toContain('\u001b');
});

it.each([
  [['--format', 'sarif'], 'expected text or json'],
  [['--record', 'a', '--evidence', 'b'], 'cannot be used together'],
])('refuses %j', async (args, message) => {
  const { code, err } = await verify(args);
  expect([code, err]).toEqual([2, expect.stringContaining(message)]);
});
