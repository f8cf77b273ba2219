/** Expected findings against those that are there: each finding stands for at most one expectation, so that as many as can be are met. */
import type { Finding } from '../../model/report.ts';
import type { Expectation } from './types.ts';

/** Of a finding, what an expectation can name. */
export type Found = Pick<Finding, 'rule' | 'subject' | 'level' | 'place'>;

export interface Matched<F> {
  readonly missing: readonly Expectation[];
  readonly unexpected: readonly F[];
}

/** A greatest matching (Kuhn): an expectation that fits many findings leaves to a narrow one the finding that it needs. */
export function matchFindings<F extends Found>(expected: readonly Expectation[], findings: readonly F[]): Matched<F> {
  const takenBy = new Map<F, number>();
  const take = (i: number, tried: Set<F>): boolean => {
    const fitting = findings.filter((finding) => !tried.has(finding) && fits(expected[i]!, finding));
    const free = fitting.find((finding) => !takenBy.has(finding));
    if (free !== undefined) {
      takenBy.set(free, i);
      return true;
    }
    for (const finding of fitting) {
      if (tried.has(finding)) continue;
      tried.add(finding);
      if (!take(takenBy.get(finding)!, tried)) continue;
      takenBy.set(finding, i);
      return true;
    }
    return false;
  };
  return {
    missing: expected.filter((_, i) => !take(i, new Set())),
    unexpected: findings.filter((finding) => !takenBy.has(finding)),
  };
}

function fits({ rule, subject, level, place }: Expectation, finding: Found): boolean {
  return (
    rule === finding.rule &&
    (subject === undefined || subject === finding.subject) &&
    (level === undefined || level === finding.level) &&
    (place === undefined || place === lineOf(finding))
  );
}

/** `path:line`. */
export function lineOf({ place }: Pick<Finding, 'place'>): string {
  return `${place.path}:${place.start.line}`;
}
