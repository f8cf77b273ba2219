/** Symlinks of trees that are not on disk: followed by name, and never out of the tree. */
import { posix } from 'node:path';
import { TreeError } from '../../model/tree.ts';

/** As in the kernel. */
const MAX_LINKS = 40;

export interface LinkWorld<E> {
  readonly find: (path: string) => E | undefined;
  readonly isFolder: (path: string) => boolean;
  /** Where a link leads, as it has it; undefined for what is no link. */
  readonly targetOf: (entry: E) => Promise<string | undefined>;
}

/** The file at the end of the links from `path` on; undefined for a folder. Throws TreeError. */
export async function followLink<E>(
  path: string,
  link: E,
  { find, isFolder, targetOf }: LinkWorld<E>,
): Promise<E | undefined> {
  let at = path;
  let entry = link;
  for (let hops = 0; hops <= MAX_LINKS; hops++) {
    const target = await targetOf(entry);
    if (target === undefined) return entry;
    const next = posix.join(posix.dirname(at), target);
    if (posix.isAbsolute(target) || next === '..' || next.startsWith('../'))
      throw new TreeError(path, 'outside', 'a symlink points outside the repository');
    const found = find(next);
    if (found === undefined && isFolder(next.replace(/\/$/, ''))) return undefined;
    if (found === undefined)
      throw new TreeError(path, 'unreadable', 'a symlink that is broken or points to another symlink');
    [at, entry] = [next, found];
  }
  throw new TreeError(path, 'unreadable', 'a circular symlink');
}
