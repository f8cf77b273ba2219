/**
 * Versions of Go itself: `1.21.3` in a go line, `go1.21.3` as a toolchain's name. The order is Go's own (internal/gover):
 * from 1.21 on `1.21` < `1.21rc1` < `1.21.0`, before that `1.20` = `1.20.0`. A malformed version is below all others.
 */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { trimSpace } from '../std/unicode.ts';
import { compareDecimal, decrement } from './decimal.ts';

interface GoVersion {
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  readonly kind: string;
  readonly pre: string;
}

const MALFORMED: GoVersion = { major: '', minor: '', patch: '', kind: '', pre: '' };

export function isValid(version: string): boolean {
  return parse(version) !== MALFORMED;
}

export function compare(x: string, y: string): -1 | 0 | 1 {
  if (x === y) return 0;
  const v = parse(x);
  const w = parse(y);
  return (
    compareDecimal(v.major, w.major) ||
    compareDecimal(v.minor, w.minor) ||
    compareDecimal(v.patch, w.patch) ||
    compareKind(v.kind, w.kind) ||
    compareDecimal(v.pre, w.pre)
  );
}

/** The greater one, `x` when they are equal. */
export function max(x: string, y: string): string {
  return compare(x, y) < 0 ? y : x;
}

/** Whether the version names a language version (`1.21`), not a release (`1.21.0`). `1.20` is a release: it is 1.20.0. */
export function isLang(version: string): boolean {
  const v = parse(version);
  return v !== MALFORMED && v.patch === '' && v.kind === '' && v.pre === '';
}

/** `1.21` of `1.21.3`; '' for a malformed version. */
export function lang(version: string): string {
  const v = parse(version);
  return v.minor === '' || (v.major === '1' && v.minor === '0') ? v.major : `${v.major}.${v.minor}`;
}

/** A `1.21rc1`. `1.21` is none, although it sorts below `1.21.0`. */
export function isPrerelease(version: string): boolean {
  return parse(version).kind !== '';
}

/** The language version before: `1.20` of `1.21.3`; `1` of `1.1` and of `1`; '' for a malformed version. */
export function prev(version: string): string {
  const v = parse(version);
  return compareDecimal(v.minor, '1') <= 0 ? v.major : `${v.major}.${decrement(v.minor)}`;
}

/** `1.21.3` of `go1.21.3` and of `go1.21.3-custom`; '' where the name is no toolchain's (a path separator in it is refused). */
export function fromToolchain(name: string): string {
  if (!name.startsWith('go') || /[\\/]/.test(name)) return '';
  const version = name.slice(2).split(/[ \t-]/)[0]!;
  return isValid(version) ? version : '';
}

/** go/version.IsValid: with the `go` in front, `go1.21rc2`. */
export function isValidName(name: string): boolean {
  return isValid(stripGo(name));
}

/** go/version.Compare. */
export function compareNames(x: string, y: string): -1 | 0 | 1 {
  return compare(stripGo(x), stripGo(y));
}

/** go/version.Lang: `go1.21` of `go1.21rc2`. */
export function langName(name: string): string {
  const version = lang(stripGo(name));
  return version === '' ? '' : `go${version}`;
}

/** What x/mod's modfile takes for a go line (GoVersionRE). Stricter than `isValid`: no leading zeros, at least two numbers. */
export function isGoLine(version: string): boolean {
  return /^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/.test(version);
}

/** What x/mod's modfile takes for a toolchain line (ToolchainRE). */
export function isToolchainLine(name: string): boolean {
  return name === 'default' || name === 'go1' || name.startsWith('go1.');
}

/**
 * The value of the first line of a go.mod or go.work that begins with `key`, read line by line as cmd/go does before it parses; '' for none.
 * It does not look into blocks, and takes `go "1.20"` with its quotes.
 */
export function goModLookup(text: string, key: string): string {
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    const line = trimSpace(text.slice(from, end));
    const mark = line.charCodeAt(key.length);
    if ((mark === 0x20 || mark === 0x09) && line.startsWith(key)) {
      const comment = line.indexOf('//', key.length);
      return trimSpace(line.slice(key.length, comment < 0 ? line.length : comment));
    }
    from = end + 1;
  }
  return '';
}

/** Without `go` and without a `-custom` suffix; '' where there is no `go`. */
function stripGo(name: string): string {
  const base = name.split('-')[0]!;
  return base.startsWith('go') ? base.slice(2) : '';
}

const NUMBER = '(0|[1-9][0-9]*)';
const SHAPE = new RegExp(`^${NUMBER}(?:\\.${NUMBER}(?:\\.${NUMBER}|([a-z]+)${NUMBER}?)?)?$`);

function parse(version: string): GoVersion {
  const m = SHAPE.exec(version);
  if (!m) return MALFORMED;
  const [, major = '', minor, patch, kind = '', pre = ''] = m;
  if (minor === undefined) return { major, minor: '0', patch: '0', kind, pre };
  // Go 1.21 was the first to tell its language version from its first release.
  const implied = kind === '' && compareDecimal(minor, '21') < 0 ? '0' : '';
  return { major, minor, patch: patch ?? implied, kind, pre };
}

/** Alphabetical, which is the order of time: none, alpha, beta, rc. */
function compareKind(x: string, y: string): -1 | 0 | 1 {
  return x === y ? 0 : x < y ? -1 : 1;
}
