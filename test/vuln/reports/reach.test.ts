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
