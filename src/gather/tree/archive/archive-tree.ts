/** A tree out of an archive's entries. */
import { compareText } from '../../../go/std/order.ts';
import { folderOf, isUnder, upwards } from '../../../model/discover.ts';
import { isTreePath, type Tree, TreeError, type TreeLimits, tooLarge } from '../../../model/tree.ts';
import { quoted } from '../../../text/quoted.ts';
import { followLink } from '../follow-link.ts';
import { type ArchiveEntry, ArchiveError, entryPath } from './entry.ts';
import type { ArchiveLimits } from './limits.ts';

type Files = ReadonlyMap<string, ArchiveEntry>;

/**
 * Where everything lies in one folder (`project-1.2.0/…`, as hosts of repositories pack it), that folder is the top; not so where names
 * begin with `./`, as `tar -C FOLDER .` writes them. `.git` is left out, as on disk. Throws ArchiveError.
 */
export function archiveTree(entries: readonly ArchiveEntry[], limits: ArchiveLimits, treeLimits: TreeLimits): Tree {
  const all = filesOf(entries, limits);
  const top = entries.some(({ name }) => name === '.' || name.startsWith('./')) ? '' : commonFolder(all);
  const files = new Map(
    [...all].flatMap(([path, entry]) => {
      const inside = path.slice(top.length);
      return inside.split('/').includes('.git') ? [] : [[inside, entry] as const];
    }),
  );
  const folders = foldersOf(files);
  const links = {
    find: (path: string) => files.get(path),
    isFolder: (path: string) => path === '.' || folders.has(path),
    targetOf: async (entry: ArchiveEntry) => (entry.kind === 'link' ? entry.target! : undefined),
  };
  const paths = [...files.keys()].sort(compareText);
  return {
    name: 'archive',
    list: async () => paths,
    read: async (path) => {
      const asked = isTreePath(path) ? files.get(path) : undefined;
      const entry = asked?.kind === 'link' ? await followLink(path, asked, links) : asked;
      if (entry === undefined) return undefined;
      if (entry.size > treeLimits.maxFileSize) throw tooLarge(path, entry.size, treeLimits);
      try {
        return await entry.read();
      } catch (error) {
        throw new TreeError(path, 'unreadable', `the archive is damaged there: ${(error as Error).message}`);
      }
    },
  };
}

/** By path. Of entries with one name the last counts, as when the archive is unpacked. */
function filesOf(entries: readonly ArchiveEntry[], limits: ArchiveLimits): Files {
  const files = new Map<string, ArchiveEntry>();
  for (const entry of entries) {
    const path = entryPath(entry.name, limits);
    if (entry.kind === 'folder') continue;
    if (path === '') throw new ArchiveError(`the entry ${quoted(entry.name)} has no name`);
    files.set(path, entry.kind === 'hard' ? sameFile(entry, files, limits) : entry);
  }
  const folders = foldersOf(files);
  for (const path of files.keys())
    if (folders.has(path)) throw new ArchiveError(`${quoted(path)} is a file and a folder in it`);
  return files;
}

/** A hard link stands for a file that the archive holds before it. */
function sameFile(entry: ArchiveEntry, files: Files, limits: ArchiveLimits): ArchiveEntry {
  const target = files.get(entryPath(entry.target!, limits));
  if (target) return target;
  throw new ArchiveError(`the hard link ${quoted(entry.name)} leads to ${quoted(entry.target!)}, which is not in it`);
}

function foldersOf(files: Files): Set<string> {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (const folder of upwards(folderOf(path))) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** With its slash; '' where there is none. */
function commonFolder(files: Files): string {
  const [first] = files.keys();
  const folder = first?.includes('/') ? first.slice(0, first.indexOf('/')) : '';
  return folder !== '' && [...files.keys()].every((path) => isUnder(path, folder)) ? `${folder}/` : '';
}
