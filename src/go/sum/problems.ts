/** What is wrong with a go.sum that Go can read: lines that contradict each other, cannot match anything, or are not as go writes them. */
import { cut, MAX_NAMED } from '../../text/cut.ts';
import { type Span, span } from '../../text/source.ts';
import { checkMainPath } from '../path/check.ts';
import { compareText } from '../std/order.ts';
import { quote } from '../std/strconv.ts';
import { canonicalVersion } from '../version/path-major.ts';
import * as semver from '../version/semver.ts';
import { EMPTY_GO_MOD, type SumEntry, type SumFile, sumKey, sumParts } from './parse.ts';

/** A line of go.sum that Go accepts and that is still wrong or unusual. */
export interface SumProblem {
  readonly kind: SumProblemKind;
  readonly entry: SumEntry;
  readonly at: Span;
  readonly message: string;
  /** The earlier line that this one repeats or contradicts. */
  readonly earlier?: SumEntry;
}

/**
 * conflict: another `h1:` for the same key; go compares with the first, so the second can only ever be the SECURITY ERROR · hash: an `h1:` that is not
 * the base64 of 32 bytes, with the same effect · hash-kind: not `h1:`, so go does not count it · empty-go-mod: go skips it ·
 * path: no module can have it, so go never looks it up · version: not canonical, with the same effect · duplicate: the same line again · order: the first line that go would place earlier ·
 * final-newline: the last line does not end, so that whoever appends to the file breaks it
 */
export type SumProblemKind =
  | 'conflict'
  | 'hash'
  | 'hash-kind'
  | 'empty-go-mod'
  | 'path'
  | 'version'
  | 'duplicate'
  | 'order'
  | 'final-newline';

/** Problems in file order. Remembered, since several rules report each a part of them. */
export function sumProblems(file: SumFile): readonly SumProblem[] {
  const known = found.get(file) ?? findProblems(file);
  found.set(file, known);
  return known;
}

const found = new WeakMap<SumFile, readonly SumProblem[]>();

function findProblems(file: SumFile): SumProblem[] {
  const problems = isAsWritten(file.entries) ? [] : entryProblems(file);
  const previous = file.entries.at(-1);
  const { text } = file.source;
  if (previous && !text.endsWith('\n')) {
    const message = 'the last line does not end in a newline';
    problems.push({
      kind: 'final-newline',
      entry: previous,
      at: span(file.source, previous.end, text.length),
      message,
    });
  }
  return problems;
}

/** Whether nothing is wrong with any entry: each is well formed and above the one before it, so that none is there twice. */
function isAsWritten(entries: readonly SumEntry[]): boolean {
  let previous: SumEntry | undefined;
  for (const entry of entries) {
    if (!H1.test(entry.hash) || entry.hash === EMPTY_GO_MOD || !PLAIN_PATH.test(entry.path)) return false;
    if (canonicalVersion(entry.version) !== entry.version || entry.version === '') return false;
    if (previous && !isAbove(entry, previous)) return false;
    previous = entry;
  }
  return true;
}

/** By path, version and kind; for paths in ASCII, whose order JavaScript knows. */
function isAbove(entry: SumEntry, previous: SumEntry): boolean {
  if (entry.path !== previous.path) return entry.path > previous.path;
  if (entry.version !== previous.version) return semver.compare(entry.version, previous.version) > 0;
  return entry.goMod && !previous.goMod;
}

function entryProblems(file: SumFile): SumProblem[] {
  const problems: SumProblem[] = [];
  const seen = new Map<string, Seen>();
  let previous: SumEntry | undefined;
  let sorted = true;
  for (const entry of file.entries) {
    const key = sumKey(entry);
    const known = seen.get(key);
    problems.push(...lineProblems(file, entry), ...(known ? repeatProblems(file, entry, known) : []));
    note(seen, key, entry);
    if (sorted && previous && compareEntries(previous, entry) > 0) {
      sorted = false;
      const message = `${key} is not in order: it follows ${cut(sumKey(previous), MAX_NAMED)}`;
      problems.push({ kind: 'order', entry, at: lineSpan(file, entry), message, earlier: previous });
    }
    previous = entry;
  }
  return problems;
}

