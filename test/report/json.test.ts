import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { jsonReport, renderJson } from '../../src/report/json.ts';
import { reportJsonSchema, reportSchemas } from '../../src/report/report-schema.ts';
import { reports } from './arbitrary.ts';
import { clean, report } from './fixture.ts';

const schema = await reportJsonSchema(toJsonSchema);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

test('the fixture as JSON', async () => {
  await expect(renderJson(report)).toMatchFileSnapshot('golden/report.json.golden');
});

test('what the fixture says is there', () => {
  const json = JSON.parse(renderJson(report));
  expect(json.summary).toEqual({
    errors: 3,
    warnings: 1,
    notes: 1,
    waived: 1,
    baseline: 1,
    gaps: 5,
    failingGaps: 1,
    problems: 1,
    modules: 3,
  });
  expect(json.findings.at(-1)).toMatchObject({
    rule: 'graph/duplicate-majors',
    state: 'baseline',
    id: 'mw1:5555555555555555eeeeeeeeeeeeeeee',
  });
  expect(json).not.toHaveProperty('partial');
});

test('real outputs are valid against the schema', () => {
  for (const each of [report, clean, { ...report, partial: 'staged' }]) {
    expect(validate(JSON.parse(renderJson(each))), JSON.stringify(validate.errors)).toBe(true);
  }
});

test.each<[string, (json: ReturnType<typeof jsonReport>) => unknown]>([
  ['another version', (json) => ({ ...json, version: 2 })],
  ['a finding without rule', (json) => ({ ...json, findings: [{ ...json.findings[0], rule: undefined }] })],
  ['a state that is none', (json) => ({ ...json, findings: [{ ...json.findings[0], state: 'old' }] })],
  [
    'line 0',
    (json) => ({
      ...json,
      problems: [
        { ...json.problems[0], place: { path: 'a', start: { line: 0, column: 1 }, end: { line: 1, column: 1 } } },
      ],
    }),
  ],
  ['an identity of another kind', (json) => ({ ...json, findings: [{ ...json.findings[0], id: 'x' }] })],
  [
    'a metric of another tool',
    (json) => ({ ...json, metrics: [{ name: 'up', help: '', type: 'gauge', samples: [] }] }),
  ],
])('the schema refuses %s', (_name, change) => {
  expect(validate(JSON.parse(JSON.stringify(change(jsonReport(report)))))).toBe(false);
});

test('random reports come back as they were, and print nothing that a terminal or a log acts on', () => {
  fc.assert(
    fc.property(reports, (random) => {
      const text = renderJson(random);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Cs}\u2028\u2029]/u);
      expect(text).not.toMatch(/^\s*::/m);
      expect(text).not.toMatch(/##\w*\[/);
      const json = JSON.parse(text);
      expect(json).toStrictEqual(jsonReport(random));
      expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
      expect(v.is(reportSchemas(v).report, json)).toBe(true);
    }),
  );
});

test('the order of keys handed in does not matter', () => {
  const data = { b: 1, a: ['x'], ['__proto__']: 'y' };
  const turned = Object.fromEntries(Object.entries(report.findings[0]!).reverse());
  const one = renderJson({ ...report, findings: [{ ...report.findings[0]!, data }] });
  const other = renderJson({
    ...report,
    findings: [
      {
        ...(turned as unknown as (typeof report.findings)[0]),
        data: Object.fromEntries(Object.entries(data).reverse()),
      },
    ],
  });
  expect(other).toBe(one);
  expect(one).toContain('"__proto__": "y"');
});
