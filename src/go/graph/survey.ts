/**
 * Everything that versions elsewhere say about the modules of a build list: as `go list -m -u -json all` does, but what cannot be found
 * out about one module leaves the others their answers; and of each path its newest version, whose age `go list` does not tell.
 */
import type { ModuleVersion } from '../modfile-types.ts';
import type { Inquiry } from './inquiry.ts';
import { together } from './inquiry.ts';
import type { Known } from './known.ts';
import { type ListedModule, listAll } from './list.ts';
import { open } from './open.ts';
import { type Command, command } from './run.ts';
import type { Session } from './session.ts';
import type { GraphInput, NotKnown } from './types.ts';
import { latestMod } from './updates.ts';

export interface Surveyed extends ListedModule {
  /**
   * Of the code that is built, so of a replacement where there is one; undefined for folders. Retracted versions count: they are
   * releases too.
   */
  readonly newest?: Newest;
}

export type Newest =
  | { readonly known: true; readonly module: ModuleVersion; readonly time: string | undefined }
  | { readonly known: false; readonly why: NotKnown['why']; readonly detail: string };

/** Modules of the build list but the main ones, in its order. */
export function surveyCommand(input: GraphInput, known: Known): Command<readonly Surveyed[]> {
  return command(input, known, function* (session) {
    const start = yield* open(session);
    const { modules } = yield* listAll(session, start, true);
    // Go fails where one module cannot be read; a survey says so of that module.
    session.failed = false;
    return yield* together(modules.filter((m) => !m.main).map((m) => withNewest(session, m)));
  });
}

function* withNewest(session: Session, listed: ListedModule): Inquiry<Surveyed> {
  const built = listed.replace ?? listed;
  if (built.version === '') return listed;
  const latest = yield* latestMod(session, built.path);
  if (!latest.failure) return { ...listed, newest: { known: true, module: latest.module, time: latest.time } };
  const { lacking, text } = latest.failure;
  const why = lacking?.reply.why ?? 'missing';
  return { ...listed, newest: { known: false, why, detail: lacking?.reply.detail ?? text } };
}
