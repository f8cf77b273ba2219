import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatRecord } from '../../src/gather/facts/record.ts';
import { type GivenFactsInput, openGivenFacts } from '../../src/gather/given-facts.ts';
import {
  type Answer,
  type Ask,
  askKey,
  VULNERABILITY_DATABASE,
  VULNERABILITY_REPORTS,
} from '../../src/model/facts/facts.ts';
import { put } from '../support/cli.ts';

const DATABASE = { name: 'db', modules: 1, entries: 3, malicious: 1, sha256: 'x' };

let folder: string;
beforeAll(() => {
  folder = put(mkdtempSync(join(tmpdir(), 'given-')), {
    'mal/MAL-1.json': '{"id":"MAL-1","affected":[]}',
    'osv.json': '{"results":[]}',
    'broken.json': '{',
    'index.jsonl': '{"Path":"a.example/a","Version":"v1.0.0","Timestamp":"2026-05-30T00:00:00Z"}\n',
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = (change: Partial<GivenFactsInput>) =>
  openGivenFacts({
    record: undefined,
    locations: [],
    reports: [],
    index: undefined,
    cwd: folder,
    env: {},
    now: () => new Date(),
    ...change,
  });

/** Kinds that a record of these answers gives. */
async function recorded(...facts: (readonly [Ask, Answer<never>])[]) {
  const record = join(folder, 'facts.json');
  const known = new Map(facts.map(([ask, answer]) => [askKey(ask), { ask, answer }]));
  writeFileSync(record, formatRecord({ asOf: '2026-01-01T00:00:00Z', facts: known }));
  return [...(await open({ record })).kinds].sort();
}
const vulndb = (answer: object) =>
  [
    { kind: 'vulndb', module: VULNERABILITY_DATABASE },
    { source: 's', ...answer },
  ] as unknown as [Ask, Answer<never>];

it('knows what databases and reports hold that are given', async () => {
  const { kinds, databases, reports, close } = await open({ locations: ['mal'], reports: ['osv.json'] });
  expect([...kinds].sort()).toEqual(['malicious', 'reports']);
  expect([databases?.name, reports?.name]).toEqual(['vulnerability database', 'reports']);
  close();
  expect((await open({})).kinds.size).toBe(0);
});

it('knows from a record what was given when it was made', async () => {
  expect(await recorded()).toEqual([]);
  expect(await recorded(vulndb({ known: true, value: { databases: [DATABASE] } }))).toEqual([
    'malicious',
    'vulnerabilities',
  ]);
  expect(await recorded(vulndb({ known: false, why: 'missing', detail: '' }))).toEqual([]);
  // It was given, and could not be used: replayed, the gap must come again.
  expect(await recorded(vulndb({ known: false, why: 'failed', detail: '' }))).toHaveLength(2);
  const reports = { kind: 'reports', module: VULNERABILITY_REPORTS };
  const report = { name: 'r', tool: 'trivy', findings: [] };
  const answer = (list: object[]) => ({ known: true, source: 's', value: { reports: list } });
  expect(await recorded([reports, answer([report])] as never)).toEqual(['reports']);
  expect(await recorded([reports, answer([])] as never)).toEqual([]);
});

it('gives nothing but what was given, and closes it', async () => {
  const { close, ...nothing } = await open({});
  close();
  expect(nothing).toEqual({ kinds: new Set() });
  const index = await open({ index: 'index.jsonl' });
  expect(Object.keys(index).sort()).toEqual(['close', 'index', 'kinds']);
  index.close();
  const record = join(folder, 'facts.json');
  writeFileSync(record, formatRecord({ asOf: '2026-01-01T00:00:00Z', facts: new Map() }));
  const { recording } = await open({ record });
  expect(recording).toMatchObject({ asOf: '2026-01-01T00:00:00Z', facts: new Map() });
});

it('says where a record is wrong', async () => {
  writeFileSync(join(folder, 'shape.json'), '{"format":1}');
  const refused = open({ record: join(folder, 'shape.json') });
  await expect(refused).rejects.toMatchObject({ code: 'unreadable-facts' });
  await expect(refused).rejects.toThrow(/shape\.json: not a f.*/);
  await expect(open({ record: join(folder, 'none.json') })).rejects.toThrow(/none\.json: cannot be read \(ENOENT\)$/);
});

it('refuses records and reports that cannot be read', async () => {
  await expect(open({ record: join(folder, 'broken.json') })).rejects.toThrow(/broken\.json:1:2: no JSON/);
  await expect(open({ reports: ['broken.json'] })).rejects.toThrow('"broken.json": the report was cut off');
});

it('opens the module index, and knows from a record that there was one', async () => {
  const { kinds, index, close } = await open({ index: 'index.jsonl' });
  const module = { path: 'a.example/a', version: 'v1.0.0' };
  const answer = await index!.answer({ kind: 'seen', module });
  close();
  expect([[...kinds], answer]).toMatchObject([['index'], { known: true, value: { listed: '2026-05-30T00:00:00Z' } }]);
  const seen = (said: object) => [{ kind: 'seen', module }, said] as unknown as [Ask, Answer<never>];
  expect(await recorded(seen(answer!))).toEqual(['index']);
  expect(await recorded(seen({ known: false, why: 'failed', detail: 'down' }))).toEqual(['index']);
  expect(await recorded(seen({ known: false, why: 'missing', detail: 'no module index was given' }))).toEqual([]);
});
