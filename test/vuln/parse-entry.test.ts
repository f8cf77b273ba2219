import { describe, expect, it } from 'vitest';
import { isEntryId, parseEntry } from '../../src/vuln/parse-entry.ts';

const parse = (entry: object) => parseEntry(JSON.stringify({ id: 'GO-1', affected: [], ...entry }), 'GO-1.json');
const affected = (part: object) => parse({ affected: [{ package: { name: 'a.example/a' }, ...part }] }).affected[0]!;
const semver = (...events: object[]) => ({ ranges: [{ type: 'SEMVER', events }] });

it('keeps what decides and what is shown', () => {
  const entry = parse({
    aliases: ['CVE-2099-1'],
    summary: 'bad',
    details: 'long',
    published: '2024-01-01T00:00:00Z',
    modified: '2024-02-01T00:00:00Z',
    withdrawn: '2024-03-01T00:00:00Z',
    database_specific: { url: 'https://a.example/GO-1', review_status: 'UNREVIEWED' },
    affected: [
      {
        package: { name: 'a.example/a', ecosystem: 'Go' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
        ecosystem_specific: {
          imports: [{ path: 'a.example/a/b', symbols: ['F'] }],
          custom_ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2024.1' }] }],
        },
      },
    ],
  });
  expect(entry).toEqual({
    id: 'GO-1',
    aliases: ['CVE-2099-1'],
    summary: 'bad',
    reviewed: false,
    published: '2024-01-01T00:00:00Z',
    withdrawn: '2024-03-01T00:00:00Z',
    url: 'https://a.example/GO-1',
    affected: [
      { module: 'a.example/a', ranges: [[{ introduced: '0' }]], custom: ['2024.1'], packages: ['a.example/a/b'] },
    ],
  });
});

describe('ranges', () => {
  it('decide only where their type is SEMVER', () => {
    expect(affected({}).ranges).toEqual([]);
    expect(affected({ ranges: null }).ranges).toEqual([]);
    expect(affected({ ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }).ranges).toEqual([]);
    expect(affected({ ranges: [{ type: 'SEMVER' }] }).ranges).toEqual([[]]);
  });

  it('have their events in order, 0 first', () => {
    const events = [{ fixed: '2.0.0' }, { introduced: '1.5.0' }, { fixed: '1.2.0' }, { introduced: '0' }];
    expect(affected(semver(...events)).ranges).toEqual([
      [{ introduced: '0' }, { fixed: '1.2.0' }, { introduced: '1.5.0' }, { fixed: '2.0.0' }],
    ]);
  });

  it('do not end with last_affected, which Go does not read', () => {
    expect(affected(semver({ introduced: '0' }, { last_affected: '1.5.0' })).ranges[0]).toContainEqual({
      introduced: '0',
    });
  });

  it.each([
    [{ introduced: 5 }, 'introduced: expected a string, got a number'],
    [{ introduced: null }, 'expected "introduced" or "fixed"'],
    [{ fixed: '' }, 'expected a version, got ""'],
  ])('refuse the event %o', (event, message) => {
    expect(() => affected(semver(event))).toThrow(message);
  });
});

it.each([
  [{ id: '../GO-1' }, 'expected the ID of a vulnerability'],
  [{ affected: null }, 'expected a list of modules'],
  [{ withdrawn: '2024-01-01' }, 'GO-1.json.withdrawn: expected a time'],
  [{ database_specific: { review_status: 'reviewed' } }, 'expected REVIEWED or UNREVIEWED, got "reviewed"'],
  [{ Affected: [] }, 'expected the key "affected", got "Affected"'],
])('refuses %o', (change, message) => {
  expect(() => parse(change)).toThrow(message);
});

it('takes an entry without a review status for reviewed', () => {
  expect(parse({}).reviewed).toBe(true);
  expect(parse({ database_specific: {} }).reviewed).toBe(true);
});

it('knows names that can be those of files', () => {
  expect(['GO-2023-2102', 'MAL-2025-2545', 'GHSA-4374-p667-p6c8'].every(isEntryId)).toBe(true);
  expect(['', '..', 'a/b', 'a.b', '-a', 'x'.repeat(101)].some(isEntryId)).toBe(false);
});
