/**
 * Files that are written whole or not at all: beside the name first, then renamed. A run that is killed, a full disk or a folder that may
 * not be written leaves the old file as it was. A symbolic link at the name itself is replaced, never followed. Pipes, terminals and
 * descriptors that are open (`/dev/stderr`) are written as they are.
 */
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export interface WriteOptions {
  /** Trees that are judged, whose links are not trusted: a name in one leads to a file in it. Absolute. */
  readonly roots?: readonly string[];
  /** Only where nothing is at that name. */
  readonly fresh?: boolean;
}

/** Gives the reason where the file could not be written; what was there is then untouched. `file`: absolute. */
export function writeWhole(
  file: string,
  text: string | Uint8Array,
  { roots = [], fresh = false }: WriteOptions = {},
): string | undefined {
  try {
    for (const root of roots) {
      const refusal = leavesTree(dirname(file), root);
      if (refusal !== undefined) return refusal;
    }
    const there = lstatIf(file);
    if (there !== undefined && fresh) return 'already exists';
    const descriptor = /^\/(?:dev|proc\/self)\/fd\/(\d{1,9})$|^\/dev\/stderr$/.exec(file);
    if (descriptor) writeFileSync(Number(descriptor[1] ?? 2), text);
    else if (there?.isFIFO() || there?.isCharacterDevice()) writeStream(file, text);
    else return wrongKind(file, there) ?? replace(file, text, there, fresh);
  } catch (error) {
    return reasonOf(error as NodeJS.ErrnoException);
  }
  return undefined;
}

/** Removes a file, where one is there; links, pipes and folders stay. Gives the reason where it could not be removed. `file`: absolute. */
export function removeWritten(file: string, { roots = [] }: Pick<WriteOptions, 'roots'> = {}): string | undefined {
  try {
    if (lstatIf(file)?.isFile() !== true) return undefined;
    for (const root of roots) {
      const refusal = leavesTree(dirname(file), root);
      if (refusal !== undefined) return refusal;
    }
    rmSync(file);
  } catch (error) {
    return reasonOf(error as NodeJS.ErrnoException).replace('written', 'removed');
  }
  return undefined;
}

function writeStream(file: string, text: string | Uint8Array): void {
  const descriptor = openSync(file, constants.O_WRONLY);
  try {
    writeFileSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

function wrongKind(file: string, there: Stats | undefined): string | undefined {
  if (there?.isDirectory() || (there?.isSymbolicLink() && isFolder(file))) return 'is a folder; use a file';
  if (there?.isBlockDevice() || there?.isSocket()) return 'is not a file';
  return undefined;
}

function replace(
  file: string,
  text: string | Uint8Array,
  there: Stats | undefined,
  fresh: boolean,
): string | undefined {
  // A rename asks nobody whether the old file may be written.
  if (there?.isFile()) accessSync(file, constants.W_OK);
  const draft = join(dirname(file), `.modwarden-${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`);
  try {
    writeDraft(draft, text, there?.isFile() ? there.mode & 0o777 : undefined);
    if (!fresh) renameSync(draft, file);
    else if (!placeFresh(draft, file, text)) return 'already exists';
    return undefined;
  } finally {
    rmSync(draft, { force: true });
  }
}

function writeDraft(draft: string, text: string | Uint8Array, mode: number | undefined): void {
  const descriptor = openSync(draft, 'wx', 0o666);
  try {
    if (mode !== undefined) fchmodSync(descriptor, mode);
    writeFileSync(descriptor, text);
    // Some disks say only now that they are full.
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Without a moment in which another program's file could be lost. Whether the name was free. */
function placeFresh(draft: string, file: string, text: string | Uint8Array): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
  }
  // A file system without hard links.
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A folder that by its name is in the tree, and by a link in the tree is somewhere else, or in .git. */
function leavesTree(folder: string, root: string): string | undefined {
  const named = inside(resolve(folder), resolve(root));
  if (named === undefined) return undefined;
  const real = inside(realpathSync(folder), realpathSync(root));
  if (real === undefined) return 'is outside the repository: a symbolic link points there';
  const isGit = (path: string) => path.split(sep).includes('.git');
  return isGit(real) && !isGit(named) ? 'is in .git: a symbolic link points there' : undefined;
}

/** The way from one folder down to another. */
function inside(folder: string, root: string): string | undefined {
  const way = relative(root, folder);
  return way === '..' || way.startsWith(`..${sep}`) || resolve(root, way) !== folder ? undefined : way;
}

function lstatIf(file: string): Stats | undefined {
  return lstatSync(file, { throwIfNoEntry: false });
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'cannot be written: the folder does not exist',
  ENOTDIR: 'cannot be written: a parent folder is a file',
  EACCES: 'cannot be written: permission denied',
  EPERM: 'cannot be written: permission denied',
  EROFS: 'cannot be written: the file system is read-only',
  ENOSPC: 'cannot be written: the disk is full',
};

function reasonOf({ code = 'unknown error' }: NodeJS.ErrnoException): string {
  return `${Object.hasOwn(REASONS, code) ? REASONS[code]! : 'cannot be written'} (${code})`;
}
