/** The values that directives of go.mod and go.work share: strings, versions, replacements, version intervals. */

import { quote } from '../std/strconv.ts';
import type { ModuleVersion } from '../version/module-version.ts';
import { canonicalVersion, checkPathMajor, isCanonical, splitPathVersion } from '../version/path-major.ts';
import { autoQuote, isDirectoryPath } from './quote.ts';
import type { Line } from './tree.ts';
import type { Replace } from './types.ts';
import { unquote } from './unquote.ts';

/** Why a directive is refused. `modPath` is set where Go's error names verb and module apart from the message. */
export interface ValueFault {
  readonly message: string;
  readonly modPath?: string;
}

/** Replaces a version that go.mod says by the canonical one; the error is the text after Go's `verb path: `, or, if `bare`, all of it. */
export type VersionFixer = (
  path: string,
  version: string,
) => { readonly version: string; readonly error?: undefined } | { readonly error: string; readonly bare?: boolean };

/** What follows the verb: `tokens` from `from` on. Parsing writes canonical forms back into the tokens. */
export interface Arguments {
  readonly tokens: string[];
  readonly from: number;
}

export function count(args: Arguments): number {
  return args.tokens.length - args.from;
}

export function argument(args: Arguments, i: number): string {
  return args.tokens[args.from + i] ?? '';
}

/** The value of argument `i`, which is rewritten to need no quotes that it need not. */
export function stringValue(args: Arguments, i: number): string | ValueFault {
  const value = parseString(args, i);
  return typeof value === 'string' ? value : { message: `invalid quoted string: ${value.message}` };
}

/** Other quotes than `"` are refused: Go keeps them for later. */
function parseString(args: Arguments, i: number): string | ValueFault {
  const token = argument(args, i);
  if (!/["'`]/.test(token)) return token;
  if (token[0] !== '"') return { message: 'unquoted string cannot contain quote' };
  const value = unquote(token);
  if (value === undefined) return { message: 'invalid syntax' };
  args.tokens[args.from + i] = autoQuote(value);
  return value;
}

/** The version in argument `i`, made canonical by `fix`, or without it by being semantic. */
export function versionValue(
  verb: string,
  path: string,
  args: Arguments,
  i: number,
  fix: VersionFixer | undefined,
): string | ValueFault {
  if (fix === undefined && isCanonical(argument(args, i))) return argument(args, i);
  const text = parseString(args, i);
  const subject = path === '' ? verb : `${verb} ${path}`;
  if (typeof text !== 'string') {
    return { message: `${subject}: version ${quote(argument(args, i))} invalid: ${text.message}` };
  }
  let version: string;
  if (fix) {
    const fixed = fix(path, text);
    if (fixed.error !== undefined) return { message: fixed.bare ? fixed.error : `${subject}: ${fixed.error}` };
    version = fixed.version;
  } else {
    version = canonicalVersion(text);
    if (version === '') {
      return { message: `${subject}: version ${quote(text)} invalid: must be of the form v1.2.3` };
    }
  }
  if (version !== argument(args, i)) args.tokens[args.from + i] = version;
  return version;
}

/** A path and a version that must fit it, as require and exclude have them. */
export function moduleVersionValue(
  verb: string,
  args: Arguments,
  fix: VersionFixer | undefined,
): ModuleVersion | ValueFault {
  if (count(args) !== 2) return { message: `usage: ${verb} module/path v1.2.3` };
  const path = stringValue(args, 0);
  if (typeof path !== 'string') return path;
  const version = versionValue(verb, path, args, 1, fix);
  if (typeof version !== 'string') return version;
  const { pathMajor, ok } = splitPathVersion(path);
  if (!ok) return { message: 'invalid module path' };
  const fits = fix === undefined && pathMajor === '' && (version.startsWith('v0.') || version.startsWith('v1.'));
  const mismatch = fits ? undefined : checkPathMajor(version, pathMajor);
  return mismatch === undefined ? { path, version } : { message: mismatch, modPath: path };
}

export function replaceValue(line: Line, args: Arguments, fix: VersionFixer | undefined): Replace | ValueFault {
  const n = count(args);
  const arrow = n >= 2 && argument(args, 1) === '=>' ? 1 : 2;
  if (n < arrow + 2 || n > arrow + 3 || argument(args, arrow) !== '=>') return { message: REPLACE_USAGE };
  const path = stringValue(args, 0);
  if (typeof path !== 'string') return path;
  const { pathMajor, ok } = splitPathVersion(path);
  if (!ok) return { message: 'invalid module path', modPath: path };
  const version = arrow === 2 ? versionValue('replace', path, args, 1, fix) : '';
  if (typeof version !== 'string') return version;
  const mismatch = arrow === 2 ? checkPathMajor(version, pathMajor) : undefined;
  if (mismatch !== undefined) return { message: mismatch, modPath: path };
  const target = replacementValue(args, arrow + 1, fix);
  return 'message' in target ? target : { old: { path, version }, new: target, line };
}

const REPLACE_USAGE =
  'usage: replace module/path [v1.2.3] => other/module v1.4\n\t or replace module/path [v1.2.3] => ../local/directory';

/** The right side: a directory, or a module with a version. */
function replacementValue(args: Arguments, i: number, fix: VersionFixer | undefined): ModuleVersion | ValueFault {
  const path = stringValue(args, i);
  if (typeof path !== 'string') return path;
  if (count(args) === i + 1) {
    const message = directoryFault(path);
    return message === undefined ? { path, version: '' } : { message };
  }
  const version = versionValue('replace', path, args, i + 1, fix);
  if (typeof version !== 'string') return version;
  if (!isDirectoryPath(path)) return { path, version };
  return { message: `replacement module directory path ${quote(path)} cannot have version` };
}

function directoryFault(path: string): string | undefined {
  if (!isDirectoryPath(path)) {
    return path.includes('@')
      ? "replacement module must match format 'path version', not 'path@version'"
      : 'replacement module without version must be directory path (rooted or starting with . or ..)';
  }
  // Go on Windows would take it; a repository is judged as on the systems that its builds run on.
  return path.includes('\\') ? 'replacement directory appears to be Windows path (on a non-windows system)' : undefined;
}

/** One version or `[low, high]`, and how many arguments it took. */
export interface Interval {
  readonly low: string;
  readonly high: string;
  readonly used: number;
}

/** What retract says. Only the shape is checked: neither the order nor, without `fix`, the versions themselves. */
export function intervalValue(path: string, args: Arguments, fix: VersionFixer): Interval | ValueFault {
  const n = count(args);
  const first = argument(args, 0);
  if (n === 0 || first === '(') return { message: "expected '[' or version" };
  if (first !== '[') {
    const version = versionValue('retract', path, args, 0, fix);
    return typeof version === 'string' ? { low: version, high: version, used: 1 } : version;
  }
  if (n === 1) return { message: "expected version after '['" };
  const low = versionValue('retract', path, args, 1, fix);
  if (typeof low !== 'string') return low;
  if (argument(args, 2) !== ',') return { message: "expected ',' after version" };
  if (n === 3) return { message: "expected version after ','" };
  const high = versionValue('retract', path, args, 3, fix);
  if (typeof high !== 'string') return high;
  return argument(args, 4) === ']' ? { low, high, used: 5 } : { message: "expected ']' after version" };
}
