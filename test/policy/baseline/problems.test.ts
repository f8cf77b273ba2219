import { expect, it } from 'vitest';
import { baselineProblems } from '../../../src/policy/baseline/problems.ts';
import { source } from '../../../src/text/source.ts';

const said = async (text: string) =>
  (await baselineProblems(source('b.json', text))).map(
    ({ place, message, hint }) => `${place?.start.line}:${place?.start.column} ${message}${hint ? ` (${hint})` : ''}`,
  );

const ENTRY = '"id": "mw1:00000000000000000000000000000001", "rule": "a/b", "subject": "x", "path": "go.mod"';

it.each([
  ['{"version": 1,}', '1:14 JSON does not allow a comma after the last entry (remove this comma)'],
  ['<<<<<<< HEAD\n{}', '1:1 invalid JSON'],
  ['{"version": 2, "findings": []}', '1:13 version 2 of the baseline needs a newer modwarden'],
  ['{"version": 1, "findings": [], "findngs": []}', 'unknown key "findngs"'],
  [`{"version": 1, "findings": [\n  {${ENTRY}}]}`, 'missing key since'],
  [
    `{"version": 1, "findings": [\n  {${ENTRY}, "since": "2026-02-30"}]}`,
    '"2026-02-30" is not a valid date (write YYYY-MM-DD)',
  ],
])('of %j are told with their place', async (text, expected) => {
  const [first, ...more] = await said(text);
  expect(first).toContain(expected);
  expect(more).toEqual([]);
});

it('are never none', async () => {
  expect(await said('[]')).not.toEqual([]);
  expect(await said('{"version": 1, "findings": []}')).toEqual([
    '1:1 this is not a baseline (record it again: modwarden baseline --force)',
  ]);
});
