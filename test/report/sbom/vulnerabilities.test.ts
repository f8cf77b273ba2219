import { expect, it } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { sbomVulnerabilities } from '../../../src/report/sbom/vulnerabilities.ts';
import { finding, waiver } from '../vulnerability-fixture.ts';

const NET = 'pkg:golang/a.example/a@v1.0.0%2Bincompatible';
const of = (findings: readonly Finding[], ...refs: string[]) =>
  sbomVulnerabilities({ findings }, new Set(refs), 'repository');

it('says of an open vulnerability what it is, what it affects and what to do, and no analysis', () => {
  const published = '2026-01-31T12:00:00+01:00';
  const url = 'https://vuln.example/GO-1';
  const open = finding('GO-1', {}, { published, url, reach: 'imported' });
  const { components, vulnerabilities } = of([open, open], NET);
  expect(components).toEqual([]);
  expect(vulnerabilities).toEqual([
    {
      'bom-ref': 'vulnerability:GO-1',
      id: 'GO-1',
      source: { name: 'Go Vulnerability Database', url },
      references: [{ id: 'CVE-of-GO-1', source: { name: 'CVE' } }],
      description: expect.not.stringContaining('\u001b'),
      recommendation: 'update a.example/a to v1.2.0',
      published: '2026-01-31T11:00:00.000Z',
      affects: [{ ref: NET }],
      properties: [
        { name: 'modwarden:rule', value: 'vuln/known' },
        { name: 'modwarden:reviewed', value: 'true' },
        { name: 'modwarden:reach', value: 'imported' },
      ],
    },
  ]);
});

it.each([
  ['vulnerable_code_not_in_execute_path', { state: 'not_affected', justification: 'code_not_reachable' }],
  ['component_not_present', { state: 'not_affected', justification: 'code_not_present' }],
  ['vulnerable_code_not_present', { state: 'not_affected', justification: 'code_not_present' }],
  ['inline_mitigations_already_exist', { state: 'not_affected', justification: 'protected_by_mitigating_control' }],
  ['vulnerable_code_cannot_be_controlled_by_adversary', { state: 'not_affected' }],
  [undefined, { state: 'exploitable', response: ['will_not_fix'] }],
])('takes a waiver with the justification %s for its analysis', (justification, analysis) => {
  const waived = finding('GO-1', { state: 'waived', waiver: { ...waiver, ...(justification && { justification }) } });
  const [one] = of([waived], NET).vulnerabilities;
  expect(one!.analysis).toEqual({ ...analysis, detail: 'the proxy limits it (until 2027-01-01)' });
  expect(JSON.stringify(one!.properties).includes(`${justification}`)).toBe(justification !== undefined);
});

it('tells apart what is waived in one place and open in another, and puts several modules together', () => {
  const waived = finding('GO-1', { state: 'waived', waiver });
  const other = finding('GO-1', {}, { module: 'b.example/b' });
  const refs = of([waived, finding('GO-1'), other], NET).vulnerabilities.map(({ 'bom-ref': ref, affects }) => [
    ref,
    (affects as unknown[]).length,
  ]);
  expect(refs).toEqual([
    ['vulnerability:GO-1', 2],
    ['vulnerability:GO-1#1', 1],
  ]);
});

it('adds a component for what no build list has, and takes the repository where no module is named', () => {
  const std = finding('GO-1', {}, { module: 'stdlib', version: 'v1.22.3' });
  const { components, vulnerabilities } = of([std, finding('X-2', {}, { module: '', version: '' })]);
  const purl = 'pkg:golang/stdlib@v1.22.3';
  expect(components).toEqual([{ type: 'library', 'bom-ref': purl, name: 'stdlib', version: 'v1.22.3', purl }]);
  expect(vulnerabilities.map(({ affects }) => affects)).toEqual([[{ ref: purl }], [{ ref: 'repository' }]]);
});

it('leaves out what is about no vulnerability, and addresses that are none of the web', () => {
  const { vulnerability: _, ...none } = finding('GO-1');
  expect(of([none])).toEqual({ components: [], vulnerabilities: [] });
  expect(of([finding('GO-1', {}, { url: 'javascript:alert(1)' })]).vulnerabilities[0]!.source).toEqual({
    name: 'Go Vulnerability Database',
  });
});

it('is sorted, whatever came first, and so is what it affects and adds', () => {
  const findings = [
    finding('GO-2', {}, { module: 'd.example', summary: '', fixed: '', ids: ['GO-2'] }),
    finding('GO-1', {}, { module: 'c.example', version: '' }),
    finding('GO-1', {}, { module: 'b.example' }),
    finding('GO-3', {}, { module: 'a.example', version: '' }),
  ];
  const { components, vulnerabilities } = of(findings);
  expect(vulnerabilities.map(({ id, affects }) => [id, affects])).toEqual([
    ['GO-1', [{ ref: 'pkg:golang/b.example@v1.0.0%2Bincompatible' }, { ref: 'pkg:golang/c.example' }]],
    ['GO-2', [{ ref: 'pkg:golang/d.example@v1.0.0%2Bincompatible' }]],
    ['GO-3', [{ ref: 'pkg:golang/a.example' }]],
  ]);
  expect(components.map(({ name, version }) => [name, version])).toEqual([
    ['a.example', undefined],
    ['b.example', 'v1.0.0+incompatible'],
    ['c.example', undefined],
    ['d.example', 'v1.0.0+incompatible'],
  ]);
  expect(of(findings.toReversed()).vulnerabilities.map(({ id }) => id)).toEqual(['GO-1', 'GO-2', 'GO-3']);
  expect(of(findings.toReversed()).components).toEqual(components);
  expect(vulnerabilities[1]).toEqual({
    'bom-ref': 'vulnerability:GO-2',
    id: 'GO-2',
    source: { name: 'Go Vulnerability Database' },
    affects: [{ ref: 'pkg:golang/d.example@v1.0.0%2Bincompatible' }],
    properties: [
      { name: 'modwarden:rule', value: 'vuln/known' },
      { name: 'modwarden:reviewed', value: 'true' },
    ],
  });
});

it.each([
  ['GO-1', 'Go Vulnerability Database'],
  ['MAL-1', 'OSV'],
  ['CVE-1', 'CVE'],
  ['GHSA-1', 'GitHub Advisory Database'],
  ['X-GO-', 'unknown'],
])('names the source of %s: %s', (id, name) => {
  expect(of([finding(id)]).vulnerabilities[0]!.source).toEqual({ name });
});

it('knows a waiver only where it counts, and its justification as a property', () => {
  const justified = { ...waiver, justification: 'component_not_present' } as const;
  const [open] = of([finding('GO-1', { waiver: justified })], NET).vulnerabilities;
  expect(open).not.toHaveProperty('analysis');
  expect(of([finding('GO-1', { state: 'waived' })], NET).vulnerabilities[0]).not.toHaveProperty('analysis');
  const [waived] = of([finding('GO-1', { state: 'waived', waiver: justified })], NET).vulnerabilities;
  expect(waived!.properties).toContainEqual({ name: 'modwarden:justification', value: 'component_not_present' });
});

it.each([
  ['HTTPS://vuln.example/a b', 'https://vuln.example/a%20b'],
  ['http://vuln.example', 'http://vuln.example/'],
  ['https://', undefined],
  ['ftp://vuln.example', undefined],
])('has the address %s as %s', (url, shown) => {
  expect((of([finding('GO-1', {}, { url })]).vulnerabilities[0]!.source as { url?: string }).url).toBe(shown);
});
