/** A file of the work tree that is about to be replaced by an edited text. */
import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { TREE_LIMITS } from '../model/tree.ts';
import { encode } from '../text/bytes.ts';
import { writeWhole } from './write-file.ts';

/**
 * Replaces `before` by `after` in one step, or gives the reason why nothing was done: the file is not as it was read, or a symbolic link
 * leads to it.
 * @param root the repository's root, absolute. @param path relative to it, with forward slashes.
 */
export function replaceText(root: string, path: string, before: string, after: string): string | undefined {
  const file = join(root, path);
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return 'does not exist in the work tree';
  if (stat.isSymbolicLink() || !isPlain(dirname(file), root)) return 'is reached through a symbolic link';
  if (!stat.isFile()) return 'is not a file';
  const changed = 'is not as it was checked; run the command again';
  if (stat.size > TREE_LIMITS.maxFileSize) return changed;
  try {
    if (!readFileSync(file).equals(encode(before))) return changed;
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`;
  }
  return writeWhole(file, encode(after), { roots: [root] });
}

/** Whether no folder between the root and this one is a link. */
function isPlain(folder: string, root: string): boolean {
  const real = realpathSync(root);
  const below = folder
    .slice(root.length)
    .split(sep)
    .filter((name) => name !== '');
  return realpathSync(folder) === join(real, ...below);
}
