/**
 * Folders that nobody but this user and root can put anything into. Every folder on the way is looked at, as ssh does for its keys: who
 * may rename one of them decides what lies below it.
 */
import { lstatSync, mkdirSync, readlinkSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, parse, resolve, sep } from 'node:path';

/** As in the kernel. */
const MAX_LINKS = 40;

/**
 * The folder's real path, or undefined where it is missing, no folder, or not this user's alone. Symlinks of this user and of root are
 * followed on the way, but the folder itself must be none. `make`: makes what is missing, for this user alone, below folders that are
 * trusted, so that a run as another user (sudo) leaves nothing behind.
 */
export function trustedFolder(folder: string, make = false): string | undefined {
  try {
    return isAbsolute(folder) ? walk(resolve(folder), make) : undefined;
  } catch {
    // A disk that is full or read-only, a folder that may not be entered.
    return undefined;
  }
}

function walk(folder: string, make: boolean): string | undefined {
  // A run asks thousands of times for a cache that is not there: one look then, instead of one at every folder above.
  if (!make && lstatSync(folder, { throwIfNoEntry: false }) === undefined) return undefined;
  let path = folder;
  let links = 0;
  let from = rootOf(path);
  let stat = lstatSync(path.slice(0, from));
  while (from < path.length) {
    if (!isSafe(stat)) return undefined;
    const end = path.indexOf(sep, from) < 0 ? path.length : path.indexOf(sep, from);
    const next = path.slice(0, end);
    const found = statOrMake(next, make);
    if (found?.isDirectory()) {
      stat = found;
      from = end + 1;
    } else {
      if (!found?.isSymbolicLink() || end === path.length || !isOfUserOrRoot(found) || ++links > MAX_LINKS)
        return undefined;
      path = resolve(dirname(next), readlinkSync(next)) + path.slice(end);
      from = rootOf(path);
      stat = lstatSync(path.slice(0, from));
    }
  }
  return isOwn(stat) ? path : undefined;
}

/** Characters up to the first name: 1, or those of `C:\\`. */
const rootOf = (path: string) => (sep === '/' ? 1 : parse(path).root.length);

/** One folder at a time: mkdir with `recursive` never ends where the parent exists and the system says that it does not (/proc). */
function statOrMake(folder: string, make: boolean): Stats | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found || !make) return found;
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // Another run may have made it meanwhile.
  }
  return lstatSync(folder, { throwIfNoEntry: false });
}

/** Windows keeps a user's folders by other means. */
const uid = process.getuid?.();

/** Whether a file or folder belongs to this user and nobody else can write it. */
export function isOwn(stat: Stats): boolean {
  return uid === undefined || (stat.uid === uid && !isOpen(stat));
}

const isOfUserOrRoot = (stat: Stats) => uid === undefined || stat.uid === uid || stat.uid === 0;

/** In a sticky folder (/tmp) nobody can rename what belongs to another, and what comes next is looked at as well. */
const isSafe = (stat: Stats) => isOfUserOrRoot(stat) && (!isOpen(stat) || (stat.mode & STICKY) !== 0);

const STICKY = 0o1000;

/** A group with the user's own number is theirs alone: so Debian, Ubuntu and Fedora make it, whose umask lets it write. */
function isOpen({ mode, uid: owner, gid }: Stats): boolean {
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && !(owner === uid && gid === owner));
}
