import { expect, it } from 'vitest';
import { databasesFromJson, entryFromJson, reportsFromJson } from '../../src/vuln/fact-json.ts';

const ENTRY = {
  id: 'GO-1',
  aliases: ['CVE-1'],
  summary: 's',
  reviewed: true,
  published: '2024-01-01T00:00:00Z',
  url: 'https://a.example/',
  affected: [{ module: 'a', ranges: [[{ introduced: '0' }, { fixed: '1.0.0' }]], custom: ['1'], packages: ['a/b'] }],
};
const DATABASE = { name: 'db', modified: '2024-01-01T00:00:00Z', modules: 1, entries: 1, malicious: 0, sha256: 'x' };
const FINDING = { id: 'GO-1', aliases: [], module: 'a', version: 'v1.0.0', reach: 'called', status: 'affected' };

it('takes back what was recorded', () => {
  expect(entryFromJson(JSON.stringify(ENTRY))).toEqual(ENTRY);
  expect(databasesFromJson([DATABASE])).toEqual({ databases: [DATABASE] });
  const report = { name: 'r.json', tool: 'trivy', findings: [FINDING] };
  expect(reportsFromJson([report])).toEqual({ reports: [report] });
});

it.each([
  ['{', undefined],
  [{ ...ENTRY, id: 1 }, undefined],
  [{ ...ENTRY, aliases: [1] }, undefined],
  [{ ...ENTRY, reviewed: 'yes' }, undefined],
  [{ ...ENTRY, withdrawn: 'soon' }, undefined],
  [{ ...ENTRY, affected: [{ module: 'a' }] }, undefined],
  [{ ...ENTRY, affected: [{ module: 'a', ranges: [[{ fixed: 1 }]] }] }, undefined],
])('refuses the entry %o', (entry, none) => {
  expect(entryFromJson(typeof entry === 'string' ? entry : JSON.stringify(entry))).toBe(none);
});

it('refuses other shapes of databases and reports', () => {
  for (const bad of [{ ...DATABASE, entries: -1 }, { ...DATABASE, modified: 'x' }, null])
    expect(databasesFromJson([bad])).toBeUndefined();
  for (const bad of [
    { ...FINDING, reach: 'near' },
    { ...FINDING, module: undefined },
    { ...FINDING, status: 'maybe' },
  ])
    expect(reportsFromJson([{ name: 'r', tool: 'trivy', findings: [bad] }])).toBeUndefined();
  expect(reportsFromJson([{ name: 'r', tool: 'other', findings: [] }])).toBeUndefined();
});

/** A copy in which the value at `path` is another; undefined takes the key away. */
function changed(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], rest, to);
  return copy;
}

const REPORT = {
  name: 'r.json',
  tool: 'trivy',
  findings: [{ ...FINDING, aliases: ['CVE-1'], fixed: 'v1.1.0', summary: 's', product: 'm' }],
};
const readEntry = (value: unknown) => entryFromJson(JSON.stringify(value)) !== undefined;
const readDatabase = (value: unknown) => databasesFromJson([value]) !== undefined;
const readGiven = (value: unknown) => reportsFromJson([value]) !== undefined;

const TEXT = [5, null, {}];
const NEEDED_TEXT = [...TEXT, undefined];
const LIST = [5, null, {}, undefined];
const TIME = [...TEXT, 'soon', ''];
const COUNT = [-1, 0.5, '1', null, undefined, 2 ** 53];

