/** The module index on the command line: a version with an old commit that the mirror got days ago, recorded and replayed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeServers, serve } from '../gather/http/servers.ts';
import { type Box, newBox } from '../support/box.ts';
import { writeProxyFolder } from '../support/proxy-folder.ts';

const MOD = `module example.com/app

go 1.21

require (
	example.com/fresh v1.0.0
	example.com/old v1.0.0
)
`;
const LINES = [
  '{"Path":"example.com/other","Version":"v1.0.0","Timestamp":"2026-05-20T00:00:00Z"}',
  '{"Path":"example.com/fresh","Version":"v1.0.0","Timestamp":"2026-05-30T00:00:00Z"}',
  '{"Path":"example.com/other","Version":"v1.1.0","Timestamp":"2026-06-01T00:00:00Z"}',
];

let box: Box;
let index: string;
beforeAll(() => {
  const proxy = newBox('off');
  const GOPROXY = writeProxyFolder(join(proxy.root, 'proxy'), {
    'example.com/fresh@v1.0.0': { time: '2020-01-01T00:00:00Z' },
    'example.com/old@v1.0.0': { time: '2020-01-01T00:00:00Z' },
  });
  box = newBox(GOPROXY, {
    'go.mod': MOD,
    '.modwarden.yaml': 'extends: []\nrules: { freshness/first-seen: error }\n',
    'index.jsonl': 'GARBAGE: an index of the repository is not read',
  });
  index = join(box.root, 'index.jsonl');
  writeFileSync(index, `${LINES.join('\n')}\n`);
});
afterAll(() => {
  box.remove();
  closeServers();
});

const AS_OF = ['--as-of', '2026-06-01'];
async function check(...args: string[]) {
  const { code, out } = await box.run(['check', '--format', 'json', ...AS_OF, ...args]);
  const { findings, gaps } = JSON.parse(out) as {
    findings: { message: string }[];
    gaps: { subject: string; detail: string }[];
  };
  return {
    code,
    findings: findings.map(({ message }) => message),
    gaps: gaps.map(({ subject, detail }) => `${subject}: ${detail}`),
  };
}
const FRESH = 'example.com/fresh v1.0.0 was first seen 2 days ago (2026-05-30): the minimum age is 7d';

it('reports by the index, not by the commit time', async () => {
  const { code, findings } = await check('--index', index, '--offline');
  expect([code, findings]).toEqual([1, [FRESH]]);
});

it('is a gap for each version without an index, and where the checksum database is not asked', async () => {
  const without = await check('--offline');
  expect(without.findings).toEqual([]);
  expect(without.gaps).toContain('example.com/fresh@v1.0.0: no module index was given');
  expect((await check('--index', index, '--offline')).gaps.map((gap) => gap.split(':')[0])).toContain(
    'example.com/old@v1.0.0',
  );
});

it('is a gap where the index is broken, or names only what came later', async () => {
  const cut = join(box.root, 'cut.jsonl');
  writeFileSync(cut, LINES.join('\n').slice(0, -10));
  expect((await check('--index', cut, '--offline')).gaps).toContainEqual(expect.stringContaining('line 3: expected'));
});

it('gives the same bytes from a record on another day', async () => {
  const facts = join(box.root, 'facts.json');
  expect((await box.run(['fetch', '-o', facts, '--offline', '--index', index, ...AS_OF])).code).toBe(0);
  expect(readFileSync(facts, 'utf8')).toContain('"listed":"2026-05-30T00:00:00Z"');
  for (const format of ['text', 'json', 'sarif']) {
    const args = ['check', '--format', format, ...AS_OF];
    const live = await box.run([...args, '--offline', '--index', index]);
    const replayed = await box.run([...args, '--facts', facts], { now: '2027-01-01T00:00:00Z' });
    expect(replayed).toEqual(live);
  }
});

it('reads a server from the day that matters, and names it in a plan', async () => {
  const { url, seen, host } = await serve((_, response) => response.end(LINES.slice(1).join('\n')));
  const env = { MODWARDEN_INDEX: `${url}/index` };
  const plan = await box.run(['plan', ...AS_OF], { env });
  expect([seen, plan.out]).toEqual([[], expect.stringContaining(`${host}: 2 first listings in the module index`)]);
  const { out } = await box.run(['check', ...AS_OF], { env });
  expect(out).toContain(FRESH);
  expect(seen.map((request) => decodeURIComponent(request))).toEqual([
    'GET /index?since=2026-05-25T00:00:00Z&limit=2000',
  ]);
});

it('reads far enough back for the part of the repository that wants the most', async () => {
  const { url, seen } = await serve((_, response) => response.end(LINES.join('\n')));
  box.put({
    'tools/go.mod': MOD.replace('example.com/app', 'example.com/tools'),
    '.modwarden.yaml': `extends: []
rules: { freshness/first-seen: { level: error, min-age: 20d } }
overrides: [{ files: ['tools/**'], rules: { freshness/first-seen: { level: error, min-age: 3d } } }]
`,
  });
  const { gaps } = await check('--index', `${url}/index`);
  expect(gaps.filter((gap) => gap.includes('read only from'))).toEqual([]);
  expect(seen.map((request) => decodeURIComponent(request))).toEqual([
    'GET /index?since=2026-05-12T00:00:00Z&limit=2000',
  ]);
});
