import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { renderRdjson, renderRdjsonl } from '../../../src/report/ci/rdjson.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';
import { RDJSON, RDJSON_LINE } from './schemas.ts';

const whole = new Ajv2020().compile(RDJSON);
const line = new Ajv2020().compile(RDJSON_LINE);

test('has a range and a link to the page of the rule', () => {
  const { source, diagnostics } = JSON.parse(renderRdjson(report));
  expect(source.name).toBe('modwarden');
  expect(diagnostics).toContainEqual({
    message:
      'github.com/pkg/errors is banned: archived, the standard library has it all\nhelp: use errors and fmt.Errorf with %w',
    location: {
      path: 'services/payments/go.mod',
      range: { start: { line: 6, column: 2 }, end: { line: 6, column: 30 } },
    },
    severity: 'ERROR',
    code: {
      value: 'graph/banned',
      url: 'https://github.com/modwarden/modwarden/blob/main/rules/graph/banned/README.md',
    },
  });
});

describe('suggestions', () => {
  const known = report.findings.find(({ rule }) => rule === 'graph/banned')!;
  const { path } = known.place;
  const suggested = (edits: NonNullable<Finding['fix']>['edits'], change: Partial<Finding> = {}) => {
    const fix = { what: 'w', safe: true, sha256: '0'.repeat(64), edits };
    const rendered = renderRdjson({ ...clean, findings: [{ ...known, ...change, fix }] });
    return JSON.parse(rendered).diagnostics[0].suggestions;
  };
  const at = (line: number, column: number, endLine: number, endColumn: number, text: string, file = path) => ({
    place: { path: file, start: { line, column }, end: { line: endLine, column: endColumn } },
    text,
  });
  const place = { path, start: { line: 6, column: 2 }, end: { line: 6, column: 4 } };

  test('are the edits of a fix, in bytes', () => {
    expect(suggested([at(6, 3, 6, 5, 'x')], { place, snippet: 'éaéb' })).toEqual([
      { range: { start: { line: 6, column: 4 }, end: { line: 6, column: 7 } }, text: 'x' },
    ]);
  });

  test('can remove whole lines', () => {
    expect(suggested([at(5, 1, 7, 1, '')])).toEqual([
      { range: { start: { line: 5, column: 1 }, end: { line: 7, column: 1 } }, text: '' },
    ]);
  });

  test('are left out where one of them is in another file, or in a line that is not known', () => {
    expect(suggested([at(6, 1, 7, 1, ''), at(1, 1, 2, 1, '', 'go.work')])).toBeUndefined();
    expect(suggested([at(6, 1, 7, 1, ''), at(9, 2, 9, 3, '')])).toBeUndefined();
  });
});

test('the lines of rdjsonl are the diagnostics of rdjson', () => {
  fc.assert(
    fc.property(reports, (random) => {
      const { source, diagnostics } = JSON.parse(renderRdjson(random));
      const text = renderRdjsonl(random);
      const lines = text
        .split('\n')
        .slice(0, -1)
        .map((one) => JSON.parse(one));
      expect(lines).toEqual(diagnostics.map((d: object) => ({ ...d, source })));
    }),
  );
  expect(renderRdjsonl(clean)).toBe('');
});

test('random reports are as reviewdog wants them', () => {
  fc.assert(
    fc.property(reports, (random) => {
      expect(whole(JSON.parse(renderRdjson(random))), JSON.stringify(whole.errors)).toBe(true);
      for (const one of renderRdjsonl(random).split('\n').slice(0, -1))
        expect(line(JSON.parse(one)), JSON.stringify(line.errors)).toBe(true);
    }),
  );
});
