/** Errors of policy files, collected with their places. */
import { compareText } from '../../go/std/order.ts';
import type { PolicyProblem } from '../../model/report.ts';
import type { Span } from '../../text/source.ts';
import { policyPlace } from './node.ts';

/** More than this many say nothing new. */
const MAX_PROBLEMS = 100;

export interface Problems {
  add(at: Span, message: string, hint?: string): void;
  /** In the order of their places, each once. */
  list(): PolicyProblem[];
}

export function collectProblems(): Problems {
  const found = new Map<string, PolicyProblem>();
  return {
    add: (at, message, hint) => {
      const problem = { ...policyPlace(at), message, ...(hint !== undefined && { hint }) };
      const key = JSON.stringify([problem.place, message]);
      if (found.size < MAX_PROBLEMS && !found.has(key)) found.set(key, problem);
    },
    list: () => [...found.values()].sort(byPlace),
  };
}

/** The same, and each also into `other`. */
export function alsoInto(problems: Problems, other: Problems): Problems {
  return {
    add: (at, message, hint) => {
      problems.add(at, message, hint);
      other.add(at, message, hint);
    },
    list: problems.list,
  };
}

/** A problem with a file as a whole: what cannot be read has no lines. */
export function fileProblem(path: string, message: string, hint?: string): PolicyProblem {
  const start = { line: 1, column: 1 };
  return { place: { path, start, end: start }, message, ...(hint !== undefined && { hint }) };
}

/** Each once, in the order of their places: a file that two policies extend tells its problems twice. */
export function unique(problems: readonly PolicyProblem[]): PolicyProblem[] {
  const once = new Map(problems.map((problem) => [JSON.stringify([problem.place, problem.message]), problem]));
  return [...once.values()].sort(byPlace);
}

export function byPlace({ place: a }: PolicyProblem, { place: b }: PolicyProblem): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareText(a.path, b.path) || a.start.line - b.start.line || a.start.column - b.start.column;
}
