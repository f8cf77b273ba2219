/** Findings as cards: the same rule about the same subject, in the same state, is one card with several places. */
import type { Finding } from '../../model/report.ts';
import { RANK } from '../verdict.ts';

export interface FindingGroup {
  readonly first: Finding;
  /** All of them, the first included. */
  readonly all: readonly Finding[];
}

/** Those that count first, then by level; within one in the report's order. */
export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, subject, level, state, version = '' } = finding;
    const key = JSON.stringify([rule, subject, version, level, state]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  const rank = ({ state, level }: Finding) => (state === 'new' ? 0 : 10) + RANK[level];
  return [...groups.values()].map((all) => ({ first: all[0]!, all })).sort((a, b) => rank(a.first) - rank(b.first));
}

export interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** The line with the part that the finding is about; a place of several lines is marked to the end of the first. */
export function excerptOf({ snippet, snippetColumn = 1, place: { start, end } }: Finding): Excerpt {
  const from = Math.min(Math.max(start.column - snippetColumn, 0), snippet.length);
  const to =
    end.line > start.line ? snippet.length : Math.min(Math.max(end.column - snippetColumn, from), snippet.length);
  return { before: snippet.slice(0, from), marked: snippet.slice(from, to), after: snippet.slice(to) };
}
