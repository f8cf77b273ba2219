import { expect, it } from 'vitest';
import { reachOf, reportedAs, unknownReported } from '../../../src/vuln/reports/reach.ts';
import type { ReportedFinding } from '../../../src/vuln/reports/types.ts';

const KNOWN = { ids: ['GO-1', 'CVE-1'], module: 'a.example/a', version: 'v1.0.0' };
const finding = (change: Partial<ReportedFinding>): ReportedFinding => ({
  id: 'GO-1',
  aliases: [],
  module: 'a.example/a',
  version: 'v1.0.0',
  ...change,
});
const reports = (...changes: Partial<ReportedFinding>[]) => [
  { name: 'r.json', tool: 'govulncheck' as const, findings: changes.map(finding) },
];

it.each<[Partial<ReportedFinding>, number]>([
  [{}, 1],
  [{ id: 'CVE-1' }, 1],
  [{ id: 'GHSA-1', aliases: ['CVE-1'] }, 1],
  [{ module: '', version: '' }, 1],
  [{ version: '' }, 1],
  [{ version: 'v1.1.0' }, 0],
  [{ module: 'a.example/b' }, 0],
  [{ id: 'GO-2' }, 0],
])('takes %o for the same vulnerability or not', (change, count) => {
  expect(reportedAs(KNOWN, reports(change))).toHaveLength(count);
});

it('believes the furthest reach that a report says', () => {
  expect(reachOf(KNOWN, reports({ reach: 'required' }, { reach: 'called' }, { reach: 'imported' }))).toBe('called');
  expect(reachOf(KNOWN, reports({ status: 'not_affected' }))).toBe('required');
  expect(reachOf(KNOWN, reports({}))).toBeUndefined();
  expect(reachOf(KNOWN, [])).toBeUndefined();
});

it('gives what only reports know, once, without what does not matter', () => {
  const all = reports({}, { id: 'X-1' }, { id: 'X-1', reach: 'called' }, { id: 'X-2', status: 'fixed' });
  expect(unknownReported(all, [KNOWN]).map((one) => one.finding.id)).toEqual(['X-1']);
});

it('takes no word for it that another program is not affected', () => {
  const said = (product?: string) =>
    reachOf(KNOWN, reports({ status: 'not_affected', ...(product && { product }) }), ['m.example/app']);
  expect([said(), said('m.example/app'), said('m.example/other')]).toEqual(['required', 'required', undefined]);
  expect(reachOf(KNOWN, reports({ status: 'not_affected', product: 'm.example/app' }))).toBeUndefined();
});

it('says nothing about it where a status leaves it open', () => {
  const reach = (change: Partial<ReportedFinding>) => reachOf(KNOWN, reports(change));
  expect(reach({ status: 'fixed' })).toBe('required');
  expect(reach({ status: 'affected' })).toBeUndefined();
  expect(reach({ status: 'under_investigation' })).toBeUndefined();
  expect(reach({ status: 'not_affected', reach: 'called' })).toBe('called');
  expect(reach({ reach: 'imported' })).toBe('imported');
  expect(reach({ id: 'GHSA-1', aliases: ['GO-1', 'CVE-1'], reach: 'required' })).toBe('required');
});

it('keeps apart what is unknown of other modules, versions and vulnerabilities', () => {
  const all = reports(
    { id: 'X-1' },
    { id: 'X-1', module: 'b.example/b' },
    { id: 'X-1', version: 'v1.1.0' },
    { id: 'X-1', aliases: ['Y-1'] },
    { id: 'X-2', status: 'not_affected' },
    { id: 'X-3', status: 'affected' },
    { id: 'GO-9', aliases: ['GO-1'] },
  );
  const shown = unknownReported(all, [KNOWN]).map(({ finding: one }) => `${one.id} ${one.module} ${one.version}`);
  expect(shown).toEqual([
    'X-1 a.example/a v1.0.0',
    'X-1 b.example/b v1.0.0',
    'X-1 a.example/a v1.1.0',
    'X-3 a.example/a v1.0.0',
  ]);
  expect(unknownReported([], [KNOWN])).toEqual([]);
  expect(unknownReported(all, [])[0]?.report.name).toBe('r.json');
});
