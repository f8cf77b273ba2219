/**
 * The report as one list of alerts, for formats that know nothing else: new findings, policy errors, and what could not be checked.
 * Every alert has a place in a file of the repository. Waived findings and those of the baseline are left out.
 */
import { createHash } from 'node:crypto';
import type { Finding, Fix, PolicyProblem, Report } from '../model/report.ts';
import type { Level } from '../model/rule.ts';
import type { Place } from '../text/source.ts';
import { type GapGroup, groupGaps } from './gap-groups.ts';
import { oneLine } from './outside-text.ts';
import { rulePage } from './rule-page.ts';
import { isInside, shownAt } from './sarif/place.ts';
import { RANK } from './verdict.ts';

export interface Alert {
  readonly kind: 'finding' | 'gap' | 'problem';
  /** The rule's id, `modwarden/not-checked` or `modwarden/policy-error`. */
  readonly rule: string;
  readonly title: string;
  /** URL of the rule's page; undefined where there is none. */
  readonly page: string | undefined;
  readonly level: Level;
  readonly security: number | undefined;
  readonly place: Place;
  /** The place's first line from its first column on; undefined where the report has only a part of it. */
  readonly line: string | undefined;
  /** One line of text from outside: each format escapes it. */
  readonly message: string;
  readonly hint: string | undefined;
  /** The finding's, where `place` is its own. */
  readonly fix?: Fix;
  /** 32 hexadecimal digits; no two alerts of a report share one. */
  readonly id: string;
}

export const NOT_CHECKED = 'modwarden/not-checked';
export const POLICY_ERROR = 'modwarden/policy-error';

const MAX_NAMES = 10;

/** Policy errors first, then by level; equal levels stay in the report's order, gaps after findings. */
export function alertsOf(report: Report): readonly Alert[] {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const all = [
    ...report.problems.map((problem) => ofProblem(problem, report)),
    ...report.findings.filter((f) => f.state === 'new').map((f) => ofFinding(f, report, rules.get(f.rule))),
    ...groupGaps(report.gaps).map((group) => ofGap(group, report)),
  ];
  return withOwnIds(all).sort((a, b) => RANK[a.level] - RANK[b.level]);
}

function ofFinding(finding: Finding, report: Report, rule: Report['rules'][number] | undefined): Alert {
  const { place, snippet } = shownAt(finding, report.modules);
  const elsewhere = place === finding.place ? '' : ` (found at ${finding.place.path}:${finding.place.start.line})`;
  return {
    kind: 'finding',
    rule: finding.rule,
    title: rule?.title ?? finding.rule,
    page: rulePage(rule ?? { id: finding.rule }),
    level: finding.level,
    security: rule?.security,
    place,
    line: place === finding.place && finding.snippetColumn !== undefined ? undefined : snippet,
    message: `${oneLine(finding.message) || (rule?.title ?? finding.rule)}${elsewhere}`,
    hint: finding.hint === undefined ? undefined : oneLine(finding.hint),
    ...(finding.fix !== undefined && place === finding.place && { fix: finding.fix }),
    id: finding.id.replace(/^mw1:/, ''),
  };
}

function ofProblem({ place, snippet, message, hint }: PolicyProblem, report: Report): Alert {
  const inside = place !== undefined && isInside(place.path);
  return {
    kind: 'problem',
    rule: POLICY_ERROR,
    title: 'Policy error',
    page: undefined,
    level: 'error',
    security: undefined,
    place: inside ? place : firstLine(policyFile(report) ?? mainFile(report)),
    line: inside ? snippet : undefined,
    message: `policy error: ${oneLine(message)}${place === undefined || inside ? '' : ` (${place.path}:${place.start.line})`}`,
    hint: hint === undefined ? undefined : oneLine(hint),
    id: hashOf(['problem', place?.path, message]),
  };
}

function ofGap(group: GapGroup, report: Report): Alert {
  const { rules, why, detail, fails, hint } = group;
  const dir = group.subjects[0]?.modules[0];
  const file = report.modules.find((m) => m.dir === dir)?.file;
  const subjects = listedNames(group.subjects.map(({ subject }) => subject));
  const reason = detail === '' ? why : `${why}: ${detail}`;
  return {
    kind: 'gap',
    rule: NOT_CHECKED,
    title: 'Not checked',
    page: undefined,
    level: fails ? 'error' : 'note',
    security: undefined,
    place: firstLine(file ?? mainFile(report)),
    line: undefined,
    message: oneLine(`not checked by ${listedNames(rules)}: ${subjects} (${reason})`),
    hint: hint === undefined ? undefined : oneLine(hint),
    id: hashOf(['gap', rules, why, detail]),
  };
}

function listedNames(names: readonly string[]): string {
  const rest = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function firstLine(path: string): Place {
  return { path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
}

function policyFile({ policies }: Report): string | undefined {
  return policies.map(({ path }) => path).find((path) => path !== undefined && isInside(path));
}

function mainFile(report: Report): string {
  return report.modules[0]?.file ?? policyFile(report) ?? 'go.mod';
}

function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** What collides gets an ordinal, in the report's order. */
function withOwnIds(alerts: readonly Alert[]): Alert[] {
  const seen = new Map<string, number>();
  return alerts.map((alert) => {
    const ordinal = seen.get(alert.id) ?? 0;
    seen.set(alert.id, ordinal + 1);
    return ordinal === 0 ? alert : { ...alert, id: hashOf([alert.id, ordinal]) };
  });
}
