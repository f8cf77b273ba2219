/** Module graph commands in a folder, as the go command runs them there: which go.mod or go.work, which mode, whom to ask. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Known } from '../go/graph/known.ts';
import type { ListedModule } from '../go/graph/list/list.ts';
import type { FileReply, QuestionKind, Reply } from '../go/graph/questions.ts';
import {
  type GraphCommand,
  graphCommand,
  type ListWhat,
  listCommand,
  type Resolver,
  runToEnd,
} from '../go/graph/run.ts';
import type { BuildMode, GraphInput, ModuleGraph } from '../go/graph/types.ts';
import type { Ask, FactSource } from '../model/facts/facts.ts';
import { decode } from '../text/bytes.ts';

/** The variables of Go's environment that matter here. GOPROXY and the like are the sources' affair. */
export interface GoVariables {
  readonly GOWORK?: string | undefined;
  readonly GOFLAGS?: string | undefined;
  /** `go1.26.8`; left out: a Go that is never too old. */
  readonly GOVERSION?: string | undefined;
  readonly GOTOOLCHAIN?: string | undefined;
}

export type Found = { readonly input: GraphInput } | { readonly problem: string };

/** Looks upwards for go.work and go.mod. `mod`: the command's own -mod, else that of GOFLAGS counts. */
export function goInput(
  dir: string,
  command: GraphInput['command'],
  env: GoVariables = {},
  mod: BuildMode | undefined = modOfFlags(env.GOFLAGS ?? ''),
): Found {
  const cwd = resolve(dir);
  const work = findWork(cwd, env.GOWORK ?? '');
  if (work !== undefined && !isAbsolute(work)) return { problem: 'go: invalid GOWORK: not an absolute path' };
  const folder = work === undefined ? folderWith(cwd, 'go.mod') : dirname(work);
  if (folder === undefined) {
    return { problem: "go: go.mod file not found in current directory or any parent directory; see 'go help modules'" };
  }
  const toolchain = env.GOTOOLCHAIN && env.GOTOOLCHAIN !== 'auto' ? { toolchain: env.GOTOOLCHAIN } : {};
  const running = env.GOVERSION ? { running: { version: env.GOVERSION.replace(/^go/, ''), ...toolchain } } : {};
  return {
    input: {
      command,
      cwd,
      folder,
      ...(work === undefined ? {} : { work }),
      ...(mod === undefined ? {} : { mod }),
      ...running,
    },
  };
}

/** An error that the go command would print. */
export class GoError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GoError';
  }
}

/** `go mod graph`. Throws GoError with Go's own message. */
export async function goModGraph(input: GraphInput, source: FactSource, known?: Known): Promise<ModuleGraph> {
  return run(graphCommand(input, known), source);
}

/** `go list -m`. Throws GoError with Go's own message. */
export async function goList(
  input: GraphInput,
  what: ListWhat,
  source: FactSource,
  known?: Known,
): Promise<readonly ListedModule[]> {
  return run(listCommand(input, what, known), source);
}

export async function run<T>(command: GraphCommand<T>, source: FactSource): Promise<T> {
  const result = await runToEnd(command, diskWorld(source));
  if (result.kind === 'error') throw new GoError(result.error.message);
  return result.value;
}

/** Files from the disk, facts from a source. */
export function diskWorld(source: FactSource): Resolver {
  return {
    answer: (questions) => Promise.all(questions.map((question) => ask(source, question))),
    read: (files) => files.map(readDiskFile),
    areFolders: (folders) =>
      folders.map((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false),
  };
}

async function ask(source: FactSource, question: Ask<QuestionKind>): Promise<Reply<QuestionKind>> {
  const answer = await source.answer(question);
  return answer ?? { known: false, why: 'offline', detail: 'not in any source' };
}

function readDiskFile(path: string): FileReply {
  try {
    return { known: true, text: decode(readFileSync(path)) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const missing = code === 'ENOENT';
    return { known: false, why: missing ? 'missing' : 'failed', detail: SYSTEM_MESSAGES.get(code) ?? code };
  }
}

const SYSTEM_MESSAGES = new Map([
  ['ENOENT', 'no such file or directory'],
  ['ENOTDIR', 'not a directory'],
  ['EACCES', 'permission denied'],
  ['EISDIR', 'is a directory'],
]);

function findWork(cwd: string, setting: string): string | undefined {
  if (setting === 'off') return undefined;
  if (setting !== '' && setting !== 'auto') return setting;
  const folder = folderWith(cwd, 'go.work');
  return folder === undefined ? undefined : join(folder, 'go.work');
}

/** The nearest folder upwards that has such a file. */
function folderWith(cwd: string, file: string): string | undefined {
  for (let at = cwd; ; at = dirname(at)) {
    if (statSync(join(at, file), { throwIfNoEntry: false })?.isFile()) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** The last -mod counts. */
function modOfFlags(flags: string): BuildMode | undefined {
  const values = [...flags.matchAll(/(?:^|\s)--?mod=(mod|readonly|vendor)(?=\s|$)/g)];
  return values.at(-1)?.[1] as BuildMode | undefined;
}
