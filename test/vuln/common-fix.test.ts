import { expect, it } from 'vitest';
import { commonFix } from '../../src/vuln/common-fix.ts';
import { vulnerabilitiesOf } from '../../src/vuln/match.ts';
import type { RangeEvent, VulnEntry } from '../../src/vuln/types.ts';

const PATH = 'a.example/a';
const entry = (id: string, ...events: RangeEvent[]): VulnEntry => ({
  id,
  aliases: [],
  summary: '',
  reviewed: true,
  affected: [{ module: PATH, ranges: [events] }],
});
const fix = (version: string, ...entries: VulnEntry[]) =>
  commonFix(
    entries,
    vulnerabilitiesOf({ path: PATH, version }, () => entries, '2026-06-01'),
  );

const TO_2 = entry('GO-1', { introduced: '0' }, { fixed: '1.2.0' });
const TO_4 = entry('GO-2', { introduced: '0' }, { fixed: '1.4.0' });
const OPEN = entry('GO-3', { introduced: '0' });
const LATER = entry('GO-4', { introduced: '1.3.0' }, { fixed: '1.5.0' });

it('fixes all that holds', () => {
  expect(fix('v1.0.0', TO_2, TO_4)).toBe('v1.4.0');
});

it('does not lead into what came later', () => {
  expect(fix('v1.0.0', TO_4, LATER)).toBe('v1.5.0');
});

it('passes over what has no fix', () => {
  expect(fix('v1.0.0', TO_2, OPEN)).toBe('v1.2.0');
  expect(fix('v1.0.0', OPEN)).toBe('');
  expect(fix('v1.6.0', TO_2)).toBe('');
});

it('takes what fixes the most where all later versions have something else', () => {
  expect(fix('v1.0.0', TO_4, entry('GO-5', { introduced: '1.3.0' }))).toBe('v1.4.0');
});
