/** The form of paths and versions in proxy URLs and the module cache: a capital letter is `!` and the small one (x/mod/module). */

import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import { checkPath, fileNameFault } from './check.ts';

/** The form of a module path in file names and proxy URLs: `!a` for `A` (module.EscapePath). */
export function escapePath(path: string): Result<string> {
  const error = checkPath(path);
  return error === undefined ? escaped(path) : { error };
}

/** The module path of an escaped form (module.UnescapePath). */
export function unescapePath(escapedPath: string): Result<string> {
  const error = `invalid escaped module path ${quote(escapedPath)}`;
  const value = unescaped(escapedPath);
  if (value === undefined) return { error };
  const fault = checkPath(value);
  return fault === undefined ? { value } : { error: `${error}: ${fault}` };
}

/** The version need not be semantic (`master` is asked of a proxy too), but it must be able to be a file's name. */
export function escapeVersion(version: string): Result<string> {
  if (fileNameFault(version) !== undefined || version.includes('!')) {
    return { error: `version ${quote(version)} invalid: disallowed version string` };
  }
  return escaped(version);
}

/** The version of an escaped form (module.UnescapeVersion). */
export function unescapeVersion(escapedVersion: string): Result<string> {
  const value = unescaped(escapedVersion);
  if (value === undefined) return { error: `invalid escaped version ${quote(escapedVersion)}` };
  const fault = fileNameFault(value);
  return fault === undefined ? { value } : { error: `invalid escaped version ${quote(value)}: ${fault}` };
}

function escaped(text: string): Result<string> {
  // A version may hold letters that a path may not: Go notices only here, in these words.
  if (/[^\0-\x7f]/.test(text)) return { error: 'internal error: inconsistency in EscapePath' };
  return { value: text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`) };
}

function unescaped(text: string): string | undefined {
  if (/[^\0-\x7f]|[A-Z]|!(?![a-z])/.test(text)) return undefined;
  return text.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
