import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { renderJUnit } from '../../../src/report/xml/junit.ts';
import { pythonWith, throughPython } from '../../support/python.ts';
import { reports } from '../arbitrary.ts';
import { clean, report } from '../fixture.ts';

const python = pythonWith('xml.etree.ElementTree');

/** The lines of one case. */
function caseIn(text: string, suite: string, rule: string): string {
  const [, part = ''] = text.split(`<testsuite name="${suite}"`);
  const at = part.indexOf(`<testcase name="${rule}"`);
  if (at < 0 || part.indexOf('</testsuite>') < at) return '';
  return part.slice(at).split(/(?<=<\/testcase>)|(?<=^<testcase [^>]*\/>)/)[0]!;
}

test('has a passed case for each rule that is on for a module, and none where it is off', () => {
  const rules = clean.rules.map((rule) => (rule.id === 'graph/banned' ? { ...rule, offFor: ['tools/go.mod'] } : rule));
  const text = renderJUnit({ ...clean, rules }, {});
  expect(caseIn(text, '.', 'graph/banned')).toBe('<testcase name="graph/banned" classname="modwarden" file="go.mod"/>');
  expect(caseIn(text, 'tools', 'graph/banned')).toBe('');
  expect(text).not.toContain('sum/conflict');
  expect(text).toContain('<testsuites name="modwarden" tests="17" failures="0" errors="0" skipped="0">');
});

test('a finding that fails the run is a failure, another one is output of a passed case', () => {
  const text = renderJUnit({ ...report, problems: [], gaps: [] }, {});
  expect(caseIn(text, 'services/payments', 'graph/banned')).toContain(
    '<failure message="services/payments/go.mod:6:2: error',
  );
  const notes = caseIn(text, 'services/payments', 'graph/duplicate-majors');
  expect(notes).not.toContain('<failure');
  expect(notes).toContain('<system-out>');
  expect(caseIn(renderJUnit(report, { failOn: 'note' }), 'services/payments', 'graph/duplicate-majors')).toContain(
    '<failure',
  );
});

test('a waived finding skips its case, with the reason', () => {
  expect(caseIn(renderJUnit(report, {}), '.', 'replace/local-path')).toContain(
    '(waived until 2027-03-31: until the SDK is public)',
  );
});

test('a gap is an error where the policy says that it fails the run, else it skips the case', () => {
  const text = renderJUnit(report, {});
  expect(caseIn(text, 'services/payments', 'license/policy')).toContain(
    '<error message="not checked: git.corp.example/pay',
  );
  expect(caseIn(text, 'services/payments', 'freshness/stale')).toContain(
    '<skipped message="not checked: example.com/ledger',
  );
});

test('policy errors and what is about no module have suites of their own', () => {
  const text = renderJUnit(report, {});
  expect(caseIn(text, 'policy', 'policy error 1')).toContain('unknown rule graph/baned');
  expect(caseIn(text, 'repository', 'env/sumdb-off')).toContain('<failure');
});

test('leaves passed cases out where there are too many, and says so', () => {
  const modules = Array.from({ length: 9_000 }, (_, i) => ({
    ...clean.modules[0]!,
    dir: `m${i}`,
    file: `m${i}/go.mod`,
  }));
  const text = renderJUnit({ ...clean, modules }, {});
  expect(text).toContain('tests="0"');
  expect(text).toContain('cases without findings are left out: there are too many');
});

interface Read {
  readonly tests: string;
  readonly failures: string;
  readonly errors: string;
  readonly skipped: string;
  readonly cases: readonly (readonly string[])[];
}

test.skipIf(python === undefined)("random reports are read by Python's reader (skipped without python3)", () => {
  const random = fc.sample(reports, { numRuns: 100, seed: 3 });
  const read = throughPython<Read[]>(
    python!,
    `import xml.etree.ElementTree as E
def one(t):
    r = E.fromstring(t.encode())
    return {**r.attrib, "cases": [[c.tag for c in k] for k in r.iterfind("testsuite/testcase")]}
result = [one(t) for t in texts]`,
    random.map((one: Report) => renderJUnit(one, {})),
  );
  for (const { cases, ...sums } of read) {
    const having = (tag: string) => String(cases.filter((tags) => tags.includes(tag)).length);
    expect(sums).toMatchObject({
      tests: String(cases.length),
      failures: having('failure'),
      errors: having('error'),
      skipped: having('skipped'),
    });
    // As Jenkins' schema has it: a skipped case has no other result.
    for (const tags of cases) if (tags.includes('skipped')) expect(tags).toEqual(['skipped']);
  }
});
