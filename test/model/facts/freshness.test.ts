import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import type { Newest } from '../../../src/go/graph/list/survey.ts';
import {
  ageInDays,
  dayBefore,
  describeAge,
  lastRelease,
  newestUnknown,
  type Published,
  timeOf,
  updateUnknown,
} from '../../../src/model/facts/freshness.ts';
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

describe('times', () => {
  const PSEUDO = 'v0.0.0-20240102030405-abcdefabcdef';

  it.each<[version: string, told: string | undefined, time: string | undefined]>([
    ['v1.0.0', '2024-05-06T00:00:00Z', '2024-05-06T00:00:00Z'],
    ['v1.0.0', undefined, undefined],
    // Go's zero time.
    ['v1.0.0', '0001-01-01T00:00:00Z', undefined],
    [PSEUDO, undefined, '2024-01-02T03:04:05Z'],
    [PSEUDO, '0001-01-01T00:00:00Z', '2024-01-02T03:04:05Z'],
    [PSEUDO, '2024-05-06T00:00:00Z', '2024-05-06T00:00:00Z'],
    ['v0.0.0-00010101000000-000000000000', undefined, undefined],
  ])('of %s, told %s: %s', (version, told, time) => {
    expect(timeOf(version, told)).toBe(time);
  });

  it.each([
    ['2026-06-01', 0, '2026-06-01'],
    ['2026-06-01', 1, '2026-05-31'],
    ['2026-06-01', 0.5, '2026-05-31'],
    ['2026-03-01', 1.5, '2026-02-27'],
  ])('%s less %d days is %s', (today, days, day) => {
    expect(dayBefore(today, days)).toBe(day);
  });

  it('has ages in days up to 59, and in months from 60', () => {
    expect([0, 1, 59, 60, 61, 729, 730].map(describeAge)).toEqual([
      ...['0 days', '1 day', '59 days', '2 months', '2 months', '23 months', '2 years'],
    ]);
  });
});

describe('the last release', () => {
  type Given = Pick<Published, 'built' | 'time' | 'update'> & { newest?: Newest };
  const last = ({ newest, ...rest }: Given) => lastRelease({ survey: { newest }, ...rest } as unknown as Published);
  const day = (n: number) => `2026-01-0${n}T00:00:00Z`;
  const built = { path: 'example.com/a', version: 'v1.0.0' };
  const newestOf = (
    version: string,
    time?: string,
    retracted?: { version: string; time: string | undefined },
  ): Newest => ({
    known: true,
    module: { path: built.path, version },
    time,
    ...(retracted && { retracted }),
  });

  it.each<[string, Given, string | undefined]>([
    ['nothing is known', { built, time: undefined, update: undefined }, undefined],
    ['the one in use', { built, time: day(1), update: undefined }, `v1.0.0 ${day(1)}`],
    ['the newest', { built, time: day(1), update: undefined, newest: newestOf('v1.2.0', day(3)) }, `v1.2.0 ${day(3)}`],
    [
      'the one in use, made later',
      { built, time: day(4), update: undefined, newest: newestOf('v1.2.0', day(3)) },
      `v1.0.0 ${day(4)}`,
    ],
    [
      'the update',
      { built, time: day(1), update: { version: 'v1.1.0', time: day(5) }, newest: newestOf('v1.2.0', day(3)) },
      `v1.1.0 ${day(5)}`,
    ],
    [
      'the higher one of two of the same time',
      { built, time: day(1), update: { version: 'v1.1.0', time: day(1) } },
      `v1.1.0 ${day(1)}`,
    ],
    [
      'the higher one, though it comes first',
      { built, time: day(3), update: undefined, newest: newestOf('v1.2.0', day(3)) },
      `v1.2.0 ${day(3)}`,
    ],
    [
      'one whose time is known',
      { built, time: day(1), update: undefined, newest: newestOf('v1.2.0') },
      `v1.0.0 ${day(1)}`,
    ],
  ])('is %s', (_, given, expected) => {
    const found = last(given);
    expect(found && `${found.version} ${found.time}`).toBe(expected);
    expect(found?.retracted).toBeUndefined();
  });

  it('has the time of a later one that was retracted', () => {
    const newest = (time: string | undefined) => newestOf('v1.2.0', day(3), { version: 'v1.3.0', time });
    const given = { built, time: day(1), update: undefined };
    expect(last({ ...given, newest: newest(day(6)) })).toEqual({
      version: 'v1.2.0',
      time: day(6),
      retracted: 'v1.3.0',
    });
    expect(last({ ...given, newest: newest(day(3)) })).toEqual({ version: 'v1.2.0', time: day(3) });
    expect(last({ ...given, newest: newest(undefined) })).toEqual({ version: 'v1.2.0', time: day(3) });
  });

  it('says why it is not known', () => {
    const lack = { known: false, why: 'offline', detail: 'd' } as const;
    const none = { why: 'missing', detail: 'no list of versions is known' };
    expect(newestUnknown(undefined)).toEqual(none);
    expect(newestUnknown(lack)).toEqual(lack);
    expect(newestUnknown(newestOf('v1.2.0'))).toEqual({ why: 'missing', detail: 'the time of v1.2.0 is not known' });
    expect(newestUnknown(newestOf('v1.2.0', day(1)))).toBeUndefined();
    const update = (newest: Newest | undefined, updates: unknown) =>
      updateUnknown({ survey: { newest }, updates } as unknown as Published);
    expect(update(undefined, { missing: [] })).toEqual(none);
    expect(update(newestOf('v1.2.0'), undefined)).toEqual(none);
    expect(update(lack, { missing: [] })).toEqual(lack);
    expect(update(newestOf('v1.2.0'), { missing: [{ reply: lack }] })).toEqual(lack);
    expect(update(newestOf('v1.2.0'), { missing: [] })).toBeUndefined();
  });
});
