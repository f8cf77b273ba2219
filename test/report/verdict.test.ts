import { expect, test } from 'vitest';
import type { Finding, Gap, PolicyProblem } from '../../src/model/report.ts';
import { verdict } from '../../src/report/verdict.ts';
import { clean, report } from './fixture.ts';

const finding = (level: Finding['level'], state: Finding['state'] = 'new'): Finding => ({
  ...report.findings[0]!,
  level,
  state,
});
const gap = (fails: boolean): Gap => ({ ...report.gaps[0]!, fails });
const problem: PolicyProblem = { place: undefined, message: 'no' };

test.each([
  ['clean', {}, 'note', 0],
  ['an error', { findings: [finding('error')] }, 'error', 1],
  ['a warning is below error', { findings: [finding('warning')] }, 'error', 0],
  ['a warning, from warning on', { findings: [finding('warning')] }, 'warning', 1],
  ['a note, from warning on', { findings: [finding('note')] }, 'warning', 0],
  ['a note, from note on', { findings: [finding('note')] }, 'note', 1],
  ['a waived error', { findings: [finding('error', 'waived')] }, 'note', 0],
  ['an error of the baseline', { findings: [finding('error', 'baseline')] }, 'note', 0],
  ['a gap that is only reported', { gaps: [gap(false)] }, 'error', 0],
  ['a gap that fails', { gaps: [gap(false), gap(true)] }, 'error', 3],
  ['a gap that fails comes before findings', { gaps: [gap(true)], findings: [finding('error')] }, 'error', 3],
  [
    'a policy error comes before all',
    { problems: [problem], gaps: [gap(true)], findings: [finding('error')] },
    'error',
    2,
  ],
  ['a partial run is judged by what it found', { partial: 'staged', findings: [finding('error')] }, 'error', 1],
  ['a clean partial run', { partial: 'staged' }, 'error', 0],
] as const)('%s', (_name, change, failOn, code) => {
  expect(verdict({ ...clean, ...change }, failOn)).toBe(code);
});
