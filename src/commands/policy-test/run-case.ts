/** One case of a policy test: its files as a repository in memory, judged by the policy under test. Its facts are all that is known. */
import { openRun } from '../../gather/open-run.ts';
import type { OpenedPolicy } from '../../gather/policies/given-policy.ts';
import { memoryTree } from '../../gather/tree/memory.ts';
import { lintRun } from '../../lint/lint-run.ts';
import { ModwardenError } from '../../model/error.ts';
import type { PolicyProblem, Report } from '../../model/report.ts';
import type { Level, Rule } from '../../model/rule.ts';
import { policyPlace } from '../../policy/parse/node.ts';
import { factsOfCase, givenBy } from '../../policy/testing/facts.ts';
import { lineOf, matchFindings } from '../../policy/testing/match.ts';
import type { Expectation, PolicyCase } from '../../policy/testing/types.ts';
import { pointAt } from '../../text/source.ts';
import type { Terminal } from '../shared/command.ts';

export interface CaseResult {
  /** The test file, from the repository's root. */
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly passes: boolean;
  readonly missing: readonly Expectation[];
  readonly unexpected: readonly UnexpectedFinding[];
  /** Rules that could not check everything, since they need facts that a case does not have. */
  readonly unchecked: readonly string[];
  /** Where the case names the rules that cannot check everything: those that are in one list only. */
  readonly uncheckedDiffers: readonly string[];
}

export interface UnexpectedFinding {
  readonly rule: string;
  readonly subject: string;
  readonly level: Level;
  readonly place: string;
  readonly message: string;
}

/** `result` is left out where the case could not be judged: `problems` says why. */
export interface RunCase {
  readonly result?: CaseResult;
  readonly problems: readonly PolicyProblem[];
}

export async function runCase(
  tested: PolicyCase,
  opened: OpenedPolicy,
  rules: readonly Rule[],
  terminal: Terminal,
): Promise<RunCase> {
  const report = await judge(tested, opened, rules, terminal);
  if ('problem' in report) return { problems: [{ ...policyPlace(tested.at), message: report.problem }] };
  if (report.problems.length > 0) return { problems: report.problems.map((problem) => inCase(problem, tested)) };
  // A case shows a part of a repository: what the policy says of the rest is no fault of the case.
  const open = report.findings.filter(({ state }) => state === 'new');
  const { missing, unexpected } = matchFindings(tested.expect, open);
  const counted = tested.exact ? unexpected.filter(({ place }) => Object.hasOwn(tested.files, place.path)) : [];
  const unchecked = [...new Set(report.gaps.map(({ rule }) => rule))].sort();
  const { file, start } = tested.at;
  const result: CaseResult = {
    file: file.path,
    line: pointAt(file, start).line,
    name: tested.name,
    passes: missing.length + counted.length + differing(tested.unchecked ?? unchecked, unchecked).length === 0,
    missing,
    unexpected: counted.map((finding) => {
      const { rule, subject, level, message } = finding;
      return { rule, subject, level, place: lineOf(finding), message };
    }),
    unchecked,
    uncheckedDiffers: differing(tested.unchecked ?? unchecked, unchecked),
  };
  return { result, problems: [] };
}

/** What is in one of two lists only, sorted. */
function differing(one: readonly string[], other: readonly string[]): string[] {
  const only = (a: readonly string[], b: readonly string[]) => a.filter((name) => !b.includes(name));
  return [...new Set([...only(one, other), ...only(other, one)])].sort();
}

async function judge(
  { files, facts, asOf }: PolicyCase,
  opened: OpenedPolicy,
  rules: readonly Rule[],
  { cwd, now, today }: Terminal,
): Promise<Report | { readonly problem: string }> {
  const day = asOf ?? today();
  try {
    const run = await openRun({
      from: memoryTree(files),
      cwd,
      policy: { opened },
      baseline: false,
      sources: facts === undefined ? [] : [factsOfCase(facts, day)],
      sourceKinds: givenBy(facts ?? {}),
      offline: true,
      rules,
      today: day,
      env: {},
      now,
    });
    try {
      return await lintRun(run);
    } finally {
      run.close();
    }
  } catch (error) {
    if (!(error instanceof ModwardenError)) throw error;
    return { problem: error.code === 'no-go-mod' ? 'the files of the case have no go.mod' : error.message };
  }
}

/** What is wrong in a file of the case, such as a waiver beside a line, has its place in the test file. */
function inCase(problem: PolicyProblem, { files, at, name }: PolicyCase): PolicyProblem {
  const { place, message, hint } = problem;
  if (place === undefined || !Object.hasOwn(files, place.path)) return problem;
  const where = `${place.path}:${place.start.line}:${place.start.column}`;
  return {
    ...policyPlace(at),
    message: `case ${JSON.stringify(name)}, ${where}: ${message}`,
    ...(hint !== undefined && { hint }),
  };
}
