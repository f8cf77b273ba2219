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
