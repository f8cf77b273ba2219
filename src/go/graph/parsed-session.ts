/** A session over files that are parsed already. It costs little, so that what needs no graph can be asked in the hook. */
import type { ModFile, WorkFile } from '../modfile/types.ts';
import { parent } from '../path/file-path.ts';
import { memberReplacements, replaceMap } from './files/replace.ts';
import { createKnown, type Elsewhere } from './known.ts';
import { createSession, excludedBy, type GraphSession, type MainFile, versionKey } from './session.ts';

/** One main module, or a go.work with its members in `use` order. Folders are absolute, or all relative to the same one and begun with `/`. */
export interface ParsedFiles {
  readonly members: readonly { readonly folder: string; readonly file: ModFile }[];
  readonly work?: { readonly path: string; readonly file: WorkFile };
}

export function parsedSession({ members, work }: ParsedFiles, reply?: Elsewhere): GraphSession {
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
    ...excludedBy(mains),
    highestReplaced: highest,
  };
  // Hashes are the graph's concern: these facts were checked when they were gathered.
  session.sums = { files: [], malformed: undefined, warned: new Set() };
  return session;
}
