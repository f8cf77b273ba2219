import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
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
