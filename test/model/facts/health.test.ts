import { describe, expect, test } from 'vitest';
import type { Published } from '../../../src/model/facts/freshness.ts';
import { HEALTH_WEIGHTS, healthOf, type LicenseWord, meanScore } from '../../../src/model/facts/health.ts';
import type { Known } from '../../../src/model/facts/known-vulnerabilities.ts';

const TODAY = '2026-06-01';
const LIMITS = { 'max-age': '2y', 'max-depth': 5, weights: HEALTH_WEIGHTS };

interface Item {
  readonly version?: string;
  readonly newestTime?: string;
  readonly retracted?: boolean;
  readonly deprecated?: boolean;
  readonly depth?: number;
  readonly replacedBy?: string;
}

/** As much of a module in use as the score looks at. */
function item({ version = 'v1.0.0', newestTime = '2026-05-01', depth = 1, replacedBy, ...said }: Item): Published {
  const path = 'example.com/a';
  const module = { path, version };
  const updates = {
    retracted: said.retracted ? ['loses writes'] : [],
    deprecated: said.deprecated ? 'use another' : '',
    missing: [],
  };
  const replace = replacedBy === undefined ? {} : { replace: { path: replacedBy, version } };
  const newest = { known: true, module, time: `${newestTime}T00:00:00Z` };
  const use = { ...module, ...replace, direct: true, depth: 1, trail: [module] };
  const below = { path: 'example.com/b', version: 'v1.0.0', depth, trail: [module] };
  return {
    built: module,
    use,
    module: { uses: [use, below] },
    survey: { updates, newest },
    updates,
  } as unknown as Published;
}

const lost = (what: Item, license?: LicenseWord) =>
  healthOf(item(what), license, LIMITS, TODAY).lost.map((l) => `${l.ground} ${l.points}`);

describe('staleness', () => {
  // Two years are 730 days, as many as since 2024-06-01.
  test.each([
    ['2024-06-01', []],
    ['2024-05-31', ['stale 10']],
    ['2023-06-02', ['stale 18']],
    ['2022-06-02', ['stale 25']],
    ['1999-01-01', ['stale 25']],
    // Made tomorrow, says a clock that is wrong.
    ['2026-06-02', []],
  ])('last released %s', (newestTime, points) => {
    expect(lost({ newestTime })).toEqual(points);
  });
});

describe('depth', () => {
  test.each([
    [5, []],
    [6, ['depth 2']],
    [10, ['depth 10']],
    [100, ['depth 10']],
  ])('%i levels', (depth, points) => {
    expect(lost({ depth })).toEqual(points);
  });
});

test('a license counts whole where it is denied, half where it is not recognized', () => {
  expect(lost({}, { verdict: 'allowed', text: '' })).toEqual([]);
  expect(lost({}, { verdict: 'denied', text: 'x' })).toEqual(['license 30']);
  expect(lost({}, { verdict: 'unknown', text: 'x' })).toEqual(['license 15']);
});

test('losses add up, the dearest first, to no less than 0', () => {
  const bad = { version: 'v0.0.0-20200101000000-0123456789ab', newestTime: '2000-01-01', replacedBy: 'example.com/f' };
  const worst = { ...bad, retracted: true, deprecated: true, depth: 50 };
  const { score, lost: all } = healthOf(item(worst), { verdict: 'denied', text: 'x' }, LIMITS, TODAY);
  expect(all.map((l) => l.points)).toEqual([40, 30, 30, 25, 15, 10, 10]);
  expect(score).toBe(0);
  expect(healthOf(item(bad), undefined, LIMITS, TODAY).score).toBe(50);
});

test('a ground without weight is not told', () => {
  const weights = { ...HEALTH_WEIGHTS, retracted: 0, version: 100 };
  const { score, lost: all } = healthOf(
    item({ version: 'v0.1.0', retracted: true }),
    undefined,
    { ...LIMITS, weights },
    TODAY,
  );
  expect({ score, grounds: all.map((l) => l.ground) }).toEqual({ score: 70, grounds: ['version'] });
});

test.each([
  [[], 100],
  [[50], 50],
  [[100, 99], 100],
  [[0, 0, 1], 0],
])('the mean of %j is %i', (scores, mean) => {
  expect(meanScore(scores)).toBe(mean);
});

test('known vulnerabilities cost by what can be done about them', () => {
  const known = (reviewed: boolean, fix: string, count = 1) =>
    ({
      groups: Array.from({ length: count }, (_, i) => ({ ids: [`GO-${i}`], found: [{ entry: { reviewed } }] })),
      fix,
    }) as unknown as Known;
  const vulnerable = (vulnerabilities: Known) =>
    healthOf(item({}), undefined, LIMITS, TODAY, vulnerabilities).lost.map((l) => `${l.points} ${l.reason}`);
  expect(vulnerable(known(true, 'v1.1.0', 2))).toEqual(['40 2 known vulnerabilities (GO-0, …)']);
  expect(vulnerable(known(false, 'v1.1.0'))).toEqual(['20 1 known vulnerability (GO-0)']);
  expect(vulnerable(known(true, ''))).toEqual(['20 1 known vulnerability (GO-0)']);
  expect(vulnerable(known(true, '', 0))).toEqual([]);
});
