/**
 * JUnit's XML, as Jenkins and its like read it: a suite for each module, a case for each rule that is on for it. A finding that fails the
 * run is a failure, others stand in the output of a passed case. A gap that fails the run is an error; where a case has nothing worse,
 * other gaps and waived findings make it a skipped one, with the reason.
 */
import type { Finding, Gap, PolicyProblem, Provenance, Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import type { Printable } from '../../text/printable.ts';
import { oneLine } from '../outside-text.ts';
import { RANK } from '../verdict.ts';
import { type Element, xmlDocument } from './xml.ts';

interface Case {
  readonly rule: string;
  readonly findings: Finding[];
  readonly gaps: Gap[];
}

interface Suite {
  readonly name: string;
  readonly file: string | undefined;
  readonly cases: Map<string, Case>;
}

/** Of a module and a rule; beyond, the cases without anything to tell are left out, and the report says so. */
const MAX_CASES = 50_000;

export function renderJUnit(report: Report, { failOn = 'error' }: { readonly failOn?: Level }): Printable {
  const ran = report.rules.filter((rule) => rule.ran);
  const isWhole = ran.length * report.modules.length <= MAX_CASES;
  const suites = new Map<string, Suite>();
  for (const { dir, file } of report.modules) {
    const suite = suiteOf(suites, dir, file);
    if (isWhole) for (const { id, offFor } of ran) if (!offFor?.includes(file)) caseOf(suite, id);
  }
  for (const finding of report.findings)
    caseOf(suiteOf(suites, finding.module, undefined), finding.rule).findings.push(finding);
  for (const gap of report.gaps) caseOf(suiteOf(suites, gap.module, undefined), gap.rule).gaps.push(gap);
  const about = report.provenance && properties(report.provenance);
  const elements = [
    ...(report.problems.length > 0 ? [policySuite(report.problems)] : []),
    ...[...suites.values()].map((suite) => suiteElement(suite, report, failOn, isWhole)),
  ].map((suite, i) => (i === 0 && about ? { ...suite, children: [about, ...(suite.children ?? [])] } : suite));
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: 'modwarden', ...totals(elements) },
    children: elements,
  });
}

/** What the report is based on. The schemas have properties of suites alone, so they stand in the first. */
function properties({ input, policies, facts, command }: Provenance): Element {
  const { kind, name, sha256, revision, commit, changed, hash } = input;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['input', `${kind} ${name}`],
    ['input-sha256', sha256],
    ['input-hash', hash],
    ['revision', revision],
    ['commit', commit],
    ['changed', changed?.join(' ')],
    ...policies.map(({ path, sha256: sum }) => ['policy', `${path} ${sum}`] as const),
    ['facts-sha256', facts?.sha256],
    ['facts-as-of', facts?.asOf],
    ['command', command],
  ];
  const children = rows.flatMap(([key, value]): Element[] =>
    value === undefined ? [] : [{ name: 'property', attributes: { name: `modwarden.${key}`, value: oneLine(value) } }],
  );
  return { name: 'properties', children };
}

/** `dir` undefined: what is about no module. */
function suiteOf(suites: Map<string, Suite>, dir: string | undefined, file: string | undefined): Suite {
  const key = dir === undefined ? 'repository' : `module ${dir}`;
  const known = suites.get(key);
  if (known !== undefined) return known;
  const suite: Suite = { name: dir === undefined ? 'repository' : dir || '.', file, cases: new Map() };
  suites.set(key, suite);
  return suite;
}

function caseOf({ cases }: Suite, rule: string): Case {
  const known = cases.get(rule);
  if (known !== undefined) return known;
  const own: Case = { rule, findings: [], gaps: [] };
  cases.set(rule, own);
  return own;
}

