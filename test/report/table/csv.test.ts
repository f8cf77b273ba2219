import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderCsv } from '../../../src/report/table/csv.ts';
import { pythonWith, throughPython } from '../../support/python.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';

const python = pythonWith('csv');
const HEAD =
  'kind,state,rule,level,file,line,column,module,subject,version,message,help,waiver_reason,waiver_until,id\r\n';

test('has its head alone where nothing is to be told', () => {
  expect(renderCsv(clean)).toBe(HEAD);
});

test('has a row for findings of every state, gaps and policy errors', () => {
  const text = renderCsv(report);
  expect(text.split('\r\n')).toHaveLength(1 + report.findings.length + report.gaps.length + report.problems.length + 1);
  expect(text).toContain('finding,waived,replace/local-path,error,go.mod,8,40,.,example.com/shop/sdk,,');
  expect(text).toContain(',until the SDK is public,2027-03-31,mw1:77777777777777777777777777777777\r\n');
  expect(text).toContain('gap,fails,license/policy,,,,,services/payments,git.corp.example/pay@v1.0.0,,');
  expect(text).toContain('policy error,fails,,error,.modwarden.yaml,12,3,');
});

test.skipIf(python === undefined)("Python's reader finds every row, and no formula (skipped without python3)", () => {
  const random = fc.sample(reports, { numRuns: 100, seed: 13 });
  const read = throughPython<string[][][]>(
    python!,
    'import csv, io\nresult = [list(csv.reader(io.StringIO(t, newline=""), strict=True)) for t in texts]',
    random.map(renderCsv),
  );
  for (const [i, rows] of read.entries()) {
    const { findings, gaps, problems } = random[i]!;
    expect(rows).toHaveLength(1 + findings.length + gaps.length + problems.length);
    for (const row of rows) {
      expect(row).toHaveLength(15);
      for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }
  }
});
