/** Which module, import and file paths Go allows, with Go's messages: x/mod/module's Check functions. `undefined` is "allowed". */

import { quote, quoteRune } from '../std/strconv.ts';
import { isLetter } from '../std/unicode.ts';
import { pathMajorMismatch, splitPathVersion } from '../version/path-major.ts';
import { isValid } from '../version/semver.ts';

type Kind = 'module' | 'import' | 'file';

/** A path that a module can be required and fetched by. */
export function checkPath(path: string): string | undefined {
  return malformed('module', path, modulePathFault(path));
}

/** Gives Go's message if a package path is malformed (module.CheckImportPath); undefined if it is valid. */
export function checkImportPath(path: string): string | undefined {
  return malformed('import', path, pathFault(path, 'import'));
}

/** The path on a main module's own module line, which nobody need be able to fetch: modload.loadModFile. */
export function checkMainPath(path: string): string | undefined {
  return malformed('module', path, pathFault(path, 'import'));
}

/** A path inside a module's zip: Unicode letters, spaces and more punctuation are allowed. */
export function checkFilePath(path: string): string | undefined {
  return malformed('file', path, pathFault(path, 'file'));
}

/** Path and version together: both valid, and the major version fits. */
export function check(path: string, version: string): string | undefined {
  const fault = checkPath(path);
  if (fault) return fault;
  const mismatch = isValid(version)
    ? pathMajorMismatch(version, splitPathVersion(path).pathMajor)
    : 'not a semantic version';
  return mismatch && `${path}@${version}: invalid version: ${mismatch}`;
}

/** What is wrong with one element of a file path; a version must be one (it is a file's name in the cache). */
export function fileNameFault(name: string): string | undefined {
  return elementFault(name, 'file');
}

function malformed(kind: Kind, path: string, fault: string | undefined): string | undefined {
  return fault && `malformed ${kind} path ${quote(path)}: ${fault}`;
}

function modulePathFault(path: string): string | undefined {
  const fault = pathFault(path, 'module');
  if (fault) return fault;
  const slash = path.indexOf('/');
  const first = slash < 0 ? path : path.slice(0, slash);
  if (!first.includes('.')) return 'missing dot in first path element';
  const stray = /[^-.0-9a-z]/.exec(first);
  if (stray) return `invalid char ${quoteRune(stray[0].charCodeAt(0))} in first path element`;
  return splitPathVersion(path).ok ? undefined : 'invalid version';
}

function pathFault(path: string, kind: Kind): string | undefined {
  if (!path.isWellFormed()) return 'invalid UTF-8';
  if (path === '') return 'empty string';
  if (path[0] === '-' && kind !== 'file') return 'leading dash';
  if (path.includes('//')) return 'double slash';
  if (path.endsWith('/')) return 'trailing slash';
  let start = 0;
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
    const fault = elementFault(path.slice(start, slash), kind);
    if (fault) return fault;
    start = slash + 1;
  }
  return elementFault(path.slice(start), kind);
}

function elementFault(element: string, kind: Kind): string | undefined {
  if (element === '') return 'empty path element';
  if (/^\.+$/.test(element)) return `invalid path element ${quote(element)}`;
  if (element[0] === '.' && kind === 'module') return 'leading dot in path element';
  if (element.endsWith('.')) return 'trailing dot in path element';
  const stray = strayRune(element, kind);
  if (stray !== undefined) return `invalid char ${quoteRune(stray)}`;
  const dot = element.indexOf('.');
  const short = dot < 0 ? element : element.slice(0, dot);
  if (WINDOWS_NAMES.test(short)) return `${quote(short)} disallowed as path element component on Windows`;
  return kind !== 'file' && looksLikeShortName(short) ? 'trailing tilde and digits in path element' : undefined;
}

const WINDOWS_NAMES = /^(?:con|prn|aux|nul|(?:com|lpt)[1-9])$/i;

/** `PROGRA~1`: Windows' short form of a longer name. */
function looksLikeShortName(short: string): boolean {
  const tilde = short.lastIndexOf('~');
  return tilde >= 0 && /^[0-9]+$/.test(short.slice(tilde + 1));
}

const PUNCTUATION = { module: '-._~', import: '-._~+', file: '!#$%&()+,-.=@[]^_{}~ ' };

function strayRune(element: string, kind: Kind): number | undefined {
  const allowed = PUNCTUATION[kind];
  for (let i = 0; i < element.length; i++) {
    const rune = element.codePointAt(i)!;
    if (rune >= 0x80 ? kind !== 'file' || !isLetter(rune) : !isAlphanumeric(rune) && !allowed.includes(element[i]!)) {
      return rune;
    }
    if (rune > 0xffff) i++;
  }
  return undefined;
}

function isAlphanumeric(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || (c >= 0x30 && c <= 0x39);
}
