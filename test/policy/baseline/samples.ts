/** Baseline files, sound ones and others. */
import type { RecordedFinding } from '../../../src/policy/baseline/types.ts';

const id = (n: number) => `mw1:${n.toString(16).padStart(32, '0')}`;
export const entry = (n: number, more: Partial<RecordedFinding> = {}): RecordedFinding => ({
  id: id(n),
  since: '2026-06-01',
  rule: 'replace/local-path',
  subject: `example.com/${n}`,
  path: 'go.mod',
  ...more,
});

export const SOUND: readonly unknown[] = [
  { version: 1, findings: [] },
  { version: 1, findings: [entry(1), entry(2)] },
  { findings: [entry(1, { subject: '', path: '' })], version: 1 },
];

export const BROKEN: readonly unknown[] = [
  [],
  null,
  {},
  { version: 1 },
  { version: 2, findings: [] },
  { version: '1', findings: [] },
  { version: 1, findings: {} },
  { version: 1, findings: [entry(1)], more: 1 },
  { version: 1, findings: [[]] },
  { version: 1, findings: [{ ...entry(1), owner: 'x' }] },
  { version: 1, findings: [{ ...entry(1), id: 'mw1:0' }] },
  { version: 1, findings: [{ ...entry(1), id: undefined }] },
  { version: 1, findings: [{ ...entry(1), since: '2026-02-30' }] },
  { version: 1, findings: [{ ...entry(1), since: 'June' }] },
  { version: 1, findings: [{ ...entry(1), subject: 1 }] },
];
