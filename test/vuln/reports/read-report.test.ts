import { expect, it } from 'vitest';
import { readReport } from '../../../src/vuln/reports/read-report.ts';

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
