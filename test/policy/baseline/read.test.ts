import { describe, expect, it } from 'vitest';
import { MAX_RECORDED } from '../../../src/policy/baseline/limits.ts';
import { formatBaseline, readBaseline, unreadableBaseline } from '../../../src/policy/baseline/read.ts';
import { source } from '../../../src/text/source.ts';
import { BROKEN, entry, SOUND } from './samples.ts';

const read = (value: unknown) =>
  readBaseline(source('.modwarden.baseline.json', typeof value === 'string' ? value : JSON.stringify(value)));

describe('readBaseline', () => {
  it.each(SOUND)('takes %j', async (value) => {
    expect(await read(value)).toMatchObject({ baseline: { findings: (value as { findings: unknown }).findings } });
  });

  it.each(BROKEN)('refuses %j, and says what is wrong with it', async (value) => {
    const result = await read(value);
    expect('problems' in result && result.problems.length).toBeGreaterThan(0);
  });

  it('keeps the earlier day where two branches recorded the same finding', async () => {
    const findings = [entry(1, { since: '2026-07-01' }), entry(1), entry(2)];
    expect(await read({ version: 1, findings })).toMatchObject({ baseline: { findings: [entry(1), entry(2)] } });
  });
});

describe('formatBaseline', () => {
  it('writes one line for each finding, in an order that does not depend on the day', async () => {
    const findings = [entry(3), entry(1, { path: 'z/go.mod' }), entry(2, { since: '2020-01-01' })];
    const text = formatBaseline(findings);
    expect(text.split('\n').filter((line) => line.includes('mw1:'))).toHaveLength(3);
    expect(text).toBe(formatBaseline([...findings].reverse()));
    expect(await read(text)).toMatchObject({ baseline: { findings: [findings[2], entry(3), findings[1]] } });
  });

  it('escapes what a terminal would act on', () => {
    expect(formatBaseline([entry(1, { subject: '\u009b31m' })])).not.toContain('\u009b');
  });
});

it('unreadableBaseline names the file and the reason', () => {
  const start = { line: 1, column: 1 };
  expect(unreadableBaseline('x.json', 'too large')).toEqual({
    problems: [{ place: { path: 'x.json', start, end: start }, message: 'the baseline cannot be read: too large' }],
  });
});

it('writes the same bytes for the same findings, by file, rule, subject and identity', () => {
  expect(formatBaseline([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  const line = (n: number, rule: string, subject: string, path: string) =>
    `    {"id":"${entry(n).id}","since":"2026-06-01","rule":"${rule}","subject":"${subject}","path":"${path}"}`;
  const of = (n: number, rule: string, subject: string, path: string) => entry(n, { rule, subject, path });
  expect(
    formatBaseline([
      of(6, 'a/b', 'x', 'b/go.mod'),
      of(5, 'a/c', 'a', 'a/go.mod'),
      of(3, 'a/b', 'x', 'a/go.mod'),
      of(2, 'a/b', 'x', 'a/go.mod'),
      of(4, 'a/b', 'w', 'a/go.mod'),
    ]),
  ).toBe(
    `{\n  "version": 1,\n  "findings": [\n${[
      line(4, 'a/b', 'w', 'a/go.mod'),
      line(2, 'a/b', 'x', 'a/go.mod'),
      line(3, 'a/b', 'x', 'a/go.mod'),
      line(5, 'a/c', 'a', 'a/go.mod'),
      line(6, 'a/b', 'x', 'b/go.mod'),
    ].join(',\n')}\n  ]\n}\n`,
  );
});

it('takes as many findings as the limit says', async () => {
  const findings = (count: number) => Array(count).fill(entry(1)) as unknown[];
  expect(await read({ version: 1, findings: findings(MAX_RECORDED) })).toEqual({
    baseline: { path: '.modwarden.baseline.json', findings: [entry(1)] },
  });
  expect(await read({ version: 1, findings: findings(MAX_RECORDED + 1) })).toHaveProperty('problems');
});
