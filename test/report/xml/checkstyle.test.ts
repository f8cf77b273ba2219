import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertsOf } from '../../../src/report/alerts.ts';
import { renderCheckstyle } from '../../../src/report/xml/checkstyle.ts';
import { pythonWith, throughPython } from '../../support/python.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';

const python = pythonWith('xml.etree.ElementTree');

test('groups alerts by file', () => {
  const text = renderCheckstyle(report);
  expect(text.match(/<file name="[^"]*">/g)).toEqual([
    '<file name=".modwarden.yaml">',
    '<file name="services/payments/go.mod">',
  ]);
  expect(text).toContain('<error line="6" column="2" severity="error" message="github.com/pkg/errors is banned');
  expect(text).toContain('source="modwarden.graph/banned"/>');
  expect(renderCheckstyle(clean)).toContain('<checkstyle version="8.0"/>');
});

test.skipIf(python === undefined)("random reports are read by Python's reader (skipped without python3)", () => {
  const random = fc.sample(reports, { numRuns: 100, seed: 7 });
  const read = throughPython<{ line: string; severity: string; source: string }[][]>(
    python!,
    'import xml.etree.ElementTree as E\nresult = [[dict(e.attrib) for e in E.fromstring(t.encode()).iterfind("file/error")] for t in texts]',
    random.map(renderCheckstyle),
  );
  for (const [i, errors] of read.entries()) {
    const alerts = alertsOf(random[i]!);
    expect(errors.map(({ source }) => source).sort()).toEqual(alerts.map(({ rule }) => `modwarden.${rule}`).sort());
    for (const { line, severity } of errors) {
      expect(Number(line)).toBeGreaterThan(0);
      expect(['error', 'warning', 'info']).toContain(severity);
    }
  }
});
