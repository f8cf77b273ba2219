import { expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { factStore } from '../../../src/lint/facts/fact-store.ts';
import { VULNERABILITY_DATABASE } from '../../../src/model/facts/facts.ts';
import {
  decidingSpan,
  entriesFrom,
  pathsToLookUp,
  reportAsk,
  reportsFrom,
  vulnerabilityAsks,
} from '../../../src/model/facts/vulnerabilities.ts';
import { modulesInUse } from '../../../src/model/in-use.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { VulnEntry } from '../../../src/vuln/types.ts';

const MOD = `module example.com/app

go 1.25

require (
	example.com/a v1.0.0
	example.com/b v1.0.0
	example.com/c v1.0.0
)

replace example.com/b v1.0.0 => example.com/fork v1.1.0

replace example.com/c => ./c
`;
const repo = () => openRepo(memoryTree(new Map([['go.mod', MOD]])));
const entry = (id: string, module: string): VulnEntry => ({
  id,
  aliases: [],
  summary: '',
  reviewed: true,
  affected: [{ module, ranges: [[{ introduced: '0' }, { fixed: '1.2.0' }]] }],
});
const DATABASES = { databases: [] };

it('asks for entries only where there is a database', () => {
  const facts = factStore();
  const asks = () => [...vulnerabilityAsks(facts, () => ['a'])].map(({ kind, module }) => `${kind} ${module.path}`);
  expect(asks()).toEqual(['vulndb vulnerability database']);
  const ask = { kind: 'vulndb', module: VULNERABILITY_DATABASE } as const;
  facts.put(ask, { known: false, why: 'missing', detail: '' });
  expect(asks()).toHaveLength(1);
  facts.put(ask, { known: true, value: DATABASES, source: '' });
  expect(asks()).toEqual(['vulndb vulnerability database', 'vulns a']);
});

it('looks up what is built and what that replaces, but no folder', async () => {
  expect([...pathsToLookUp(await repo(), 'all')]).toEqual(['example.com/a', 'example.com/fork', 'example.com/b']);
});

it('takes what is not known for nothing, which is a gap elsewhere', () => {
  const facts = factStore();
  const module = { path: 'a', version: '' };
  expect(entriesFrom(facts)('a')).toEqual([]);
  facts.put({ kind: 'vulns', module }, { known: false, why: 'failed', detail: '' });
  expect(entriesFrom(facts)('a')).toEqual([]);
  facts.put({ kind: 'vulns', module }, { known: true, value: { entries: [entry('GO-1', 'a')] }, source: '' });
  expect(entriesFrom(facts)('a')).toHaveLength(1);
  expect(reportsFrom(facts)).toEqual([]);
  facts.put(reportAsk(), { known: false, why: 'failed', detail: '' });
  expect(reportsFrom(facts)).toEqual([]);
});

it('points at the line that decides', async () => {
  const places = [...modulesInUse(await repo(), 'all')].map((item) => {
    const { file, start, end } = decidingSpan(item);
    return file.text.slice(start, end);
  });
  expect(places).toEqual(['v1.0.0', 'example.com/fork v1.1.0', './c']);
});
