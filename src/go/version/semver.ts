/**
 * Semantic versions as golang.org/x/mod/semver reads them: a leading `v`, `v1` and `v1.2` allowed (without pre-release or build),
 * numbers of any size. An invalid version is below every valid one and equal to every invalid one.
 */

import { compareText } from '../std/order.ts';
import { compareDecimal } from './decimal.ts';

/** Offsets into the version; a number that is not written has no length and means 0. */
interface Parts {
  readonly majorEnd: number;
  readonly minorEnd: number;
  readonly patchEnd: number;
  readonly prereleaseEnd: number;
}

export function isValid(version: string): boolean {
  return parse(version) !== undefined;
}

/** The full form, `vMAJOR.MINOR.PATCH[-PRERELEASE]`, without build; '' for an invalid version. */
export function canonical(version: string): string {
  const p = parse(version);
  if (!p) return '';
  if (p.minorEnd === p.majorEnd) return `${version}.0.0`;
  if (p.patchEnd === p.minorEnd) return `${version}.0`;
  return p.prereleaseEnd === version.length ? version : version.slice(0, p.prereleaseEnd);
}

/** `v2` of `v2.1.0`; '' for an invalid version. */
export function major(version: string): string {
  const p = parse(version);
  return p ? version.slice(0, p.majorEnd) : '';
}

/** `v2.1` of `v2.1.0`; '' for an invalid version. */
export function majorMinor(version: string): string {
  const p = parse(version);
  if (!p) return '';
  return p.minorEnd === p.majorEnd ? `${version}.0` : version.slice(0, p.minorEnd);
}

/** `-pre` of `v2.1.0-pre+meta`; '' where there is none or the version is invalid. */
export function prerelease(version: string): string {
  const p = parse(version);
  return p ? version.slice(p.patchEnd, p.prereleaseEnd) : '';
}

/** `+meta` of `v2.1.0-pre+meta`; '' where there is none or the version is invalid. */
export function build(version: string): string {
  const p = parse(version);
  return p ? version.slice(p.prereleaseEnd) : '';
}

/** Semver precedence; build metadata does not count. */
export function compare(v: string, w: string): -1 | 0 | 1 {
  if (v === w) return 0;
  return compareParts(v, parse(v), w, parse(w));
}

function compareParts(v: string, p: Parts | undefined, w: string, q: Parts | undefined): -1 | 0 | 1 {
  if (!p || !q) return p ? 1 : q ? -1 : 0;
  return (
    compareNumber(v, 1, p.majorEnd, w, 1, q.majorEnd) ||
    compareNumber(v, p.majorEnd + 1, p.minorEnd, w, q.majorEnd + 1, q.minorEnd) ||
    compareNumber(v, p.minorEnd + 1, p.patchEnd, w, q.minorEnd + 1, q.patchEnd) ||
    comparePrerelease(v.slice(p.patchEnd, p.prereleaseEnd), w.slice(q.patchEnd, q.prereleaseEnd))
  );
}

/** The greater of the two canonical forms, `w`'s when they are equal; '' when both are invalid. */
export function max(v: string, w: string): string {
  const cv = canonical(v);
  const cw = canonical(w);
  return compare(cv, cw) > 0 ? cv : cw;
}

/** A new list in semver order, equal ones by their text. */
export function sort(versions: readonly string[]): string[] {
  return versions
    .map(sortable)
    .sort((a, b) => compareSortable(a, b) || compareText(a.text, b.text))
    .map(({ text }) => text);
}

