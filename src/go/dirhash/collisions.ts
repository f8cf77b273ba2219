/** Names that cannot stand side by side on every file system (collisionChecker of golang.org/x/mod/zip). */
import { quote } from '../std/strconv.ts';
import { foldCase } from './fold.ts';

export interface Collisions {
  /** Adds a path and the folders above it. The error is Go's: another case of a name, a name twice, or a file that is a folder, too. */
  add(path: string, isFolder: boolean): string | undefined;
}

export function collisions(): Collisions {
  const seen = new Map<string, { readonly path: string; readonly isFolder: boolean }>();
  function addOne(path: string, isFolder: boolean): string | undefined {
    const folded = foldCase(path);
    const other = seen.get(folded);
    if (!other) {
      seen.set(folded, { path, isFolder });
      return undefined;
    }
    if (path !== other.path) return `case-insensitive file name collision: ${quote(other.path)} and ${quote(path)}`;
    if (isFolder !== other.isFolder) return `entry ${quote(path)} is both a file and a directory`;
    return isFolder ? undefined : `multiple entries for file ${quote(path)}`;
  }
  return {
    add: (path, isFolder) => {
      let error = addOne(path, isFolder);
      for (let slash = path.lastIndexOf('/'); !error && slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        error = addOne(path.slice(0, slash), true);
      }
      return error;
    },
  };
}
