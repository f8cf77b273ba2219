/** go.sum and go.work.sum, as cmd/go/internal/modfetch reads them: three fields a line, blank lines allowed, white space of any kind. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type Source, type Span, span } from '../../text/source.ts';
import { MAX_SUM_LINES } from '../std/limits.ts';
import { isSpace } from '../std/unicode.ts';
import type { ModuleVersion } from '../version/module-version.ts';

/** One line. `version` is without the `/go.mod` that tells the hash of a go.mod file (`goMod`) from that of a zip. */
export interface SumEntry extends ModuleVersion {
  readonly goMod: boolean;
  /** With its kind, `h1:…`. Go compares `h1:` only; hashes of other kinds it keeps and does not count. */
  readonly hash: string;
  /** From the path's first to the hash's last character. */
  readonly start: number;
  readonly end: number;
}

/** A line on account of which every go command but `go mod tidy` stops. */
export interface SumError {
  readonly at: Span;
  readonly message: string;
  /** What to do, where who read the file knows. */
  readonly hint?: string;
}

/** What could be read, also where there are errors. Go's own answer is "failed" exactly when `errors` is not empty. */
export interface SumFile {
  readonly source: Source;
  readonly entries: readonly SumEntry[];
  readonly errors: readonly SumError[];
}

/** Reads a go.sum or go.work.sum as Go does. Malformed lines are errors; every other line is an entry. */
export function parseSum(source: Source): SumFile {
  const { text } = source;
  const entries: SumEntry[] = [];
  const errors: SumError[] = [];
  let lines = 0;
  for (let from = 0; from < text.length; ) {
    if (++lines > MAX_SUM_LINES) {
      const end = Math.min(from + 1, text.length);
      errors.push({ at: span(source, from, end), message: `over the limit of ${MAX_SUM_LINES} lines` });
      break;
    }
    const end = indexOrEnd(text, '\n', from);
    const plain = end - from < 1000 ? plainLine(text, from) : undefined;
    if (plain) {
      entries.push(entry(plain[1]!, plain[2]!, plain[3]!, from, end));
      from = end + 1;
      continue;
    }
    const parts = fieldSpans(text, from, end);
    from = end + 1;
    if (parts.length === 0) continue;
    const start = parts[0]!.start;
    const last = parts[parts.length - 1]!.end;
    if (parts.length === 3) {
      const [path, version, hash] = parts.map((part) => text.slice(part.start, part.end));
      entries.push(entry(path!, version!, hash!, start, last));
    } else {
      const message = `malformed ${baseName(source.path)}: wrong number of fields ${parts.length}`;
      errors.push({ at: span(source, start, last), message });
    }
  }
  return { source, entries, errors };
}

/** The key of a line: `path@version`, with `/go.mod` for the hash of a go.mod file. */
export function sumKey(of: ModuleVersion & { readonly goMod: boolean }): string {
  return `${of.path}@${of.version}${of.goMod ? '/go.mod' : ''}`;
}

/**
 * The hashes of every key in file order. The hash of an empty go.mod is left out: an old bug wrote such lines, and Go skips them.
 */
export function sumHashes(file: SumFile): Map<string, string[]> {
  const hashes = new Map<string, string[]>();
  for (const line of file.entries) {
    if (line.hash === EMPTY_GO_MOD) continue;
    const key = sumKey(line);
    const known = hashes.get(key);
    if (known) known.push(line.hash);
    else hashes.set(key, [line.hash]);
  }
  return hashes;
}

/** Where the three parts of an entry stand; found when they are asked for, because nearly no line is ever reported. */
export function sumParts(
  file: SumFile,
  of: SumEntry,
): { readonly path: Span; readonly version: Span; readonly hash: Span } {
  const [path, version, hash] = fieldSpans(file.source.text, of.start, of.end).map((part) =>
    span(file.source, part.start, part.end),
  );
  return { path: path!, version: version!, hash: hash! };
}

/** The hash of a tree that holds nothing but an empty go.mod. */
export const EMPTY_GO_MOD = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';

/** What go itself writes: nearly every line of every file. All else takes the slower way. */
const PLAIN_LINE = /([!-~]+) ([!-~]+) ([!-~]+)\n/y;

function plainLine(text: string, from: number): RegExpExecArray | undefined {
  PLAIN_LINE.lastIndex = from;
  return PLAIN_LINE.exec(text) ?? undefined;
}

function entry(path: string, version: string, hash: string, start: number, end: number): SumEntry {
  const goMod = version.endsWith('/go.mod');
  return { path, version: goMod ? version.slice(0, -'/go.mod'.length) : version, goMod, hash, start, end };
}

function fieldSpans(text: string, from: number, to: number): { start: number; end: number }[] {
  const out: { start: number; end: number }[] = [];
  for (let i = from; i < to; i++) {
    if (isSpace(text.charCodeAt(i))) continue;
    const start = i;
    while (i < to && !isSpace(text.charCodeAt(i))) i++;
    out.push({ start, end: i });
  }
  return out;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