function suiteElement({ name, file, cases }: Suite, report: Report, failOn: Level, isWhole: boolean): Element {
  const children = [...cases.values()].map((one) => caseElement(one, name, file, failOn));
  const said = [
    ...(report.partial === undefined ? [] : [`partial check: ${oneLine(report.partial)}`]),
    ...(isWhole ? [] : ['cases without findings are left out: there are too many']),
  ];
  const output = said.length > 0 ? [{ name: 'system-out', children: said }] : [];
  return { name: 'testsuite', attributes: { name, ...counts(children) }, children: [...children, ...output] };
}

function caseElement({ rule, findings, gaps }: Case, suite: string, file: string | undefined, failOn: Level): Element {
  const open = findings.filter((f) => f.state === 'new');
  const failing = open.filter((f) => RANK[f.level] <= RANK[failOn]);
  const failingGaps = gaps.filter((gap) => gap.fails);
  const covered = [
    ...findings.filter((f) => f.state !== 'new').map(coveredLine),
    ...gaps.filter((g) => !g.fails).map(gapLine),
  ];
  const passed = open.filter((f) => !failing.includes(f)).map(findingLine);
  const results: Element[] = [];
  if (failingGaps.length > 0) results.push(result('error', 'not checked', failingGaps.map(gapLine)));
  if (failing.length > 0) results.push(result('failure', failing[0]!.level, failing.map(findingLine)));
  const isSkipped = results.length === 0 && open.length === 0 && covered.length > 0;
  if (isSkipped) results.push({ name: 'skipped', attributes: { message: covered.join('; ') } });
  const output = isSkipped ? [] : [...passed, ...covered];
  if (output.length > 0) results.push({ name: 'system-out', children: output });
  return {
    name: 'testcase',
    attributes: {
      name: rule,
      classname: suite === '.' ? 'modwarden' : `modwarden.${suite}`,
      ...(file !== undefined && { file }),
    },
    children: results,
  };
}

function result(name: 'error' | 'failure', type: string, lines: readonly string[]): Element {
  const more = lines.length > 1 ? ` (and ${lines.length - 1} more)` : '';
  return { name, attributes: { message: `${lines[0]}${more}`, type }, children: lines };
}

function findingLine({ place, level, message, hint }: Finding): string {
  const help = hint === undefined ? '' : `; help: ${oneLine(hint)}`;
  return `${place.path}:${place.start.line}:${place.start.column}: ${level}: ${oneLine(message)}${help}`;
}

function coveredLine(finding: Finding): string {
  const { state, waiver } = finding;
  const why = waiver === undefined ? state : `waived until ${waiver.until}: ${oneLine(waiver.reason)}`;
  return `${findingLine(finding)} (${why})`;
}

function gapLine({ subject, why, detail }: Gap): string {
  return `not checked: ${oneLine(subject)} (${detail === '' ? why : `${why}: ${oneLine(detail)}`})`;
}

function policySuite(problems: readonly PolicyProblem[]): Element {
  const children = problems.map(({ place, message, hint }, i): Element => {
    const at = place === undefined ? '' : `${place.path}:${place.start.line}:${place.start.column}: `;
    const help = hint === undefined ? [] : [`help: ${oneLine(hint)}`];
    return {
      name: 'testcase',
      attributes: { name: `policy error ${i + 1}`, classname: 'modwarden.policy' },
      children: [result('error', 'policy error', [`${at}${oneLine(message)}`, ...help])],
    };
  });
  return { name: 'testsuite', attributes: { name: 'policy', ...counts(children) }, children };
}

interface Counts extends Readonly<Record<string, number>> {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function counts(cases: readonly Element[]): Counts {
  const having = (name: string) =>
    cases.filter(({ children = [] }) => children.some((child) => typeof child !== 'string' && child.name === name))
      .length;
  return { tests: cases.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
}

function totals(suites: readonly Element[]): Counts {
  const sum = (name: string) => suites.reduce((all, { attributes = {} }) => all + Number(attributes[name]), 0);
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), skipped: sum('skipped') };
}
