/**
 * Findings of one rule on one line become one result: code scanning keeps one alert for a rule and a line. Nothing is lost by it: a
 * result says how many findings it stands for.
 */
import type { Finding, Report } from '../../model/report.ts';
import type { Level } from '../../model/rule.ts';
import type { Place } from '../../text/source.ts';
import { RANK } from '../verdict.ts';
import { shownAt } from './place.ts';

export interface Fold {
  readonly rule: string;
  /** The SARIF rule it is a result of: the rule itself, or for a vulnerability one of its own. */
  readonly descriptor: string;
  /** The worst among its findings. */
  readonly level: Level;
  readonly state: Finding['state'];
  readonly place: Place;
  readonly snippet: string;
  /** What stands in the line itself comes first; then by identity, so that the order they came in does not matter. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** The identity that the result carries. */
  readonly id: string;
}

/** Most severe first, then by place. What is waived or in the baseline is folded apart from what is new. */
export function fold(findings: readonly Finding[], report: Report): readonly Fold[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const { place } = shownAt(finding, report.modules);
    const key = JSON.stringify([descriptorOf(finding), finding.state, place.path, place.start.line]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const security = new Map(report.rules.map((r) => [r.id, r.security ?? 0]));
  const folds = [...groups.values()].map((group) => folded(group, report));
  folds.sort(
    (a, b) =>
      RANK[a.level] - RANK[b.level] ||
      (security.get(b.rule) ?? 0) - (security.get(a.rule) ?? 0) ||
      compare(a.place.path, b.place.path) ||
      a.place.start.line - b.place.start.line ||
      compare(a.rule, b.rule) ||
      compare(a.state, b.state),
  );
  return withOwnIds(folds);
}

/** Each vulnerability has alerts of its own: the version that fixes one of several on a line closes one. */
export function descriptorOf({ rule, vulnerability }: Pick<Finding, 'rule' | 'vulnerability'>): string {
  const id = vulnerability?.ids[0];
  return id === undefined ? rule : `${rule}/${id}`;
}

function folded(group: [Finding, ...Finding[]], { modules }: Report): Fold {
  group.sort((a, b) => Number(ownLine(b)) - Number(ownLine(a)) || compare(a.id, b.id));
  const [lead] = group;
  const level = group.map((f) => f.level).reduce((a, b) => (RANK[a] <= RANK[b] ? a : b));
  // What several vulnerabilities on a line have in common tells none of them from the others.
  const isOwn = ownLine(lead) || lead.vulnerability !== undefined;
  const id = isOwn ? lead.id : (lead.lineId ?? lead.id);
  return {
    rule: lead.rule,
    descriptor: descriptorOf(lead),
    level,
    state: lead.state,
    ...shownAt(lead, modules),
    findings: group,
    id,
  };
}

/** Whether the finding is about what stands in its line, not about what comes in through it. */
function ownLine({ trail, subject }: Finding): boolean {
  return trail.length === 0 || trail[0]!.path === subject;
}

/** No two results share an identity, whatever the lines say: what a finding has of its own comes before what a line would have. */
function withOwnIds(folds: readonly Fold[]): readonly Fold[] {
  const taken = new Set(folds.filter((f) => f.id === f.findings[0].id).map((f) => f.id));
  return folds.map((f) => {
    const own = f.findings[0].id;
    if (f.id === own) return f;
    const id = taken.has(f.id) ? own : f.id;
    taken.add(id);
    return { ...f, id };
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
