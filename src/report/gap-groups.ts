/** Gaps that differ only in what they are about, taken together. */
import type { Gap } from '../model/report.ts';

export interface GapGroup {
  readonly rule: string;
  readonly why: Gap['why'];
  readonly detail: string;
  readonly fails: boolean;
  readonly hint: string | undefined;
  /** In the report's order. */
  readonly subjects: readonly string[];
}

/** Those that fail the run first, then in the report's order. */
export function groupGaps(gaps: readonly Gap[]): readonly GapGroup[] {
  const groups = new Map<string, GapGroup & { subjects: string[] }>();
  for (const { rule, why, detail, fails, hint, subject } of gaps) {
    const key = JSON.stringify([rule, why, detail, fails, hint]);
    const group = groups.get(key);
    if (group) group.subjects.push(subject);
    else groups.set(key, { rule, why, detail, fails, hint, subjects: [subject] });
  }
  const all = [...groups.values()];
  return [...all.filter((g) => g.fails), ...all.filter((g) => !g.fails)];
}
