import { expect, it } from 'vitest';
import { changesBetween } from '../../../src/commands/diff/changes.ts';
import { vulnerabilityChanges } from '../../../src/commands/diff/vulnerabilities.ts';
import { factStore } from '../../../src/lint/facts/fact-store.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';
import { inUse } from './uses.ts';

const entry = (id: string, events: readonly object[], more: object = {}) => ({
  id,
  aliases: [],
  summary: '',
  reviewed: true,
  affected: [{ module: 'h/x', ranges: [events] }],
  ...more,
});
const ENTRIES = [
  entry('GO-1', [{ introduced: '1.1.0' }]),
  entry('GO-2', [{ introduced: '0' }, { fixed: '1.1.0' }]),
  entry('GO-3', [{ introduced: '0' }]),
  entry('GO-4', [{ introduced: '1.1.0' }], { withdrawn: '2026-01-01T00:00:00Z' }),
  entry('GHSA-5', [{ introduced: '1.1.0' }], { aliases: ['GO-1'] }),
];

async function of(known: boolean) {
  const asked: string[] = [];
  const answer = async (asks: readonly Ask[]): Promise<Answer<unknown>[]> => {
    asked.push(...asks.map(({ kind, module }) => `${kind} ${module.path}`));
    return asks.map(({ kind, module }) => {
      if (!known) return { known: false, why: 'missing', detail: '' };
      const value = kind === 'vulns' ? { entries: module.path === 'h/x' ? ENTRIES : [] } : {};
      return { known: true, value, source: 'test' };
    });
  };
  const changes = changesBetween([inUse('h/x', 'v1.0.0'), inUse('h/y', 'v1.0.0')], [inUse('h/x', 'v1.2.0')]);
  return { changes, asked, changeOf: await vulnerabilityChanges(changes, factStore(), answer, '2026-06-01') };
}

it('tells what comes and what ends, each vulnerability by one name', async () => {
  const { changes, changeOf } = await of(true);
  expect(changes.map(changeOf)).toEqual([
    { added: ['GO-1'], ended: ['GO-2'] },
    { added: [], ended: [] },
  ]);
});

it('asks nothing more where there is no database, and says nothing', async () => {
  const { changes, asked, changeOf } = await of(false);
  expect(changeOf(changes[0]!)).toBeUndefined();
  expect(asked).toEqual(['vulndb vulnerability database']);
});
