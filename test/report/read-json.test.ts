import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonReport, renderJson } from '../../src/report/json.ts';
import { readJsonReport } from '../../src/report/read-json.ts';
import { reports } from './arbitrary.ts';
import { report } from './fixture.ts';
import { INVENTORY } from './html/inventory-fixture.ts';

test('reads the fixture back as it was', async () => {
  expect(await readJsonReport(renderJson(report))).toEqual({ report });
});

test('reads the inventory back as it was', async () => {
  expect(await readJsonReport(renderJson(report, { inventory: INVENTORY }))).toEqual({ report, inventory: INVENTORY });
});

test('reads random reports back to the same JSON', async () => {
  await fc.assert(
    fc.asyncProperty(reports, async (random) => {
      const read = await readJsonReport(renderJson(random));
      if ('problem' in read) throw new Error(read.problem);
      expect(renderJson(read.report)).toBe(renderJson(random));
    }),
  );
});

test('passes over members that it does not know', async () => {
  const read = await readJsonReport(JSON.stringify({ ...jsonReport(report), later: true }));
  expect(read).toEqual({ report });
});

test.each<[string, unknown, string]>([
  ['line 0', { modules: [{ dir: 1 }] }, 'modules.0.dir: expected string, got 1'],
  ['a state that is none', { findings: [{ ...jsonReport(report).findings[0], state: 'old' }] }, 'findings.0.state'],
  ['a date that is none', { today: 'tomorrow' }, 'today: expected /'],
])('refuses %s, and names the place', async (_, change, at) => {
  const read = await readJsonReport(JSON.stringify({ ...jsonReport(report), ...(change as object) }));
  expect(read).toEqual({ problem: expect.stringContaining(at) });
});

test.each([
  ['', 'is not JSON'],
  ['{"a":1,}', 'is not JSON'],
  ['null', 'is not a JSON report of version 1 (the whole: expected Object, got null)'],
  ['{}', 'is not a JSON report of version 1 (version: expected "version", got undefined)'],
  ['{"version":2}', 'is not a JSON report of version 1 (version: expected 1, got 2)'],
])('says of %j that it %s', async (text, problem) => {
  expect(await readJsonReport(text)).toEqual({ problem });
});

test('refuses an inventory that does not hold together', async () => {
  const broken = { ...INVENTORY, mains: [{ ...INVENTORY.mains[0]!, requires: [99] }] };
  const read = await readJsonReport(renderJson(report, { inventory: broken }));
  expect(read).toEqual({ problem: expect.stringMatching(/^is not a JSON report of version 1 \(inventory\.mains/) });
});

test('gives undefined for what JSON leaves out', async () => {
  const { partial: _, ...rest } = jsonReport({
    ...report,
    policies: [{ path: undefined, extends: [], modules: [] }],
    problems: [{ place: undefined, message: 'x' }],
    findings: [{ ...report.findings[0]!, module: undefined }],
    gaps: [{ ...report.gaps[0]!, module: undefined }],
  });
  const read = await readJsonReport(JSON.stringify(rest));
  if ('problem' in read) throw new Error(read.problem);
  const { partial, policies, problems, findings, gaps } = read.report;
  expect(partial).toBeUndefined();
  for (const [all, key] of [
    [policies, 'path'],
    [problems, 'place'],
    [findings, 'module'],
    [gaps, 'module'],
  ] as const) {
    expect(all).toHaveLength(1);
    expect(all[0]).toHaveProperty(key, undefined);
  }
});
