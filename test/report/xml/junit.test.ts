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

test('is this document', () => {
  const [banned] = report.findings.filter(({ rule }) => rule === 'graph/banned');
  const of = (more: object) => ({ ...banned!, module: '', ...more });
  const { hint: _, ...unhinted } = of({ message: 'other\nline', rule: 'a/b' });
  const findings = [
    of({ message: 'first', hint: 'do\nit' }),
    of({ message: 'second', id: 'mw1:2' }),
    of({ message: 'a note', level: 'note' }),
    of({ message: 'known', state: 'baseline' }),
    { ...unhinted, module: undefined },
  ] as typeof report.findings;
  const gaps = [
    { ...report.gaps[0]!, module: '', rule: 'graph/banned', subject: 'x', detail: '', fails: true },
    { ...report.gaps[0]!, module: '', rule: 'sum/conflict', subject: 'y' },
  ];
  const provenance = {
    input: {
      kind: 'archive',
      name: 'a.tar',
      sha256: 'ab',
      revision: 'r',
      commit: 'c',
      changed: ['x', 'y'],
      files: 1,
      hash: 'h1:x',
    },
    policies: [{ path: 'p.yaml', sha256: 'cd' }],
    facts: { sha256: 'ef', asOf: '2026-01-01T00:00:00Z' },
    command: 'modwarden audit',
  } as const;
  const problems = [{ place: undefined, message: 'bad' }, ...report.problems];
  const whole = {
    ...clean,
    modules: clean.modules.slice(0, 1),
    rules: clean.rules.slice(2, 3),
    partial: 'staged\nfiles',
  };
  expect(
    renderJUnit({ ...whole, findings, gaps, provenance, problems }, {}),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="modwarden" tests="5" failures="2" errors="3" skipped="1">
  <testsuite name="policy" tests="2" failures="0" errors="2" skipped="0">
    <properties>
      <property name="modwarden.input" value="archive a.tar"/>
      <property name="modwarden.input-sha256" value="ab"/>
      <property name="modwarden.input-hash" value="h1:x"/>
      <property name="modwarden.revision" value="r"/>
      <property name="modwarden.commit" value="c"/>
      <property name="modwarden.changed" value="x y"/>
      <property name="modwarden.policy" value="p.yaml cd"/>
      <property name="modwarden.facts-sha256" value="ef"/>
      <property name="modwarden.facts-as-of" value="2026-01-01T00:00:00Z"/>
      <property name="modwarden.command" value="modwarden audit"/>
    </properties>
    <testcase name="policy error 1" classname="modwarden.policy">
      <error message="bad" type="policy error">bad</error>
    </testcase>
    <testcase name="policy error 2" classname="modwarden.policy">
      <error message=".modwarden.yaml:12:3: unknown rule graph/baned (and 1 more)" type="policy error">.modwarden.yaml:12:3: unknown rule graph/baned
help: did you mean graph/banned?</error>
    </testcase>
  </testsuite>
  <testsuite name="." tests="2" failures="1" errors="1" skipped="1">
    <testcase name="graph/banned" classname="modwarden" file="go.mod">
      <error message="not checked: x (offline)" type="not checked">not checked: x (offline)</error>
      <failure message="services/payments/go.mod:6:2: error: first; help: do it (and 1 more)" type="error">services/payments/go.mod:6:2: error: first; help: do it
services/payments/go.mod:6:2: error: second; help: use errors and fmt.Errorf with %w</failure>
      <system-out>services/payments/go.mod:6:2: note: a note; help: use errors and fmt.Errorf with %w
services/payments/go.mod:6:2: error: known; help: use errors and fmt.Errorf with %w (baseline)</system-out>
    </testcase>
    <testcase name="sum/conflict" classname="modwarden" file="go.mod">
      <skipped message="not checked: y (offline: no fact source)"/>
    </testcase>
    <system-out>partial check: staged files</system-out>
  </testsuite>
  <testsuite name="repository" tests="1" failures="1" errors="0" skipped="0">
    <testcase name="a/b" classname="modwarden.repository">
      <failure message="services/payments/go.mod:6:2: error: other line" type="error">services/payments/go.mod:6:2: error: other line</failure>
    </testcase>
    <system-out>partial check: staged files</system-out>
  </testsuite>
</testsuites>
`);
});

test('has fifty thousand cases, and without those that passed where there were more', () => {
  const modules = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ ...clean.modules[0]!, dir: `m${i}`, file: `m${i}/go.mod` }));
  const rules = clean.rules.slice(0, 5);
  expect(rules.every(({ ran }) => ran)).toBe(true);
  expect(renderJUnit({ ...clean, rules, modules: modules(10_000) }, {})).toContain(
    '<testsuites name="modwarden" tests="50000"',
  );
  expect(renderJUnit({ ...clean, rules, modules: modules(10_001) }, {})).toContain(
    '<testsuites name="modwarden" tests="0"',
  );
});
