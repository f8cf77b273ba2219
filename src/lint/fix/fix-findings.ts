/** Fixes findings until no fix is left: pass by pass, each judged before the next. Pure but for what it is handed. */
import type { Finding, Report } from '../../model/report.ts';
import { source } from '../../text/source.ts';
import { applyFixes, chooseFixes, type FileOf, type Fixable, fixable } from './apply-fixes.ts';

/** Passes over the repository. */
export const MAX_PASSES = 10;
/** Checks of the repository in all: fixes that turn out to be wrong are looked for by halves. */
export const MAX_CHECKS = 100;

export interface FixInput {
  /** The report on the files as they are. */
  readonly report: Report;
  /** Also make fixes that a person has to look at. */
  readonly unsafe: boolean;
  /** The report on the repository with these files in place of its own, by path. */
  readonly check: (files: ReadonlyMap<string, string>) => Promise<Report>;
  /** The text of a file of the repository as it is; undefined where it cannot be read. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** SHA-256 of a text as a file, in hexadecimal. */
  readonly hash: (text: string) => string;
}

export interface FixResult {
  /** The new text of every file that changes, by path. */
  readonly files: ReadonlyMap<string, string>;
  /** In the order in which they were made. */
  readonly fixed: readonly Fixable[];
  /** Fixes that were undone, and what each of them would have added. */
  readonly undone: readonly { readonly fix: Fixable; readonly added: readonly string[] }[];
  /** The report on the result. */
  readonly report: Report;
  /** It ended for its limits: fixes may be left. */
  readonly stopped: boolean;
}

/** What the passes work on. */
interface State {
  files: ReadonlyMap<string, string>;
  report: Report;
  checks: number;
  readonly fixed: Fixable[];
  readonly undone: { fix: Fixable; added: readonly string[] }[];
}

export async function fixFindings(input: FixInput): Promise<FixResult> {
  const state: State = { files: new Map(), report: input.report, checks: 0, fixed: [], undone: [] };
  for (let pass = 0; ; pass++) {
    const fileOf = await filesOf(fixable(state.report, input.unsafe), state, input);
    const given = new Set(state.undone.map(({ fix }) => nameOf(fix)));
    const open = fixable(state.report, input.unsafe).filter((fix) => !given.has(nameOf(fix)));
    const chosen = chooseFixes(open, fileOf);
    if (chosen.length === 0) return { ...state, stopped: false };
    if (pass === MAX_PASSES || !(await makeAll(chosen, fileOf, state, input))) return { ...state, stopped: true };
  }
}

/** The same after other fixes: identities of findings with one subject count on, and would not be. */
function nameOf({ path, finding: { rule, subject, message } }: Fixable): string {
  return JSON.stringify([rule, path, subject, message]);
}

/** The files that fixes are for, as they are now. */
async function filesOf(fixes: readonly Fixable[], { files }: State, { read, hash }: FixInput): Promise<FileOf> {
  const found = new Map<string, ReturnType<FileOf>>();
  for (const { path } of fixes) {
    if (found.has(path)) continue;
    const text = files.get(path) ?? (await read(path));
    found.set(path, text === undefined ? undefined : { source: source(path, text), sha256: hash(text) });
  }
  return (path) => found.get(path);
}

/** One pass. Whether it came to its end: the limit of checks may be reached before. */
async function makeAll(chosen: readonly Fixable[], fileOf: FileOf, state: State, input: FixInput): Promise<boolean> {
  const before = state.files;
  const kept: Fixable[] = [];
  const attempt = async (some: readonly Fixable[]): Promise<boolean> => {
    if (state.checks++ === MAX_CHECKS) return false;
    const files = new Map([...before, ...applyFixes([...kept, ...some], fileOf)]);
    const report = await input.check(files);
    const added = addedBy(state.report, report, resolvedBy([...state.fixed, ...kept, ...some]));
    if (added.length === 0) {
      kept.push(...some);
      state.fixed.push(...some);
      state.files = files;
      state.report = report;
      return true;
    }
    if (some.length === 1) {
      state.undone.push({ fix: some[0]!, added });
      return true;
    }
    const half = Math.ceil(some.length / 2);
    return (await attempt(some.slice(0, half))) && (await attempt(some.slice(half)));
  };
  return attempt(chosen);
}

/** Rules whose findings go with the commands that complete fixes. */
function resolvedBy(fixes: readonly Fixable[]): ReadonlySet<string> {
  return new Set(fixes.flatMap(({ fix }) => fix.followUp?.resolves ?? []));
}

/** Names of new findings, gaps and errors that the second report has and the first has not. */
function addedBy(before: Report, after: Report, resolved: ReadonlySet<string>): readonly string[] {
  const known = new Set(namesIn(before).map(([key]) => key));
  const left = { ...after, findings: after.findings.filter(({ rule }) => !resolved.has(rule)) };
  return namesIn(left).flatMap(([key, name]) => (known.has(key) ? [] : [name]));
}

function namesIn({ findings, gaps, problems }: Report): (readonly [key: string, name: string])[] {
  const isNew = ({ state }: Finding) => state === 'new';
  return [
    ...findings.filter(isNew).map(({ id, rule, message }) => [id, `${rule}: ${message}`] as const),
    ...gaps.map(
      ({ rule, module, subject, detail }) =>
        [JSON.stringify([rule, module, subject]), `${rule} could not check ${subject}: ${detail}`] as const,
    ),
    ...problems.map(({ message }) => [JSON.stringify(['problem', message]), message] as const),
  ];
}
