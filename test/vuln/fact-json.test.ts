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