function lineProblems(file: SumFile, entry: SumEntry): SumProblem[] {
  const problems: SumProblem[] = [];
  const fault = hashFault(entry.hash);
  if (fault) problems.push({ ...fault, entry, at: sumParts(file, entry).hash });
  const malformed = PLAIN_PATH.test(entry.path) ? undefined : checkMainPath(entry.path);
  if (malformed !== undefined) {
    const message = `${malformed}: Go never looks this line up`;
    problems.push({ kind: 'path', entry, at: sumParts(file, entry).path, message });
  }
  // `canonicalVersion` of what is no version at all is ''.
  if (canonicalVersion(entry.version) !== entry.version || entry.version === '') {
    const canonical = canonicalVersion(entry.version);
    const instead = canonical ? ` (Go looks for ${canonical})` : '';
    const message = `${quote(entry.version)} is not a canonical version${instead}`;
    problems.push({ kind: 'version', entry, at: sumParts(file, entry).version, message });
  }
  return problems;
}

function hashFault(hash: string): { readonly kind: SumProblemKind; readonly message: string } | undefined {
  if (H1.test(hash)) {
    if (hash !== EMPTY_GO_MOD) return undefined;
    return {
      kind: 'empty-go-mod',
      message: 'the hash of an empty go.mod has no effect: an old Go bug wrote it',
    };
  }
  if (hash.startsWith('h1:')) {
    return {
      kind: 'hash',
      message: 'the hash is not a base64 SHA-256: no module can match it',
    };
  }
  const colon = hash.indexOf(':');
  const kind = colon < 0 ? quote(hash) : hash.slice(0, colon + 1);
  return { kind: 'hash-kind', message: `Go ignores the line: unknown hash kind ${kind}` };
}

/** Paths that need no closer look: nearly all. */
const PLAIN_PATH = /^[A-Za-z0-9][A-Za-z0-9_-]*(?:[./][A-Za-z0-9_-]+)*$/;

/** 32 bytes in base64: 43 characters, the last of which carries only four bits, and one `=`. */
const H1 = /^h1:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** The earlier lines of one key that a later one is compared with. */
interface Seen {
  /** By hash, the first line that has it. */
  readonly byHash: Map<string, SumEntry>;
  /** The first line whose hash counts. */
  counted: SumEntry | undefined;
}

function note(seen: Map<string, Seen>, key: string, entry: SumEntry): void {
  const known = seen.get(key) ?? { byHash: new Map<string, SumEntry>(), counted: undefined };
  seen.set(key, known);
  if (!known.byHash.has(entry.hash)) known.byHash.set(entry.hash, entry);
  if (entry.hash.startsWith('h1:')) known.counted ??= entry;
}

function repeatProblems(file: SumFile, entry: SumEntry, { byHash, counted }: Seen): SumProblem[] {
  const at = lineSpan(file, entry);
  const same = byHash.get(entry.hash);
  if (same) return [{ kind: 'duplicate', entry, at, message: `duplicate line for ${sumKey(entry)}`, earlier: same }];
  if (!counted || !entry.hash.startsWith('h1:')) return [];
  const message = `${sumKey(entry)} has two different hashes`;
  return [{ kind: 'conflict', entry, at, message, earlier: counted }];
}

/** module.Sort's order, then that of the hashes: how go writes the file. */
function compareEntries(a: SumEntry, b: SumEntry): number {
  if (a.path !== b.path) return compareText(a.path, b.path);
  if (a.version !== b.version) return semver.compare(a.version, b.version);
  if (a.goMod !== b.goMod) return a.goMod ? 1 : -1;
  return compareText(a.hash, b.hash);
}

function lineSpan(file: SumFile, entry: SumEntry): Span {
  return span(file.source, entry.start, entry.end);
}
