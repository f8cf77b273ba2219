import { expect, it } from 'vitest';
import { readReport } from '../../../src/vuln/reports/read-report.ts';
import { ReportError } from '../../../src/vuln/reports/types.ts';

it.each([
  ['govulncheck', '{"config":{"protocol_version":"v1.0.0"}}{"progress":{}}'],
  ['govulncheck', '{"config":{"protocol_version":"v1.0.0"}}'],
  ['govulncheck', '{"runs":[]}'],
  ['openvex', '{"@context":"https://openvex.dev/ns/v0.2.0"}'],
  ['osv-scanner', '{"results":[]}'],
  ['trivy', '{"SchemaVersion":2}'],
  ['dependency-review', '[{"change_type":"removed","ecosystem":"gomod"}]'],
])('tells a report of %s: %s', (tool, text) => {
  expect(readReport(text)).toEqual({ tool, findings: [] });
});

it.each([
  '',
  'No vulnerabilities found.',
  '{"hello":1}',
  '[]',
  '5',
  '[{"x":1}]',
  '{"config":{"protocol_version":"v1.0.0"}}{',
])('refuses %o', (text) => {
  expect(() => readReport(text)).toThrow(/expected|cut off/);
});

it.each([
  '{"hello":1}',
  '[]',
  '[{"x":1}]',
  '5',
  '{"SchemaVersion":1}',
  '[{"change_type":"added"},{}]',
  '{"@context":"x"}',
])('says which reports it knows instead of %s', (text) => {
  expect(() => readReport(text)).toThrow(
    new ReportError('expected a report of govulncheck, osv-scanner, Trivy, dependency review, or OpenVEX'),
  );
});

it('reads the findings of each kind', () => {
  const CONFIG = { config: { protocol_version: 'v1.0.0' } };
  const finding = { finding: { osv: 'GO-1', trace: [{ module: 'a', version: 'v1.0.0' }] } };
  const ids = (value: unknown) => readReport(JSON.stringify(value)).findings.map(({ id }) => id);
  expect(readReport(`${JSON.stringify(CONFIG)}\n${JSON.stringify(finding)}`).findings).toHaveLength(1);
  expect(ids([CONFIG, finding])).toEqual(['GO-1']);
  expect(
    ids({
      SchemaVersion: 2,
      Results: [{ Type: 'gomod', Vulnerabilities: [{ VulnerabilityID: 'CVE-1', PkgName: 'a' }] }],
    }),
  ).toEqual(['CVE-1']);
  const change = {
    change_type: 'added',
    ecosystem: 'gomod',
    name: 'a',
    vulnerabilities: [{ advisory_ghsa_id: 'GHSA-1' }],
  };
  expect(ids([change])).toEqual(['GHSA-1']);
  const packages = [{ package: { ecosystem: 'Go', name: 'a' }, groups: [{ ids: ['GO-2'] }] }];
  expect(ids({ results: [{ packages }] })).toEqual(['GO-2']);
});
