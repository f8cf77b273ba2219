/** Small universes of modules, written as text, for the tests of this folder. */

import { createKnown, type Known } from '../../../src/go/graph/known.ts';
import type { ListedModule } from '../../../src/go/graph/list/list.ts';
import type { FileReply, NotKnown, Question, QuestionKind, Reply } from '../../../src/go/graph/questions.ts';
import { graphCommand, type ListWhat, listCommand, type Resolver, runToEnd } from '../../../src/go/graph/run.ts';
import type { GraphInput, ModuleGraph } from '../../../src/go/graph/types.ts';

export interface Universe {
  /** Files by absolute path; the main module's go.mod is `/m/go.mod`. */
  readonly files: Readonly<Record<string, string>>;
  /** go.mod texts by `path@version`, without the module line, which is put in front. A text that has one stands as it is. */
  readonly mods?: Readonly<Record<string, string>>;
  /** `@latest` by path; versions are listed from `mods` by themselves. */
  readonly latest?: Readonly<Record<string, string>>;
  /** Times by `path@version`. Every version has an `.info`. */
  readonly times?: Readonly<Record<string, string>>;
  /** Overrules all of the above by `kind path@version`. */
  readonly replies?: Readonly<Record<string, Reply<QuestionKind>>>;
}

export const INPUT: GraphInput = { command: 'mod graph', cwd: '/m', folder: '/m', running: { version: '1.26.8' } };

export const GONE: NotKnown = {
  known: false,
  why: 'missing',
  detail: 'reading https://goproxy.example: 404 Not Found',
};

export function worldOf(universe: Universe, asked: Question[] = []): Resolver {
  return {
    answer: (questions) => {
      asked.push(...questions);
      return questions.map((question) => replyOf(universe, question));
    },
    read: (files) => files.map((file) => fileOf(universe, file)),
    areFolders: (folders) =>
      folders.map((folder) => Object.keys(universe.files).some((file) => file.startsWith(`${folder}/`))),
  };
}

function fileOf(universe: Universe, path: string): FileReply {
  const text = universe.files[path];
  return text === undefined
    ? { known: false, why: 'missing', detail: 'no such file or directory' }
    : { known: true, text };
}

function replyOf(universe: Universe, { kind, module: { path, version } }: Question): Reply<QuestionKind> {
  const overruled = universe.replies?.[`${kind} ${path}@${version}`];
  if (overruled) return overruled;
  const mods = universe.mods ?? {};
  const versions = Object.keys(mods)
    .filter((key) => key.startsWith(`${path}@`))
    .map((key) => key.slice(path.length + 1));
  if (kind === 'versions') return versions.length > 0 ? { known: true, value: versions } : GONE;
  if (kind === 'latest') {
    const latest = universe.latest?.[path];
    return latest === undefined ? GONE : { known: true, value: infoOf(universe, path, latest) };
  }
  const text = mods[`${path}@${version}`];
  if (text === undefined) return GONE;
  if (kind === 'info') return { known: true, value: infoOf(universe, path, version) };
  return { known: true, value: /^module/m.test(text) ? text : `module ${path}\n${text}` };
}

function infoOf(universe: Universe, path: string, version: string) {
  const time = universe.times?.[`${path}@${version}`];
  return time === undefined ? { version } : { version, time };
}

/** The graph; throws with Go's message where there is none. */
export async function graphOf(
  universe: Universe,
  input: Partial<GraphInput> = {},
  known?: Known,
): Promise<ModuleGraph> {
  const run = await runToEnd(graphCommand({ ...INPUT, ...input }, known ?? createKnown()), worldOf(universe));
  if (run.kind === 'error') throw new Error(run.error.message);
  return run.value;
}

export async function listOf(
  universe: Universe,
  input: Partial<GraphInput> = {},
  what: ListWhat = 'all',
): Promise<readonly ListedModule[]> {
  const command = listCommand({ ...INPUT, command: 'list', mod: 'mod', ...input }, what);
  const run = await runToEnd(command, worldOf(universe));
  if (run.kind === 'error') throw new Error(run.error.message);
  return run.value;
}

/** Lines of `go mod graph`. */
export async function lines(universe: Universe, input: Partial<GraphInput> = {}): Promise<string[]> {
  return (await graphOf(universe, input)).text().split('\n').slice(0, -1);
}

/** `path@version` of the build list, main modules by their path alone. */
export async function built(universe: Universe, input: Partial<GraphInput> = {}): Promise<string[]> {
  return (await graphOf(universe, input)).buildList.map(({ path, version }) =>
    version === '' ? path : `${path}@${version}`,
  );
}

/** The error's message; fails the test where there is none. */
export async function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    (value) => {
      throw new Error(`no error, but ${JSON.stringify(value)}`);
    },
    (error: Error) => error.message,
  );
}
