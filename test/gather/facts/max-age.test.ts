import { describe, expect, it } from 'vitest';
import { maxFactAge, rejectStaleFacts } from '../../../src/gather/facts/max-age.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';
import type { Repo } from '../../../src/model/repo.ts';
import type { PolicyFor } from '../../../src/policy/compile.ts';

const ASK: Ask = { kind: 'versions', module: { path: 'a.example', version: '' } };
const DAY = '2026-06-10';

describe('a fact', () => {
  const known = (asOf?: string): Answer<unknown> => ({
    known: true,
    value: [],
    source: 'record',
    ...(asOf && { asOf }),
  });
  const after = async (answer: Answer<unknown>, maxAge: string | undefined) =>
    (await rejectStaleFacts(async () => [answer], maxAge, DAY)([ASK]))[0]!;

  it.each<[asOf: string, maxAge: string, believed: boolean]>([
    ['2026-06-09T00:00:00Z', '1d', true],
    ['2026-06-08T23:59:59Z', '1d', false],
    // Counted to the beginning of the day, whatever the hour.
    ['2026-06-10T23:00:00Z', '1h', true],
    ['2026-06-09T23:00:00Z', '1h', true],
    ['2026-06-09T22:59:59Z', '1h', false],
    ['2025-06-10T00:00:00Z', '1y', true],
    ['2025-06-09T00:00:00Z', '1y', false],
    ['2026-06-03T00:00:00Z', '1w', true],
  ])('as of %s within %s is believed: %s', async (asOf, maxAge, believed) => {
    const answer = await after(known(asOf), maxAge);
    expect(answer.known).toBe(believed);
    if (!answer.known) {
      expect(answer.why).toBe('offline');
      for (const part of ['record', asOf, maxAge]) expect(answer.detail).toContain(part);
    }
  });

  it('without a time, without a limit, or not known at all stays as it is', async () => {
    const old = known('2000-01-01T00:00:00Z');
    const unknown: Answer<unknown> = { known: false, why: 'failed', detail: 'x' };
    expect(await after(known(), '1d')).toEqual(known());
    expect(await after(old, undefined)).toBe(old);
    expect(await after(unknown, '1d')).toBe(unknown);
  });
});

describe('the greatest age', () => {
  const of = (...ages: (string | undefined)[]) => {
    const repo = { modules: [{ dir: '0' }, { dir: '1' }], workspaces: [{ dir: '2' }] } as unknown as Repo;
    const policyFor = ((folder: string) => ({ policy: { maxFactAge: ages[Number(folder)] } })) as PolicyFor;
    return maxFactAge(repo, policyFor);
  };
  it('is the shortest of all policies', () => {
    expect(of('2w', '8d', '9d')).toBe('8d');
    expect(of('10d', '1w', '1mo')).toBe('1w');
    expect(of('10d', undefined, '24h')).toBe('24h');
    expect(of(undefined, undefined, undefined)).toBeUndefined();
  });
});
