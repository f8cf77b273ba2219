import { expect, it } from 'vitest';
import { dependencyReviewFindings, osvScannerFindings, trivyFindings } from '../../../src/vuln/reports/scanners.ts';
import { ReportError } from '../../../src/vuln/reports/types.ts';

const osv = (group: object, ecosystem = 'Go') => ({
  results: [{ packages: [{ package: { name: 'a.example/a', version: '1.0.0', ecosystem }, groups: [group] }] }],
});

it('takes a group of aliases for one finding, by its GO- ID', () => {
  const [one, ...others] = osvScannerFindings(osv({ ids: ['GHSA-1', 'GO-1'], aliases: ['CVE-1', 'GO-1'] }));
  expect(one).toEqual({ id: 'GO-1', aliases: ['GHSA-1', 'CVE-1'], module: 'a.example/a', version: 'v1.0.0' });
  expect(others).toEqual([]);
  expect(osvScannerFindings(osv({ ids: ['GHSA-1'] }))[0]!.id).toBe('GHSA-1');
  expect(osvScannerFindings(osv({ ids: ['X'] }, 'npm'))).toEqual([]);
  expect(() => osvScannerFindings(osv({ ids: [] }))).toThrow('"ids"');
});

it('believes only that something is called, not that it is not', () => {
  const reach = (called: boolean) =>
    osvScannerFindings(osv({ ids: ['GO-1'], experimental_analysis: { 'GO-1': { called } } }))[0]!.reach;
  expect([reach(true), reach(false)]).toEqual(['called', undefined]);
});

it('reads results of Go from Trivy, and the first of several fixed versions', () => {
  const vulnerability = { VulnerabilityID: 'CVE-1', PkgName: 'a.example/a', InstalledVersion: 'v1.0.0' };
  const report = (Type: string, more: object) => ({
    Results: [{ Type, Vulnerabilities: [{ ...vulnerability, ...more }] }],
  });
  expect(trivyFindings(report('gomod', { FixedVersion: '1.1.5, 1.2.0' }))[0]).toMatchObject({
    id: 'CVE-1',
    version: 'v1.0.0',
    fixed: 'v1.1.5',
  });
  expect(trivyFindings(report('gobinary', {}))[0]).not.toHaveProperty('fixed');
  expect(trivyFindings(report('npm', {}))).toEqual([]);
});

it('reads what a change adds', () => {
  const change = { change_type: 'added', ecosystem: 'gomod', name: 'a.example/a', version: '1.0.0' };
  const vulnerabilities = [{ advisory_ghsa_id: 'GHSA-1' }];
  const changes = [
    { ...change, vulnerabilities },
    { ...change, change_type: 'removed', vulnerabilities },
    { ...change, ecosystem: 'npm', vulnerabilities },
  ];
  expect(dependencyReviewFindings(changes)).toEqual([
    expect.objectContaining({ id: 'GHSA-1', module: 'a.example/a', version: 'v1.0.0' }),
  ]);
});

it('gives whole findings', () => {
  const analysis = { 'GO-1': { called: false }, 'GHSA-1': { called: true } };
  const group = { ids: ['GHSA-1', 'GO-1', 5], aliases: ['CVE-1', 'GHSA-1'], experimentalAnalysis: analysis };
  expect(osvScannerFindings(osv(group))).toEqual([
    { id: 'GO-1', aliases: ['GHSA-1', 'CVE-1'], module: 'a.example/a', version: 'v1.0.0', reach: 'called' },
  ]);
  const vulnerability = { VulnerabilityID: 'CVE-1', PkgName: 'a.example/a', InstalledVersion: '1.0.0' };
  const results = [
    { Type: 'gomod', Vulnerabilities: [{ ...vulnerability, FixedVersion: ' 1.1.5 , 1.2.0', Title: 'bad' }] },
    { Type: 'gobinary', Vulnerabilities: [vulnerability] },
    { Type: 'gobinary' },
  ];
  const found = { id: 'CVE-1', aliases: [], module: 'a.example/a', version: 'v1.0.0' };
  expect(trivyFindings({ Results: results })).toEqual([
    { ...found, fixed: 'v1.1.5', summary: 'bad' },
    { ...found, summary: '' },
  ]);
  const change = { change_type: 'added', ecosystem: 'gomod', name: 'a.example/a', version: '1.0.0' };
  const vulnerabilities = [{ advisory_ghsa_id: 'GHSA-1', advisory_summary: 'bad' }, { advisory_ghsa_id: 'GHSA-2' }];
  expect(dependencyReviewFindings([{ ...change, vulnerabilities }, change])).toEqual([
    { ...found, id: 'GHSA-1', summary: 'bad' },
    { ...found, id: 'GHSA-2', summary: '' },
  ]);
});

it.each([
  [
    () => osvScannerFindings({ results: [{ packages: [{ package: { ecosystem: 'Go' } }] }] }),
    'expected a text in "name"',
  ],
  [() => osvScannerFindings(osv({})), 'expected a text in "ids"'],
  [
    () => trivyFindings({ Results: [{ Type: 'gomod', Vulnerabilities: [{ PkgName: 'a' }] }] }),
    'expected a text in "VulnerabilityID"',
  ],
  [
    () => trivyFindings({ Results: [{ Type: 'gomod', Vulnerabilities: [{ VulnerabilityID: 'a' }] }] }),
    'expected a text in "PkgName"',
  ],
  [
    () => dependencyReviewFindings([{ change_type: 'added', ecosystem: 'gomod', name: 'a', vulnerabilities: [{}] }]),
    'expected a text in "advisory_ghsa_id"',
  ],
  [
    () =>
      dependencyReviewFindings([
        { change_type: 'added', ecosystem: 'gomod', vulnerabilities: [{ advisory_ghsa_id: 'x' }] },
      ]),
    'expected a text in "name"',
  ],
])('refuses a finding that would be lost: %#', (read, message) => {
  expect(read).toThrow(new ReportError(message));
});
