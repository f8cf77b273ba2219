/** The commands over a module graph, run with what is known; and the loop that finds out what is not. */

import { createKnown, type Known, questionKey } from './known.ts';
import type { GraphLimits } from './limits.ts';
import { checkTidiness, type ListedModule, listAll, listMains, listPaths } from './list/list.ts';
import { open } from './open.ts';
import type { FileReply, Question, QuestionKind, Reply } from './questions.ts';
import { moduleGraph } from './result.ts';
import { expandGraph } from './select/update-roots.ts';
import { createSession, type GraphSession } from './session.ts';
import { advance, type Needs, type Task } from './task.ts';
import type { GraphError, GraphInput, ModuleGraph } from './types.ts';

export type Run<T> =
  | { readonly kind: 'done'; readonly value: T; readonly notices: readonly string[] }
  | { readonly kind: 'lacks'; readonly needs: Needs }
  | { readonly kind: 'error'; readonly error: GraphError };

/** A command under way. Calling `step` again after a `lacks` goes on from there, once Known has the replies. */
export interface GraphCommand<T> {
  readonly known: Known;
  step(): Run<T>;
}

/** `go mod graph`, or with command `list` the graph that `go list -m all` works on. */
export function graphCommand(
  input: GraphInput,
  known: Known = createKnown(),
  limits?: GraphLimits,
): GraphCommand<ModuleGraph> {
  const body = function* (session: GraphSession) {
    const start = yield* open(session);
    const { rs, loaded, error } = yield* expandGraph(session, start);
    if (error !== undefined) {
      session.stderr.push(`go: ${error}`);
      session.failed = true;
    }
    return moduleGraph(session, rs, loaded);
  };
  return command(input, known, body, limits);
}

/** What `go list -m` is to list: all modules, all with what is newer (`-u`), the main modules alone, or modules by path. */
export type ListWhat = 'all' | 'updates' | 'mains' | readonly string[];

export function listCommand(
  input: GraphInput,
  what: ListWhat,
  known: Known = createKnown(),
): GraphCommand<readonly ListedModule[]> {
  return command(input, known, function* (session) {
    const start = yield* open(session);
    if (what === 'updates') return (yield* listAll(session, start, true)).modules;
    const list =
      what === 'all'
        ? listAll(session, start)
        : what === 'mains'
          ? listMains(session, start)
          : listPaths(session, start, what);
    const listing = yield* list;
    checkTidiness(session, listing);
    return listing.modules;
  });
}

/** Any inquiry over a graph that is loaded already, such as depths. */
export function taskCommand<T>(inquiry: Task<T>, known: Known): GraphCommand<T> {
  return {
    known,
    step: () => {
      const outcome = advance(inquiry);
      if (outcome.kind === 'done') return { ...outcome, notices: [] };
      return outcome.kind === 'lacks' ? outcome : { kind: 'error', error: { message: '', missing: [], unloaded: [] } };
    },
  };
}

export function command<T>(
  input: GraphInput,
  known: Known,
  body: (session: GraphSession) => Task<T>,
  limits?: GraphLimits,
): GraphCommand<T> {
  const session = createSession(input, known, limits);
  const inquiry = body(session);
  let last: Run<T> | undefined;
  return {
    known,
    step: () => {
      if (last && last.kind !== 'lacks') return last;
      const outcome = advance(inquiry);
      if (outcome.kind === 'lacks') last = outcome;
      else if (outcome.kind === 'stopped' || session.failed) last = { kind: 'error', error: errorOf(session) };
      else last = { kind: 'done', value: outcome.value, notices: session.stderr };
      return last;
    },
  };
}

function errorOf(session: GraphSession): GraphError {
  const unique = new Map(session.missing.map((one) => [questionKey(one.question.kind, one.question.module), one]));
  const { exceeded, mismatch } = session;
  return {
    message: session.stderr.join('\n'),
    missing: [...unique.values()],
    unloaded: session.unloaded,
    ...(exceeded === undefined ? {} : { exceeded }),
    ...(mismatch === undefined ? {} : { mismatch }),
  };
}

/** Whoever can find out: batches of questions, files and folders, each reply at the place of what was asked. */
export interface Resolver {
  answer(questions: readonly Question[]): Promise<readonly Reply<QuestionKind>[]> | readonly Reply<QuestionKind>[];
  read(files: readonly string[]): Promise<readonly FileReply[]> | readonly FileReply[];
  areFolders(folders: readonly string[]): Promise<readonly boolean[]> | readonly boolean[];
}

/** Runs a command to its end. */
export async function runToEnd<T>(of: GraphCommand<T>, world: Resolver): Promise<Exclude<Run<T>, { kind: 'lacks' }>> {
  for (;;) {
    const run = of.step();
    if (run.kind !== 'lacks') return run;
    await answerNeeds(of.known, run.needs, world);
  }
}

/** Asks all that is not known yet. Equal questions are asked once. */
export async function answerNeeds(known: Known, needs: Needs, world: Resolver): Promise<void> {
  const byKey = new Map(needs.questions.map((question) => [questionKey(question.kind, question.module), question]));
  const keys = [...byKey.keys()];
  const questions = [...byKey.values()];
  const files = [...new Set(needs.files)];
  const folders = [...new Set(needs.folders)];
  const [replies, texts, there] = await Promise.all([
    questions.length > 0 ? world.answer(questions) : [],
    files.length > 0 ? world.read(files) : [],
    folders.length > 0 ? world.areFolders(folders) : [],
  ]);
  keys.forEach((key, i) => {
    known.replies.set(key, replies[i] ?? NOBODY);
  });
  files.forEach((file, i) => {
    known.files.set(file, texts[i] ?? NOBODY);
  });
  folders.forEach((folder, i) => {
    known.folders.set(folder, there[i] ?? false);
  });
}

const NOBODY = { known: false, why: 'offline', detail: 'nobody was there to be asked' } as const;
