import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { ageInDays, describeAge } from '../../../src/model/facts/freshness.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { source } from '../../../src/text/source.ts';

describe('ages', () => {
  it.each([
    ['2026-06-01T23:59:59Z', '2026-06-01', 0],
    ['2026-05-31T23:59:59Z', '2026-06-01', 1],
    ['2026-06-02T00:00:00Z', '2026-06-01', -1],
    ['2024-02-28T12:00:00Z', '2024-03-01', 2],
  ])('from %s to %s are %i days', (time, today, days) => {
    expect(ageInDays(time, today)).toBe(days);
  });

  // Whole years must not come out a month short, whatever leap years lie in them.
  it.each([
    ['2026-05-31', '1 day'],
    ['2026-04-03', '59 days'],
    ['2026-04-01', '2 months'],
    ['2025-06-01', '12 months'],
    ['2024-06-01', '2 years'],
    ['2024-05-01', '2 years and 1 month'],
    ['2017-06-01', '9 years'],
    ['2016-06-01', '10 years'],
    ['2021-09-14', '4 years and 8 months'],
  ])('since %s they are %s', (day, words) => {
    expect(describeAge(ageInDays(`${day}T00:00:00Z`, '2026-06-01'))).toBe(words);
  });
});

describe('lengths of time in a policy', () => {
  it.each([
    ['freshness/stale: { max-age: 2 years }', '2:31 "2 years" is not a valid duration | did you mean 2y?'],
    [
      'freshness/stale: { max-age-indirect: 18m }',
      '2:40 "18m" is not a valid duration | months are written mo, as in 18mo',
    ],
    [
      'freshness/cooldown: { min-age: -7d }',
      '2:34 "-7d" is not a valid duration | write a whole number and a unit: h, d, w, mo or y, as in 18mo',
    ],
    [
      'freshness/cooldown: { min-age: 0d }',
      '2:34 "0d" is not a valid duration | write a whole number and a unit: h, d, w, mo or y, as in 18mo',
    ],
    [
      'freshness/outdated: { max-age: 1.5y }',
      '2:34 "1.5y" is not a valid duration | write a whole number and a unit: h, d, w, mo or y, as in 18mo',
    ],
    [
      'health/score: { max-age: yesterday }',
      '2:28 "yesterday" is not a valid duration | write a whole number and a unit: h, d, w, mo or y, as in 18mo',
    ],
  ])('%s is refused at its place', async (rule, problem) => {
    const { problems } = await loaded(`rules:\n  ${rule}\n  freshness/retracted: { scope: al }\n`);
    expect(problems).toEqual([problem, expect.stringMatching(/^3:33 .*"al"/)]);
  });

  it('leave the rule its default where they are refused', async () => {
    const { policy } = await loaded('rules:\n  freshness/stale: { max-age: 2 years, scope: all }\n');
    expect(policy.rules['freshness/stale']).toMatchObject({
      level: 'warning',
      options: { 'max-age': '2y', scope: 'all' },
    });
  });

  it.each(['36h', '30d', '6w', '18mo', '2y'])('%s is taken as it is written', async (text) => {
    const { policy, problems } = await loaded(`rules:\n  freshness/stale: { max-age: ${text} }\n`);
    expect(problems).toEqual([]);
    expect(policy.rules['freshness/stale']).toMatchObject({ options: { 'max-age': text } });
  });
});

async function loaded(text: string) {
  const { policy, problems } = await loadPolicy({
    source: source('.modwarden.yaml', text),
    rules,
    readFile: async () => undefined,
  });
  return {
    policy,
    problems: problems.map(
      ({ place, message, hint }) => `${place?.start.line}:${place?.start.column} ${message} | ${hint}`,
    ),
  };
}
