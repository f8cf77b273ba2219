/** Folder paths as Go's path/filepath handles them on Unix: text only, no file system. */

import { isDirectoryPath } from '../modfile/quote.ts';

/** filepath.Clean: no `.`, no `//`, `..` only at the start of a relative path. '' is `.`. */
export function clean(path: string): string {
  const rooted = path.startsWith('/');
  const out: string[] = [];
  for (const element of path.split('/')) {
    if (element === '' || element === '.') continue;
    if (element !== '..') out.push(element);
    else if (out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (!rooted) out.push('..');
  }
  const body = out.join('/');
  return rooted ? `/${body}` : body === '' ? '.' : body;
}

/** filepath.Join of a folder and what is named below it. `below` is never read as an absolute path. */
export function join(folder: string, below: string): string {
  return clean(folder === '' ? below : `${folder}/${below}`);
}

/** filepath.Dir. */
export function parent(path: string): string {
  return clean(path.slice(0, path.lastIndexOf('/') + 1));
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

/** filepath.Rel of two absolute paths. */
export function relative(from: string, to: string): string {
  const a = clean(from).split('/').filter(Boolean);
  const b = clean(to).split('/').filter(Boolean);
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  const up = a.slice(same).map(() => '..');
  return [...up, ...b.slice(same)].join('/') || '.';
}

/** base.ShortPath: how the go command names a file in its messages, relative to where it runs if that is shorter. */
export function shortPath(from: string, path: string): string {
  const short = relative(from, path);
  return short.length < path.length ? short : path;
}

/** modload.ToDirectoryPath: a relative path that cannot be taken for a module path. */
export function toDirectoryPath(path: string): string {
  return isDirectoryPath(path) ? path : `./${clean(path)}`;
}
