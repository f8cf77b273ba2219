import { expect, it } from 'vitest';
import { knownOf, vulnerabilityTools } from '../../../src/model/facts/known-vulnerabilities.ts';
import { isMalicious } from '../../../src/model/facts/malicious.ts';
import type { VulnEntry } from '../../../src/vuln/types.ts';

const entry = (id: string, fixed: string): VulnEntry => ({
  id,
  aliases: [],
  summary: '',
  reviewed: true,
  affected: [{ module: 'a', ranges: [[{ introduced: '0' }, { fixed }]] }],
});
const known = (version: string, ...entries: VulnEntry[]) =>
  knownOf({ path: 'a', version }, () => entries, '2026-06-01');

it('knows records about malicious modules by their ID', () => {
  expect(['MAL-2025-1', 'GO-2025-1', 'CVE-MAL-1'].map((id) => isMalicious({ id }))).toEqual([true, false, false]);
});

it('leaves malicious modules to their own rule', () => {
  const { groups, fix } = known('v1.0.0', entry('MAL-1', '9.0.0'), entry('GO-1', '1.2.0'), entry('GO-2', '1.3.0'));
  expect([groups.map(({ ids }) => ids), fix]).toEqual([[['GO-1'], ['GO-2']], 'v1.3.0']);
});

it('knows nothing of a version with all fixes, which is no fix either', () => {
  expect(known('v1.3.0', entry('GO-1', '1.2.0'))).toEqual({ groups: [], fix: '' });
});

it('is handed to rules whole', () => {
  expect(vulnerabilityTools.knownOf).toBe(knownOf);
  expect(vulnerabilityTools.standardLibraryVersion('go1.22.3')).toBe('v1.22.3');
});
