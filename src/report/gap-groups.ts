/** Gaps by cause: one thing that is unavailable leaves many rules without an answer, and is told once. */
import type { Gap } from '../model/report.ts';

/** What some rules could not judge, for one reason. */
export interface GapGroup {
  /** In the report's order. */
  readonly rules: readonly string[];
  readonly why: Gap['why'];
  readonly detail: string;
  readonly fails: boolean;
  readonly hint: string | undefined;
  /** In the report's order. */
  readonly subjects: readonly string[];
}

/** Those that fail the run first, then in the report's order. */
export function groupGaps(gaps: readonly Gap[]): readonly GapGroup[] {
  const causes = new Map<string, { gap: Gap; rules: Set<string> }>();
  for (const gap of gaps) {
    const { why, detail, fails, hint, subject, module } = gap;
    const key = JSON.stringify([why, detail, fails, hint, subject, module]);
    const known = causes.get(key);
    if (known) known.rules.add(gap.rule);
    else causes.set(key, { gap, rules: new Set([gap.rule]) });
  }
  const groups = new Map<string, GapGroup & { subjects: string[] }>();
  for (const { gap, rules } of causes.values()) {
    const { why, detail, fails, hint, subject } = gap;
    const list = [...rules];
    const key = JSON.stringify([list, why, detail, fails, hint]);
    const group = groups.get(key);
    if (group) group.subjects.push(subject);
    else groups.set(key, { rules: list, why, detail, fails, hint, subjects: [subject] });
  }
  const all = [...groups.values()];
  return [...all.filter((g) => g.fails), ...all.filter((g) => !g.fails)];
}
