import { expect, test } from 'vitest';
import { PREDICATE_TYPE, renderAttestation } from '../../src/report/attestation.ts';
import { report } from './fixture.ts';

test('is an in-toto statement about files, with the result and what it is based on', () => {
  const provenance = {
    input: { kind: 'archive', name: 'a.tar', sha256: 'f'.repeat(64), files: 2, hash: 'h1:x' },
    policies: [],
    command: 'modwarden audit a.tar',
  } as const;
  const statement = JSON.parse(
    renderAttestation({ ...report, provenance }, 'error', [{ name: 'report.json', sha256: '0'.repeat(64) }]),
  );
  expect(statement).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'report.json', digest: { sha256: '0'.repeat(64) } }],
    predicateType: PREDICATE_TYPE,
    predicate: { failOn: 'error', asOf: report.today, provenance },
  });
  expect(statement.predicate.result).toBe('POLICY ERROR');
  const clean = { ...report, findings: [], gaps: [], problems: [] };
  expect(JSON.parse(renderAttestation(clean, 'error', [])).predicate.result).toBe('PASSED');
});

test.each([
  ['FAILED', { findings: [{ ...report.findings[2]!, level: 'warning' as const }] }, 'warning'],
  ['PASSED', { findings: [{ ...report.findings[2]!, level: 'warning' as const }] }, 'error'],
  ['INCOMPLETE', { gaps: [{ ...report.gaps[0]!, fails: true }] }, 'error'],
] as const)('says %s, and nothing that is not known', (result, more, failOn) => {
  const of = { ...report, findings: [], gaps: [], problems: [], ...more };
  const { predicate, subject, predicateType } = JSON.parse(renderAttestation(of, failOn, []));
  expect(predicate).toEqual({
    tool: { name: 'modwarden', version: '0.1.0' },
    asOf: '2026-11-21',
    result,
    failOn,
    summary: {
      errors: 0,
      warnings: of.findings.length,
      notes: 0,
      waived: 0,
      baseline: 0,
      gaps: of.gaps.length,
      failingGaps: of.gaps.length,
      problems: 0,
      modules: 3,
    },
  });
  expect([subject, predicateType]).toEqual([[], 'https://github.com/modwarden/modwarden/attestation/audit/v1']);
});
