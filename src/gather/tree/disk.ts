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
  type Stats,
  statSync,
} from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { compareText } from '../../go/std/order.ts';
import { isTreePath, TREE_LIMITS, type Tree, TreeError, type TreeLimits, tooLarge } from '../../model/tree.ts';
import { decode, encode } from '../../text/bytes.ts';

/**
 * A `root` that is no folder gives an empty tree, and `omitted` says why. File system calls are synchronous: as fast as the
 * asynchronous ones over many folders, faster for the few files of a small repository.
 */
export function diskTree(root: string, limits: TreeLimits = TREE_LIMITS): Tree {
  const omitted: TreeError[] = [];
  const top = resolve(root);
  let realTop: string | undefined;
  const real = () => (realTop ??= realpathSync.native(top));
  let listed: readonly string[] | undefined;
  return {
    // Not where it lies: the same files give the same report on every machine.
    name: 'work tree',
    list: async () => (listed ??= listFiles(top, limits, omitted)),
    read: async (path) => readFile(path, top, real, limits),
    omitted: () => omitted,
  };
}

/** A named pipe, device or socket is listed as well, and reading it says what it is; Go skips .go files of such kinds. */
function listFiles(top: string, limits: TreeLimits, omitted: TreeError[]): string[] {
  const files: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(top, folder, omitted)) {
      if (entry.name === '.git') continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isSymbolicLink() ? !leadsToFolder(top, path) : entry.isFile() || !path.endsWith('.go'))
        files.push(path);
      if (files.length > limits.maxFiles) {
        omitted.push(new TreeError('', 'too-large', `more than ${limits.maxFiles} files: the others are not checked`));
        return files.slice(0, limits.maxFiles).sort(compareText);
      }
    }
  }
  return files.sort(compareText);
}

type FolderEntry = Pick<Dirent, 'name' | 'isDirectory' | 'isFile' | 'isSymbolicLink'>;

function entriesOf(top: string, folder: string, omitted: TreeError[]): readonly FolderEntry[] {
  try {
    const entries = readdirSync(systemPath(top, folder), { withFileTypes: true });
    // Node replaces bytes that are not UTF-8, so such a folder is read once more as bytes.
    return entries.some((entry) => entry.name.includes('\ufffd')) ? entriesAsBytes(top, folder) : entries;
  } catch (error) {
    omitted.push(unreadable(folder, error));
    return [];
  }
}

function entriesAsBytes(top: string, folder: string): FolderEntry[] {
  return readdirSync(systemPath(top, folder), { withFileTypes: true, encoding: 'buffer' }).map((entry) => ({
    name: decode(entry.name as unknown as Uint8Array),
    isDirectory: () => entry.isDirectory(),
    isFile: () => entry.isFile(),
    isSymbolicLink: () => entry.isSymbolicLink(),
  }));
}

/** A link that leads nowhere is no folder: it is listed, and reading it says so. */
function leadsToFolder(top: string, path: string): boolean {
  try {
    return statSync(systemPath(top, path)).isDirectory();
  } catch {
    return false;
  }
}

function readFile(path: string, top: string, realTop: () => string, limits: TreeLimits): Uint8Array | undefined {
  if (!isTreePath(path) || path.split('/').includes('.git') || (sep === '\\' && path.includes('\\'))) return undefined;
  const asked = systemPath(top, path);
  let target: string | Buffer;
  try {
    target = typeof asked === 'string' ? realpathSync.native(asked) : realpathSync.native(asked, 'buffer');
    if (!inside(target, realTop())) throw new TreeError(path, 'outside', 'a symlink points outside the repository');
    if (intoGit(target, realTop())) throw new TreeError(path, 'outside', 'a symlink points into .git');
    return readRegular(path, target, limits);
  } catch (error) {
    const refused = error instanceof TreeError ? error : refusal(path, asked, error);
    if (refused) throw refused;
    return undefined;
  }
}

function inside(target: string | Buffer, realTop: string): boolean {
  if (target.toString() === realTop) return true;
  const from = realTop.endsWith(sep) ? realTop : realTop + sep;
  return typeof target === 'string'
    ? target.startsWith(from)
    : target.subarray(0, Buffer.byteLength(from)).equals(Buffer.from(from));
}

function intoGit(target: string | Buffer, realTop: string): boolean {
  return target.toString().slice(realTop.length).split(sep).includes('.git');
}

/** The size is taken from the open file, and never more than the limit is read: a file may grow meanwhile, or lie as those of /proc do. */
function readRegular(path: string, target: string | Buffer, limits: TreeLimits): Uint8Array | undefined {
  // O_NONBLOCK: opening a named pipe would wait for a writer.
  const file = openSync(target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory()) return undefined;
    if (!stat.isFile()) throw new TreeError(path, 'unreadable', `${kindOf(stat)}, not a file`);
    if (stat.size > limits.maxFileSize) throw tooLarge(path, stat.size, limits);
    const bytes = new Uint8Array(stat.size);
    let length = 0;
    for (let n = -1; n !== 0 && length < bytes.length; length += n)
      n = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function kindOf(stat: Stats): string {
  if (stat.isFIFO()) return 'a named pipe';
  return stat.isSocket() ? 'a socket' : 'a device';
}

/** undefined where there simply is no such file. */
function refusal(path: string, asked: string | Buffer, error: unknown): TreeError | undefined {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ELOOP') return new TreeError(path, 'unreadable', 'a circular symlink');
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return unreadable(path, error);
  return isLink(asked) ? new TreeError(path, 'unreadable', 'a broken symlink') : undefined;
}

function isLink(path: string | Buffer): boolean {
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

function unreadable(path: string, error: unknown): TreeError {
  return new TreeError(
    path,
    'unreadable',
    `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
  );
}
