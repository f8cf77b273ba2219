/**
 * path.Match: `*` and `?` do not cross a `/`, `[a-z]` and `[^a]` are classes, `\x` is x; a pattern must match the whole name. Go matches
 * bytes and decodes runes only for `?` and classes, so texts are compared here as strings of bytes.
 */
import { bytesOf } from '../std/byte-string.ts';

/** A pattern read once. `undefined` in its place: Go finds its syntax wrong, so it matches nothing. */
export type Glob = readonly Chunk[];

/** Terms that each take one rune, after a `*` or not. */
interface Chunk {
  readonly star: boolean;
  readonly terms: readonly Term[];
}

/** A byte, any rune but `/` (`?`), or a class. */
type Term = number | 'any' | Class;

interface Class {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [low: number, high: number])[];
}

/** Whether the pattern matches all of the name; false for a malformed pattern. */
export function match(pattern: string, name: string): boolean {
  const glob = parseGlob(pattern);
  return glob !== undefined && matchGlob(glob, name);
}

export function matchGlob(glob: Glob, name: string): boolean {
  return matchGlobBytes(glob, bytesOf(name));
}

/** The same for a name that is a string of bytes already (bytestring.ts). */
export function matchGlobBytes(glob: Glob, bytes: string): boolean {
  let at = 0;
  for (let i = 0; i < glob.length; i++) {
    const chunk = glob[i]!;
    const last = i === glob.length - 1;
    if (chunk.star && chunk.terms.length === 0) return !bytes.includes('/', at);
    const next = findChunk(chunk, bytes, at, last);
    if (next < 0) return false;
    at = next;
  }
  return at === bytes.length;
}

/** undefined where Go says "syntax error in pattern". */
export function parseGlob(pattern: string): Glob | undefined {
  const bytes = bytesOf(pattern);
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    const star = bytes[at] === '*';
    while (bytes[at] === '*') at++;
    const end = chunkEnd(bytes, at);
    const terms = parseTerms(bytes.slice(at, end));
    if (!terms) return undefined;
    chunks.push({ star, terms });
    at = end;
  }
  return chunks;
}

/** Where the chunk matches: right here or, after a star, at the first place before a `/` that fits. -1 for nowhere. */
function findChunk(chunk: Chunk, bytes: string, from: number, last: boolean): number {
  for (let at = from; at <= bytes.length; at++) {
    const end = matchTerms(chunk.terms, bytes, at);
    if (end >= 0 && (!last || end === bytes.length)) return end;
    if (!chunk.star || bytes[at] === '/') return -1;
  }
  return -1;
}

function matchTerms(terms: readonly Term[], bytes: string, from: number): number {
  let at = from;
  for (const term of terms) {
    if (at >= bytes.length) return -1;
    if (typeof term === 'number') {
      if (bytes.charCodeAt(at) !== term) return -1;
      at++;
    } else if (term === 'any') {
      if (bytes[at] === '/') return -1;
      at += runeAt(bytes, at).size;
    } else {
      const { rune, size } = runeAt(bytes, at);
      if (inClass(term, rune) === term.negated) return -1;
      at += size;
    }
  }
  return at;
}

function inClass(of: Class, rune: number): boolean {
  return of.ranges.some(([low, high]) => low <= rune && rune <= high);
}

/** A chunk ends at the next `*` that Go's scanner does not take to be in a class: it looks at brackets only, not at classes. */
function chunkEnd(bytes: string, from: number): number {
  let inRange = false;
  for (let i = from; i < bytes.length; i++) {
    const c = bytes[i];
    if (c === '\\') i++;
    else if (c === '[') inRange = true;
    else if (c === ']') inRange = false;
    else if (c === '*' && !inRange) return i;
  }
  return bytes.length;
}

function parseTerms(chunk: string): Term[] | undefined {
  const terms: Term[] = [];
  for (let at = 0; at < chunk.length; ) {
    const c = chunk[at];
    if (c === '[') {
      const found = parseClass(chunk, at + 1);
      if (!found) return undefined;
      terms.push(found.class);
      at = found.end;
      continue;
    }
    if (c === '\\') at++;
    if (at >= chunk.length) return undefined;
    terms.push(c === '?' ? 'any' : chunk.charCodeAt(at));
    at++;
  }
  return terms;
}

function parseClass(chunk: string, from: number): { readonly class: Class; readonly end: number } | undefined {
  const negated = chunk[from] === '^';
  const ranges: [number, number][] = [];
  let at = negated ? from + 1 : from;
  while (ranges.length === 0 || chunk[at] !== ']') {
    const low = classRune(chunk, at);
    if (!low) return undefined;
    const high = chunk[low.end] === '-' ? classRune(chunk, low.end + 1) : low;
    if (!high) return undefined;
    ranges.push([low.rune, high.rune]);
    at = high.end;
  }
  return { class: { negated, ranges }, end: at + 1 };
}

/** One rune of a class, which something must follow. */
function classRune(chunk: string, from: number): { readonly rune: number; readonly end: number } | undefined {
  if (chunk[from] === '-' || chunk[from] === ']') return undefined;
  const at = chunk[from] === '\\' ? from + 1 : from;
  if (at >= chunk.length) return undefined;
  const { rune, size } = runeAt(chunk, at);
  const broken = rune === 0xfffd && size === 1;
  return broken || at + size >= chunk.length ? undefined : { rune, end: at + size };
}

/** utf8.DecodeRune: a byte that is not UTF-8 is U+FFFD of size 1. */
function runeAt(bytes: string, at: number): { readonly rune: number; readonly size: number } {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { rune: first, size: 1 };
  const size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const unit = Uint8Array.from(bytes.slice(at, at + size), (c) => c.charCodeAt(0));
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(unit);
  const rune = text.codePointAt(0)!;
  const whole =
    text.length === (rune > 0xffff ? 2 : 1) && unit.length === size && (rune !== 0xfffd || isReplacement(unit));
  return whole ? { rune, size } : { rune: 0xfffd, size: 1 };
}

function isReplacement(unit: Uint8Array): boolean {
  return unit[0] === 0xef && unit[1] === 0xbf && unit[2] === 0xbd;
}
