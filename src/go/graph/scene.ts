/**
 * Questions about files that are parsed already, without a run of any command: what a rule asks that has the repository's model and a
 * run's facts at hand.
 */
import type { ModFile, ModuleVersion, WorkFile } from '../modfile-types.ts';
import type { VendorFile } from '../vendorfile.ts';
import { parent } from './folder.ts';
import { advance, type Inquiry, type Outcome } from './inquiry.ts';
import { createKnown, type Elsewhere } from './known.ts';
import { memberReplacements, replaceMap, replacementOf } from './replace.ts';
import { createSession, excludedBy, type MainFile, type Session, versionKey } from './session.ts';
import { type ModuleUpdates, updatesOf } from './updates.ts';
import { type VendorProblem, vendorProblems } from './vendor.ts';

/** One main module, or a go.work with its members in `use` order. Folders are absolute, or all relative to the same one and begun with `/`. */
export interface SceneFiles {
  readonly members: readonly { readonly folder: string; readonly file: ModFile }[];
  readonly work?: { readonly path: string; readonly file: WorkFile };
}

export interface Scene {
  /** What replaces a module version here; folders relative to the main module's, or to go.work's. */
  replacement(module: ModuleVersion): ModuleVersion | undefined;
  /** As `go list -m -u`. `lacks`: questions that `reply` does not answer yet. */
  updates(module: ModuleVersion): Exclude<Outcome<ModuleUpdates>, { kind: 'stopped' }>;
  /** What Go calls inconsistent vendoring, in its order and words. */
  vendor(file: VendorFile): readonly VendorProblem[];
}

/** `reply` gives what is known, undefined for what is not. */
export function scene(files: SceneFiles, reply: Elsewhere = () => undefined): Scene {
  const session = sceneSession(files, reply);
  return {
    replacement: (module) => replacementOf(session, module),
    updates: (module) => answerFiles(session, updatesOf(session, module)),
    vendor: (file) => vendorProblems(session, file),
  };
}

function sceneSession({ members, work }: SceneFiles, reply: Elsewhere): Session {
  const folder = members[0]?.folder ?? '/';
  const session = createSession(
    {
      command: 'mod graph',
      cwd: work ? parent(work.path) : folder,
      folder,
      mod: 'mod',
      ...(work ? { work: work.path } : {}),
    },
    createKnown(reply),
  );
  const mains = members.map((member): MainFile => {
    return {
      path: member.file.module?.path ?? '',
      folder: member.folder,
      source: member.file.syntax.source,
      file: member.file,
      fixed: false,
      replace: replaceMap(member.file.replace).map,
      exclude: new Set(member.file.exclude.map(versionKey)),
    };
  });
  const { highest } = memberReplacements(mains, work?.file.replace ?? [], work !== undefined);
  session.mains = {
    paths: mains.map((main) => main.path),
    files: new Map(mains.map((main) => [main.path, main])),
    work: work && {
      path: work.path,
      folder: parent(work.path),
      file: work.file,
      replace: replaceMap(work.file.replace).map,
      conflict: undefined,
    },
    excluded: excludedBy(mains),
    highestReplaced: highest,
  };
  // Hashes are the graph's concern: these facts were checked when they were gathered.
  session.sums = { files: [], malformed: undefined, warned: new Set() };
  return session;
}

/** Folders that replace a module are not looked into: what its author wrote into its go.mod is not there. */
function answerFiles<T>(session: Session, inquiry: Inquiry<T>): Exclude<Outcome<T>, { kind: 'stopped' }> {
  for (;;) {
    const outcome = advance(inquiry);
    if (outcome.kind === 'stopped') throw new Error('a question that ends everything');
    if (outcome.kind === 'done' || outcome.needs.questions.length > 0) return outcome;
    for (const file of outcome.needs.files) session.known.files.set(file, NOT_LOOKED_INTO);
  }
}

const NOT_LOOKED_INTO = { known: false, why: 'missing', detail: 'no such file or directory' } as const;
