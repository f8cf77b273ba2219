import { describe, expect, it } from 'vitest';
import { fixedVersion, holding, isAffected, isWithdrawn, rangeContains } from '../../src/vuln/affects.ts';
import type { VulnEntry } from '../../src/vuln/types.ts';

const TWO = [{ introduced: '0' }, { fixed: '1.2.0' }, { introduced: '1.5.0' }, { fixed: '1.6.0' }];

describe('rangeContains', () => {
  it.each([
    ['v0.0.0-20200101000000-aaaaaaaaaaaa', true],
    ['v1.1.9', true],
    ['v1.2.0-rc.1', true],
    ['v1.2.0', false],
    ['v1.5.0', true],
    ['v1.6.0+incompatible', false],
  ])('is left closed and right open: %s', (version, inside) => {
    expect(rangeContains(TWO, version)).toBe(inside);
  });

  it('holds for every version without events', () => {
    expect(rangeContains([], 'v9.0.0')).toBe(true);
  });

  it.each([
    ['an end before any beginning', [{ fixed: '1.0.0' }, { introduced: '2.0.0' }], ['v0.9.0', 'v2.0.0'], [false, true]],
    [
      'an event that says nothing',
      [{ introduced: '1.0.0' }, {}, { fixed: '2.0.0' }],
      ['v1.5.0', 'v2.0.0'],
      [true, false],
    ],
    ['a second beginning', [{ introduced: '1.0.0' }, { introduced: '3.0.0' }], ['v0.9.0', 'v2.0.0'], [false, true]],
    ['an event that is both', [{ introduced: '1.0.0', fixed: '2.0.0' }], ['v0.9.0', 'v3.0.0'], [false, true]],
    [
      'a second end',
      [{ introduced: '0' }, { fixed: '1.0.0' }, { fixed: '2.0.0' }],
      ['v0.9.0', 'v1.5.0'],
      [true, false],
    ],
  ])('reads events one after the other: %s', (_, events, versions, inside) => {
    expect(versions.map((version) => rangeContains(events, version))).toEqual(inside);
  });

  it('begins with 0 before everything, and with 0.0.0 not', () => {
    expect(rangeContains([{ introduced: '0.0.0' }], 'v0.0.0-2020')).toBe(false);
    expect(rangeContains([{ introduced: '0' }], 'v0.0.0-2020')).toBe(true);
  });
});

it('affects every version without ranges', () => {
  expect(isAffected({ ranges: [] }, 'v3.0.0')).toBe(true);
  expect(isAffected({ ranges: [TWO] }, 'v3.0.0')).toBe(false);
});

it('gives the parts of an entry that name the module exactly', () => {
  const entry = {
    affected: [
      { module: 'a.example/a', ranges: [TWO] },
      { module: 'a.example/a/v2', ranges: [] },
      { module: 'a.example/A', ranges: [] },
    ],
  } as unknown as VulnEntry;
  expect(holding(entry, 'a.example/a', 'v1.0.0')).toEqual([{ module: 'a.example/a', ranges: [TWO] }]);
  expect(holding(entry, 'a.example/a', 'v1.3.0')).toEqual([]);
});

it.each([
  [undefined, false],
  ['2026-01-01T00:00:00Z', true],
  ['2026-06-01T23:59:59Z', true],
  ['2026-06-02T00:00:00Z', false],
])('counts an entry as withdrawn by the end of the day: %o', (withdrawn, gone) => {
  expect(isWithdrawn({ ...(withdrawn && { withdrawn }) }, '2026-06-01')).toBe(gone);
});

describe('fixedVersion', () => {
  const of = (version: string, ...ranges: { introduced?: string; fixed?: string }[][]) =>
    fixedVersion([{ ranges }], version);

  it('is the fix of the own branch', () => {
    expect(of('v1.0.0', TWO)).toBe('v1.2.0');
    expect(of('v1.5.3', TWO)).toBe('v1.6.0');
  });

  it('lies in no range, so that one version fixes several entries', () => {
    expect(of('v1.0.0', TWO, [{ introduced: '0' }, { fixed: '1.5.5' }])).toBe('v1.6.0');
  });

  it('is empty where every fix is inside another range', () => {
    expect(of('v1.0.0', TWO, [{ introduced: '1.0.0' }])).toBe('');
    expect(of('v1.0.0')).toBe('');
  });

  it('is the smallest in the order of versions', () => {
    const fixedAt = (fixed: string) => [{ introduced: '0' }, { fixed }];
    expect(of('v1.0.0', fixedAt('1.10.0'), fixedAt('1.9.0'), fixedAt('1.2.0'))).toBe('v1.10.0');
    expect(of('v1.0.0', [{ introduced: '0' }, { fixed: '1.10.0' }, { fixed: '1.9.0' }])).toBe('v1.9.0');
    expect(of('v1.0.0', [{ introduced: '0' }, { fixed: '1.2.0' }, { fixed: '1.10.0' }, { fixed: '1.9.0' }])).toBe(
      'v1.2.0',
    );
    expect(of('v1.9.0', [{ introduced: '0' }, { fixed: '1.2.0' }, { fixed: '1.10.0' }, { fixed: '1.9.0' }])).toBe(
      'v1.10.0',
    );
  });

  it('keeps the v of a fix that has one', () => {
    expect(of('v1.0.0', [{ introduced: '0' }, { fixed: 'v1.2.0' }])).toBe('v1.2.0');
  });
});
