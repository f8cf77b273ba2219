/**
 * Everything that versions elsewhere say about the modules of a build list: as `go list -m -u -json all` does, but what cannot be found
 * out about one module leaves the others their answers; and of each path its newest version, whose age `go list` does not tell.
 */
import type { ModuleVersion } from '../../version/module-version.ts';
import type { QueryFailure } from '../failure.ts';
import { replacementOf } from '../files/replace.ts';
import { type Known, replyFrom } from '../known.ts';
import { open } from '../open.ts';
import type { NotKnown } from '../questions.ts';
import { command, type GraphCommand } from '../run.ts';
import type { GraphSession } from '../session.ts';
import type { Task } from '../task.ts';
import { all } from '../task.ts';
import type { GraphInput } from '../types.ts';
import { type ListedModule, listAll } from './list.ts';
import { query } from './query.ts';
import { isAllowed, latestMod, retractions } from './updates.ts';

export interface Surveyed extends ListedModule {
  /** Of the code that is built, so of a replacement where there is one; undefined for folders. */
  readonly newest?: Newest;
  /** What `go get PATH@latest` chooses where the version in use is retracted and there is no update. Only then it is looked for. */
  readonly fallback?: Fallback;
  /** When the oldest list of versions that this rests on was read, RFC 3339; undefined where no source says. */
  readonly asOf?: string;
}

/** `version`: a lower version that is neither excluded nor retracted; undefined: there is none, and Go refuses. */
export interface Fallback {
  readonly version: string | undefined;
}

export type Newest =
  | {
      readonly known: true;
      /** The version that is not retracted; the newest of all where all are. */
      readonly module: ModuleVersion;
      readonly time: string | undefined;
      /** A newer version that takes itself back. Its author was there to make it. */
      readonly retracted?: { readonly version: string; readonly time: string | undefined };
    }
  | { readonly known: false; readonly why: NotKnown['why']; readonly detail: string };

/**
 * Modules of the build list but the main ones, in its order. Left out, and not asked about, is what is built from a folder: by a replace
 * directive, or because it is the caller's `own`.
 */
export function surveyCommand(
  input: GraphInput,
  known: Known,
  own: ReadonlySet<string> = new Set(),
): GraphCommand<readonly Surveyed[]> {
  return command(input, known, function* (session) {
    const start = yield* open(session);
    const isPublished = (module: ModuleVersion) => {
      const replace = replacementOf(session, module);
      return replace === undefined ? !own.has(module.path) : replace.version !== '';
    };
    const { modules } = yield* listAll(session, start, true, isPublished);
    // Go fails where one module cannot be read; a survey says so of that module.
    session.failed = false;
    return yield* all(modules.filter((m) => !m.main).map((m) => withNewest(session, m)));
  });
}

function* withNewest(session: GraphSession, listed: ListedModule): Task<Surveyed> {
  const built = listed.replace ?? listed;
  if (built.version === '') return listed;
  const newest = yield* newestOf(session, built.path);
  const fallback = yield* fallbackOf(session, built);
  const asOf = oldestOf(session.known, [listed.path, built.path]);
  return { ...listed, newest, ...(fallback && { fallback }), ...(asOf === undefined ? {} : { asOf }) };
}

function* fallbackOf(session: GraphSession, { path, updates }: ModuleVersion & Pick<ListedModule, 'updates'>) {
  if (updates === undefined || updates.retracted.length === 0 || updates.update !== undefined) return undefined;
  if (updates.missing.length > 0) return undefined;
  const { version, failure } = yield* query(session, path, 'latest', '', (m) => isAllowed(session, m));
  // Where versions are listed, @latest is one of them, and those are all refused.
  const isKnown = failure?.lacking === undefined || failure.lacking.question.kind === 'latest';
  return isKnown ? { version } : undefined;
}

function oldestOf(known: Known, paths: readonly string[]): string | undefined {
  let oldest: string | undefined;
  for (const path of paths) {
    for (const kind of ['versions', 'latest'] as const) {
      const reply = replyFrom(known, { kind, module: { path, version: '' } });
      const asOf = reply?.known ? reply.asOf : undefined;
      if (asOf !== undefined && (oldest === undefined || Date.parse(asOf) < Date.parse(oldest))) oldest = asOf;
    }
  }
  return oldest;
}

/** As for `@latest`, which skips retracted versions: k8s.io/client-go v0.36.2 is newer than v1.5.2, which retracts itself. */
function* newestOf(session: GraphSession, path: string): Task<Newest> {
  // What is published counts, also where this path is replaced in its turn: Go follows no second replacement.
  if (replacementOf(session, { path, version: '' })) {
    const found = yield* query(session, path, 'latest', '');
    if (found.failure) return unknown(found.failure);
    return { known: true, module: { path, version: found.version }, time: found.time };
  }
  const latest = yield* latestMod(session, path);
  if (latest.failure) return unknown(latest.failure);
  const { module, time } = latest;
  if (!(yield* isRetracted(session, module))) return { known: true, module, time };
  const standing = yield* query(session, path, 'latest', '', function* (m) {
    return !(yield* isRetracted(session, m));
  });
  if (standing.failure) return { known: true, module, time };
  const retracted = { version: module.version, time };
  return { known: true, module: { path, version: standing.version }, time: standing.time, retracted };
}

function* isRetracted(session: GraphSession, module: ModuleVersion): Task<boolean> {
  return (yield* retractions(session, module)).rationale !== undefined;
}

function unknown({ lacking, text }: QueryFailure): Newest {
  return { known: false, why: lacking?.reply.why ?? 'missing', detail: lacking?.reply.detail ?? text };
}