/** A list may have tens of thousands: each version is taken apart once, and most differ in a number. */
interface Sortable {
  readonly text: string;
  readonly parts: Parts | undefined;
  /** NaN where a number has more digits than a JavaScript number holds, or the version is invalid. */
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

function sortable(text: string): Sortable {
  const parts = parse(text);
  if (!parts || parts.patchEnd > MAX_EXACT_DIGITS) return { text, parts, major: NaN, minor: NaN, patch: NaN };
  const { majorEnd, minorEnd, patchEnd } = parts;
  return {
    text,
    parts,
    major: Number(text.slice(1, majorEnd)),
    minor: Number(text.slice(majorEnd + 1, minorEnd)),
    patch: Number(text.slice(minorEnd + 1, patchEnd)),
  };
}

/** Fewer than a number needs to be rounded, whichever of the three has them. */
const MAX_EXACT_DIGITS = 15;

function compareSortable(a: Sortable, b: Sortable): number {
  const difference = a.major - b.major || a.minor - b.minor || a.patch - b.patch;
  return difference || compareParts(a.text, a.parts, b.text, b.parts);
}

function parse(v: string): Parts | undefined {
  if (v.charCodeAt(0) !== 0x76) return undefined;
  const majorEnd = numberEnd(v, 1);
  if (majorEnd < 0) return undefined;
  if (majorEnd === v.length) return { majorEnd, minorEnd: majorEnd, patchEnd: majorEnd, prereleaseEnd: majorEnd };
  const minorEnd = v.charCodeAt(majorEnd) === DOT ? numberEnd(v, majorEnd + 1) : -1;
  if (minorEnd < 0) return undefined;
  if (minorEnd === v.length) return { majorEnd, minorEnd, patchEnd: minorEnd, prereleaseEnd: minorEnd };
  const patchEnd = v.charCodeAt(minorEnd) === DOT ? numberEnd(v, minorEnd + 1) : -1;
  if (patchEnd < 0) return undefined;
  const prereleaseEnd = v.charCodeAt(patchEnd) === DASH ? identifiersEnd(v, patchEnd + 1, false) : patchEnd;
  if (prereleaseEnd < 0) return undefined;
  const end = v.charCodeAt(prereleaseEnd) === PLUS ? identifiersEnd(v, prereleaseEnd + 1, true) : prereleaseEnd;
  return end === v.length ? { majorEnd, minorEnd, patchEnd, prereleaseEnd } : undefined;
}

const DOT = 0x2e;
const DASH = 0x2d;
const PLUS = 0x2b;
const ZERO = 0x30;

function isDigit(c: number): boolean {
  return c >= ZERO && c <= 0x39;
}

/** Where the number that begins at `i` ends; -1 where there is none or it has a leading zero. */
function numberEnd(v: string, i: number): number {
  let end = i;
  while (isDigit(v.charCodeAt(end))) end++;
  return end === i || (end > i + 1 && v.charCodeAt(i) === ZERO) ? -1 : end;
}

/** Where the dot-separated identifiers that begin at `i` end; -1 where one is empty or, but in a build, a number with a leading zero. */
function identifiersEnd(v: string, i: number, inBuild: boolean): number {
  let start = i;
  let at = i;
  let numeric = true;
  for (; ; at++) {
    const c = v.charCodeAt(at);
    if (isDigit(c)) continue;
    if (isIdentifierChar(c)) {
      numeric = false;
      continue;
    }
    if (at === start || (!inBuild && numeric && at > start + 1 && v.charCodeAt(start) === ZERO)) return -1;
    if (c !== DOT) return at;
    start = at + 1;
    numeric = true;
  }
}

function isIdentifierChar(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === DASH;
}

function compareNumber(v: string, vFrom: number, vTo: number, w: string, wFrom: number, wTo: number): -1 | 0 | 1 {
  if (vFrom >= vTo || wFrom >= wTo)
    return compareDecimal(vFrom < vTo ? v.slice(vFrom, vTo) : '0', wFrom < wTo ? w.slice(wFrom, wTo) : '0');
  // As compareDecimal, without cutting out the numbers: sorting a long list comes here millions of times.
  const x = vTo - vFrom;
  const y = wTo - wFrom;
  if (x !== y) return x < y ? -1 : 1;
  for (let i = 0; i < x; i++) {
    const difference = v.charCodeAt(vFrom + i) - w.charCodeAt(wFrom + i);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return 0;
}

function comparePrerelease(x: string, y: string): -1 | 0 | 1 {
  if (x === y) return 0;
  if (x === '') return 1;
  if (y === '') return -1;
  const xs = x.slice(1).split('.');
  const ys = y.slice(1).split('.');
  const n = Math.min(xs.length, ys.length);
  for (let i = 0; i < n; i++) {
    const order = compareIdentifier(xs[i]!, ys[i]!);
    if (order !== 0) return order;
  }
  return xs.length < ys.length ? -1 : 1;
}

/** Numbers by value and below all others, the rest in ASCII order. */
function compareIdentifier(x: string, y: string): -1 | 0 | 1 {
  if (x === y) return 0;
  const xNumber = isNumber(x);
  const yNumber = isNumber(y);
  if (xNumber !== yNumber) return xNumber ? -1 : 1;
  if (xNumber) return compareDecimal(x, y);
  return x < y ? -1 : 1;
}

function isNumber(identifier: string): boolean {
  for (let i = 0; i < identifier.length; i++) if (!isDigit(identifier.charCodeAt(i))) return false;
  return true;
}
