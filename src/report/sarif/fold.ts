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
    const key = JSON.stringify([finding.rule, finding.state, place.path, place.start.line]);
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

function folded(group: [Finding, ...Finding[]], { modules }: Report): Fold {
  group.sort((a, b) => Number(ownLine(b)) - Number(ownLine(a)) || compare(a.id, b.id));
  const [lead] = group;
  const level = group.map((f) => f.level).reduce((a, b) => (RANK[a] <= RANK[b] ? a : b));
  const id = ownLine(lead) ? lead.id : (lead.lineId ?? lead.id);
  return { rule: lead.rule, level, state: lead.state, ...shownAt(lead, modules), findings: group, id };
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
