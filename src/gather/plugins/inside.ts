/** Whether a path leads through a folder: by the folders that its name names, by each symbolic link on the way, and by where it ends. */
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';

/** More links than that lead in a circle. */
const MAX_LINKS = 40;

/**
 * A file that is reached through a link of a folder is as much of that folder as one that lies in it: who may change the folder says what
 * the link leads to. `folders` and `path` are absolute. What does not exist is taken by its name.
 */
export function leadsThrough(path: string, folders: readonly string[]): boolean {
  const real = folders.map(realOf);
  return placesOf(resolve(path)).some((place) => real.some((folder) => isInside(place, folder)));
}

/** Every place that is looked at on the way to a file, with its folder as it really is. */
function placesOf(path: string, links = 0): string[] {
  const { root } = parse(path);
  const names = path.slice(root.length).split(sep).filter(Boolean);
  const places: string[] = [];
  let at = realOf(root);
  for (const [i, name] of names.entries()) {
    const place = join(at, name);
    places.push(place);
    const target = linkAt(place);
    if (target === undefined) {
      at = realOf(place);
      continue;
    }
    if (links === MAX_LINKS) return places;
    const rest = names.slice(i + 1);
    return [...places, ...placesOf(resolve(dirname(place), target, ...rest), links + 1)];
  }
  return [...places, at];
}

function linkAt(place: string): string | undefined {
  try {
    return lstatSync(place).isSymbolicLink() ? readlinkSync(place) : undefined;
  } catch {
    return undefined;
  }
}

/** As the file system writes it, where letters of either case name one file. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function isInside(place: string, folder: string): boolean {
  const way = relative(folder, place);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && parse(way).root === '');
}
