import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../src/vuln/json.ts';
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

interface Nested {
  [key: string]: Nested;
}

/** An entry with `value` at `path`, as `affected.0.package.name`. */
function withValue(path: string, value: unknown): object {
  const entry = {
    database_specific: {},
    affected: [
      {
        package: { name: 'a.example/a' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
        ecosystem_specific: { imports: [{ path: 'a.example/a' }], custom_ranges: [{ events: [{ introduced: '0' }] }] },
      },
    ],
  };
  const steps = path.split('.');
  const last = steps.pop()!;
  let at = entry as unknown as Nested;
  for (const step of steps) at = at[step]!;
  (at as Record<string, unknown>)[last] = value;
  return entry;
}

describe('a value of another type is refused at its place', () => {
  it.each([
    'id',
    'modified',
    'details',
    'summary',
    'published',
    'withdrawn',
    'database_specific.url',
    'database_specific.review_status',
    'affected.0.package.name',
    'affected.0.ranges.0.type',
    'affected.0.ranges.0.events.0.introduced',
    'affected.0.ranges.0.events.0.fixed',
    'affected.0.ecosystem_specific.imports.0.path',
    'affected.0.ecosystem_specific.custom_ranges.0.events.0.fixed',
  ])('%s: a number for a text', (path) => {
    const key = path.split('.').at(-1)!;
    expect(() => parse(withValue(path, 5))).toThrow(`.${key}: expected a string, got a number`);
  });

  it.each([
    'affected',
    'aliases',
    'affected.0.ranges',
    'affected.0.ranges.0.events',
    'affected.0.ecosystem_specific.imports',
    'affected.0.ecosystem_specific.custom_ranges',
    'affected.0.ecosystem_specific.custom_ranges.0.events',
  ])('%s: a text for a list', (path) => {
    const key = path.split('.').at(-1)!;
    expect(() => parse(withValue(path, 'x'))).toThrow(`.${key}: expected a list, got a string`);
  });

  it.each([
    ['database_specific', 'GO-1.json.database_specific'],
    ['affected.0', 'GO-1.json.affected[0]'],
    ['affected.0.package', 'GO-1.json.affected[0].package'],
    ['affected.0.ranges.0', 'GO-1.json.affected[0].ranges[0]'],
    ['affected.0.ranges.0.events.0', 'GO-1.json.affected[0].ranges[0].events[0]'],
    ['affected.0.ecosystem_specific', 'GO-1.json.affected[0].ecosystem_specific'],
    ['affected.0.ecosystem_specific.imports.0', 'GO-1.json.affected[0].ecosystem_specific.imports[0]'],
    ['affected.0.ecosystem_specific.custom_ranges.0', 'GO-1.json.affected[0].ecosystem_specific.custom_ranges[0]'],
  ])('%s: a text for an object', (path, name) => {
    expect(() => parse(withValue(path, 'x'))).toThrow(`${name}: expected an object, got a string`);
  });
});

it.each([
  ...['schema_version', 'id', 'modified', 'published', 'withdrawn', 'aliases', 'related', 'summary', 'details'],
  ...['affected', 'references', 'credits', 'severity', 'database_specific'],
  ...['url', 'review_status'].map((key) => `database_specific.${key}`),
  ...['package', 'ranges', 'versions', 'severity', 'ecosystem_specific', 'database_specific'].map(
    (key) => `affected.0.${key}`,
  ),
  ...['name', 'ecosystem', 'purl'].map((key) => `affected.0.package.${key}`),
  ...['type', 'events', 'repo', 'database_specific'].map((key) => `affected.0.ranges.0.${key}`),
  ...['introduced', 'fixed', 'last_affected', 'limit'].map((key) => `affected.0.ranges.0.events.0.${key}`),
  ...['imports', 'custom_ranges'].map((key) => `affected.0.ecosystem_specific.${key}`),
  ...['path', 'symbols', 'goos', 'goarch'].map((key) => `affected.0.ecosystem_specific.imports.0.${key}`),
  ...['type', 'events'].map((key) => `affected.0.ecosystem_specific.custom_ranges.0.${key}`),
])('takes %s in lower case alone', (path) => {
  const key = path.split('.').at(-1)!;
  const upper = path.slice(0, path.length - key.length) + key.toUpperCase();
  expect(() => parse(withValue(upper, null))).toThrow(`expected the key "${key}", got "${key.toUpperCase()}"`);
});

it.each(['last_affected', 'limit'])('takes an event with %s alone, which says nothing', (key) => {
  expect(affected(semver({ introduced: '0' }, { [key]: '1.0.0' })).ranges).toEqual([[{ introduced: '0' }, {}]]);
});

it('sorts 0 before everything, whatever the order', () => {
  const zero = { introduced: '0' };
  const others = [{ introduced: '1.0.0-0' }, { fixed: '0.0.0-a' }, { fixed: '0.0.1' }];
  for (const at of [0, 1, 2, 3]) {
    const events: object[] = [...others];
    events.splice(at, 0, zero);
    expect(affected(semver(...events)).ranges[0]![0]).toEqual(zero);
  }
});

it('keeps 500 characters of a summary', () => {
  expect(parse({ summary: 'x'.repeat(600) }).summary).toHaveLength(500);
});

it('has no more than what the file says', () => {
  expect(parse({})).toEqual({ id: 'GO-1', aliases: [], summary: '', reviewed: true, affected: [] });
  expect(parse({ affected: [{}] }).affected).toEqual([{ module: '', ranges: [] }]);
  const details = {
    imports: [{ symbols: ['F'] }, { path: 'a/b' }, { path: 'a/c' }],
    custom_ranges: [
      { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2024.1' }, { fixed: '2025.1' }] },
      { type: 'ECOSYSTEM' },
      { events: [{ fixed: '2026.1' }] },
    ],
  };
  expect(affected({ ecosystem_specific: details })).toEqual({
    module: 'a.example/a',
    ranges: [],
    custom: ['2024.1', '2025.1', '2026.1'],
    packages: ['a/b', 'a/c'],
  });
  expect(affected({ ecosystem_specific: { imports: [], custom_ranges: [] } })).toEqual({
    module: 'a.example/a',
    ranges: [],
  });
});

it.each([
  ['', true],
  ['REVIEWED', true],
  ['UNREVIEWED', false],
])('takes the review status %j', (review_status, reviewed) => {
  expect(parse({ database_specific: { review_status } })).toMatchObject({ reviewed });
});

it.each([
  [{ id: undefined }, 'GO-1.json: expected the ID of a vulnerability in "id"'],
  [{ id: 'a b' }, 'GO-1.json: expected the ID of a vulnerability in "id"'],
  [{ affected: undefined }, 'GO-1.json: expected a list of modules in "affected"'],
  [
    { database_specific: { review_status: 'x' } },
    'GO-1.json.database_specific.review_status: expected REVIEWED or UNREVIEWED, got "x"',
  ],
  [
    { affected: [{}, semver({ introduced: '0' }, {})] },
    'GO-1.json.affected[1].ranges[0].events[1]: expected "introduced" or "fixed"',
  ],
  [
    { affected: [semver({ introduced: '0' }, { introduced: '' })] },
    'GO-1.json.affected[0].ranges[0].events[1]: expected a version, got ""',
  ],
])('says the whole of what is wrong with %j', (change, message) => {
  expect(() => parse(change)).toThrow(new DatabaseError(message));
});

it('reads no versions of ranges that decide nothing', () => {
  expect(affected({ ranges: [{ type: 'GIT', events: [{ introduced: '' }] }] }).ranges).toEqual([]);
});

it('keeps events of one version in the order of the file', () => {
  const events = [{ fixed: '1.0.0' }, { introduced: '1.0.0' }, { introduced: '0' }];
  expect(affected(semver(...events)).ranges).toEqual([
    [{ introduced: '0' }, { fixed: '1.0.0' }, { introduced: '1.0.0' }],
  ]);
});

it('knows the longest ID', () => {
  expect(isEntryId('x'.repeat(100))).toBe(true);
});