it.each<[what: string, path: readonly (string | number)[], bad: readonly unknown[]]>([
  ['entry', [], [5, null, []]],
  ['entry', ['id'], NEEDED_TEXT],
  ['entry', ['summary'], NEEDED_TEXT],
  ['entry', ['aliases'], LIST],
  ['entry', ['aliases', 0], TEXT],
  ['entry', ['reviewed'], ['true', 1, null, undefined]],
  ['entry', ['published'], TIME],
  ['entry', ['withdrawn'], TIME],
  ['entry', ['url'], TEXT],
  ['entry', ['affected'], LIST],
  ['entry', ['affected', 0], [5, null, []]],
  ['entry', ['affected', 0, 'module'], NEEDED_TEXT],
  ['entry', ['affected', 0, 'ranges'], LIST],
  ['entry', ['affected', 0, 'ranges', 0], [5, null, {}]],
  ['entry', ['affected', 0, 'ranges', 0, 0], [5, null, []]],
  ['entry', ['affected', 0, 'ranges', 0, 0, 'introduced'], TEXT],
  ['entry', ['affected', 0, 'ranges', 0, 1, 'fixed'], TEXT],
  ['entry', ['affected', 0, 'custom'], ['x', null, {}]],
  ['entry', ['affected', 0, 'custom', 0], TEXT],
  ['entry', ['affected', 0, 'packages'], ['x', null, {}]],
  ['entry', ['affected', 0, 'packages', 0], TEXT],
  ['database', [], [5, null, []]],
  ['database', ['name'], NEEDED_TEXT],
  ['database', ['sha256'], NEEDED_TEXT],
  ['database', ['modified'], TIME],
  ['database', ['modules'], COUNT],
  ['database', ['entries'], COUNT],
  ['database', ['malicious'], COUNT],
  ['report', [], [5, null, []]],
  ['report', ['name'], NEEDED_TEXT],
  ['report', ['tool'], [...NEEDED_TEXT, 'other']],
  ['report', ['findings'], LIST],
  ['report', ['findings', 0], [5, null, []]],
  ['report', ['findings', 0, 'id'], NEEDED_TEXT],
  ['report', ['findings', 0, 'module'], NEEDED_TEXT],
  ['report', ['findings', 0, 'version'], NEEDED_TEXT],
  ['report', ['findings', 0, 'aliases'], LIST],
  ['report', ['findings', 0, 'aliases', 0], TEXT],
  ['report', ['findings', 0, 'reach'], ['near', null, 5]],
  ['report', ['findings', 0, 'status'], ['maybe', null, 5]],
  ['report', ['findings', 0, 'fixed'], TEXT],
  ['report', ['findings', 0, 'summary'], TEXT],
  ['report', ['findings', 0, 'product'], TEXT],
])('refuses a record of an %s with something else at %j', (what, path, bad) => {
  const whole = { entry: ENTRY, database: DATABASE, report: REPORT }[what];
  const read = { entry: readEntry, database: readDatabase, report: readGiven }[what]!;
  expect(read(whole)).toBe(true);
  for (const value of bad) expect([value, read(changed(whole, path, value))]).toEqual([value, false]);
});

it('takes a record without what may be left out', () => {
  for (const path of [['published'], ['withdrawn'], ['url'], ['affected', 0, 'custom'], ['affected', 0, 'packages']])
    expect(readEntry(changed(ENTRY, path, undefined))).toBe(true);
  expect(readEntry(changed(ENTRY, ['withdrawn'], '2024-01-01T00:00:00Z'))).toBe(true);
  expect(readDatabase(changed(DATABASE, ['modified'], undefined))).toBe(true);
  expect(readDatabase(changed(DATABASE, ['modules'], 0))).toBe(true);
  for (const key of ['reach', 'status', 'fixed', 'summary', 'product'])
    expect(readGiven(changed(REPORT, ['findings', 0, key], undefined))).toBe(true);
});

it.each([
  ['tool', ['govulncheck', 'openvex', 'osv-scanner', 'trivy', 'dependency-review']],
  ['reach', ['called', 'imported', 'required']],
  ['status', ['affected', 'not_affected', 'fixed', 'under_investigation']],
])('knows each %s', (key, values) => {
  for (const value of values) {
    const path = key === 'tool' ? [key] : ['findings', 0, key];
    expect([value, readGiven(changed(REPORT, path, value))]).toEqual([value, true]);
  }
});
