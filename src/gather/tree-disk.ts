/** A folder on disk as a tree. Nothing outside the folder is read, wherever its symlinks point. */
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { isTreePath, TREE_LIMITS, type Tree, type TreeLimits, type TreeProblem, tooLarge } from '../model/tree.ts';
import { decode, encode } from '../text/bytes.ts';

/**
 * `root` must be a folder, else everything is empty and `problems` says why. File system calls are synchronous: for many small files
 * that is several times faster than the asynchronous ones, and nothing else waits.
 */
export function diskTree(root: string, limits: TreeLimits = TREE_LIMITS): Tree {
  const problems: TreeProblem[] = [];
  const top = resolve(root);
  let realTop: string | undefined;
  const real = () => (realTop ??= realpathSync.native(top));
  let listed: readonly string[] | undefined;
  return {
    name: root,
    list: async () => (listed ??= listFiles(top, limits, problems)),
    read: async (path) => {
      const outcome = readFile(path, top, real, limits);
      if (outcome === undefined || outcome instanceof Uint8Array) return outcome;
      if (!problems.some((known) => known.path === path)) problems.push(outcome);
      return undefined;
    },
    problems: () => problems,
  };
}

function listFiles(top: string, limits: TreeLimits, problems: TreeProblem[]): string[] {
  const files: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(top, folder, problems)) {
      if (entry.name === '.git') continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && !leadsToFolder(top, path))) files.push(path);
      if (files.length > limits.maxFiles) {
        problems.push({
          path: '',
          kind: 'too-many',
          detail: `more than ${limits.maxFiles} files, the rest is not looked at`,
        });
        return files.slice(0, limits.maxFiles).sort();
      }
    }
  }
  return files.sort();
}

type Entry = Pick<Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>;

function entriesOf(top: string, folder: string, problems: TreeProblem[]): readonly Entry[] {
  try {
    const entries = readdirSync(systemPath(top, folder), { withFileTypes: true });
    // Node replaces bytes that are not UTF-8, so such a folder is read once more as bytes.
    return entries.some((entry) => entry.name.includes('\ufffd')) ? entriesAsBytes(top, folder) : entries;
  } catch (error) {
    problems.push(unreadable(folder, error));
    return [];
  }
}

function entriesAsBytes(top: string, folder: string): Entry[] {
  return readdirSync(systemPath(top, folder), { withFileTypes: true, encoding: 'buffer' }).map((entry) => ({
    name: decode(entry.name as unknown as Uint8Array),
    isDirectory: () => entry.isDirectory(),
    isFile: () => entry.isFile(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  }));
}

/** A link that leads nowhere is no folder: it is listed, and reading it gives the problem. */
function leadsToFolder(top: string, path: string): boolean {
  try {
    return statSync(systemPath(top, path)).isDirectory();
  } catch {
    return false;
  }
}

function readFile(
  path: string,
  top: string,
  realTop: () => string,
  limits: TreeLimits,
): Uint8Array | TreeProblem | undefined {
  if (!isTreePath(path) || path.split('/').includes('.git') || (sep === '\\' && path.includes('\\'))) return undefined;
  const asked = systemPath(top, path);
  let target: string | Buffer;
  try {
    target = typeof asked === 'string' ? realpathSync.native(asked) : realpathSync.native(asked, 'buffer');
    if (!inside(target, realTop())) return { path, kind: 'outside', detail: 'a symlink leads out of the folder' };
    if (intoGit(target, realTop())) return { path, kind: 'outside', detail: 'a symlink leads into .git' };
    return readRegular(path, target, limits);
  } catch (error) {
    return missing(path, asked, error);
  }
}

function inside(target: string | Buffer, realTop: string): boolean {
  const from = realTop.endsWith(sep) ? realTop : realTop + sep;
  return typeof target === 'string'
    ? target.startsWith(from)
    : target.subarray(0, Buffer.byteLength(from)).equals(Buffer.from(from));
}

function intoGit(target: string | Buffer, realTop: string): boolean {
  return target.toString().slice(realTop.length).split(sep).includes('.git');
}

/** The size is taken from the open file, and never more than the limit is read: a file may grow meanwhile, or lie as those of /proc do. */
function readRegular(path: string, target: string | Buffer, limits: TreeLimits): Uint8Array | TreeProblem | undefined {
  // O_NONBLOCK: opening a named pipe would wait for a writer.
  const file = openSync(target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return undefined;
    if (stat.size > limits.maxFileSize) return tooLarge(path, stat.size, limits);
    const bytes = new Uint8Array(stat.size);
    let length = 0;
    for (let n = -1; n !== 0 && length < bytes.length; length += n)
      n = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function missing(path: string, asked: string | Buffer, error: unknown): TreeProblem | undefined {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ELOOP') return { path, kind: 'symlink', detail: 'a symlink that leads round in a circle' };
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return unreadable(path, error);
  return linkAt(asked) ? { path, kind: 'symlink', detail: 'a symlink that leads nowhere' } : undefined;
}

function linkAt(path: string | Buffer): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function systemPath(top: string, path: string): string | Buffer {
  const whole = join(top, path);
  return whole.isWellFormed() ? whole : Buffer.from(encode(whole));
}

function unreadable(path: string, error: unknown): TreeProblem {
  const { code } = error as NodeJS.ErrnoException;
  return { path, kind: 'unreadable', detail: `cannot be read (${code ?? 'unknown error'})` };
}
