/** A file's text. Bytes that are not UTF-8 are escaped losslessly (see bytes.ts), so offsets are UTF-16 code units of `text`. */
export interface Source {
  /** Path from the repository's root, forward slashes, no `./`. */
  readonly path: string;
  readonly text: string;
}

/** A stretch of a source while we work: offsets in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly file: Source;
  readonly start: number;
  readonly end: number;
}

/** 1-based line and column; the column counts UTF-16 code units, as SARIF and editors do (Go counts runes or bytes). */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a file once it is reported: plain data. `end.column` is exclusive. */
export interface Place {
  readonly path: string;
  readonly start: Point;
  readonly end: Point;
}

/** A file's path and text. */
export function source(path: string, text: string): Source {
  return { path, text };
}

export function span(file: Source, start: number, end: number): Span {
  return { file, start, end };
}

/** The first line of a file, for what has no better place. Never empty where the file is not. */
export function firstLine(file: Source): Span {
  const line = firstLines.get(file) ?? trimmedLine(file, 0);
  firstLines.set(file, line);
  return line;
}

const firstLines = new WeakMap<Source, Span>();

/** The text of the line that holds `offset`, without indentation and line end. */
export function trimmedLine(file: Source, offset: number): Span {
  // A negative start would be read as 0.
  const from = offset === 0 ? 0 : file.text.lastIndexOf('\n', offset - 1) + 1;
  const next = file.text.indexOf('\n', offset);
  const line = file.text.slice(from, next < 0 ? file.text.length : next);
  const indent = line.length - line.trimStart().length;
  return { file, start: from + Math.min(indent, line.length), end: from + Math.max(line.trimEnd().length, indent) };
}

/** What is found out about a text for the sake of its points. */
export interface Tables {
  /** Offsets at which the lines begin; line ends are LF (a CR before it belongs to the line). */
  readonly starts: readonly number[];
  /** The line, from 0, that was found last: points are mostly asked for in their order. */
  line: number;
  /** Whether it is ASCII, and the byte offsets of its lines: see go-position.ts. */
  isAscii: boolean | undefined;
  byteStarts: Float64Array | undefined;
}

const tables = new WeakMap<Source, Tables>();
/** Those asked for last: who asks for a point asks for many of one file. */
let lastFile: Source | undefined;
let lastTables: Tables;

export function tablesOf(file: Source): Tables {
  if (file !== lastFile) {
    lastTables = tables.get(file) ?? newTables(file);
    lastFile = file;
  }
  return lastTables;
}

function newTables(file: Source): Tables {
  const starts = [0];
  for (let i = file.text.indexOf('\n'); i >= 0; i = file.text.indexOf('\n', i + 1)) starts.push(i + 1);
  const made: Tables = { starts, line: 0, isAscii: undefined, byteStarts: undefined };
  tables.set(file, made);
  return made;
}

export function pointAt(file: Source, offset: number): Point {
  const known = tablesOf(file);
  const { starts } = known;
  let { line } = known;
  if (!isOnLine(starts, line, offset)) {
    line = isOnLine(starts, line + 1, offset) ? line + 1 : lineOf(starts, offset);
    known.line = line;
  }
  return { line: line + 1, column: offset - starts[line]! + 1 };
}

function isOnLine(starts: readonly number[], line: number, offset: number): boolean {
  if (line >= starts.length || offset < starts[line]!) return false;
  return line + 1 === starts.length || offset < starts[line + 1]!;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (starts[mid]! <= offset) low = mid;
    else high = mid - 1;
  }
  return low;
}

/** The reverse of `pointAt`: an offset in UTF-16 code units; undefined past the end of the file. */
export function offsetAt(file: Source, { line, column }: Point): number | undefined {
  const start = tablesOf(file).starts[line - 1];
  const offset = start === undefined ? Number.NaN : start + column - 1;
  return offset <= file.text.length ? offset : undefined;
}

/** A span as lines and columns, 1-based, in UTF-16 code units. */
export function placeOf(at: Span): Place {
  return { path: at.file.path, start: pointAt(at.file, at.start), end: pointAt(at.file, at.end) };
}

/** The text of one 1-based line, without its line end, no more than `max` code units of it; undefined past the end of the file. */
export function lineText(file: Source, line: number, max: number = Number.POSITIVE_INFINITY): string | undefined {
  const { starts } = tablesOf(file);
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  const lineEnd = (starts[line] ?? file.text.length + 1) - 1;
  const end = lineEnd > start && file.text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return file.text.slice(start, Math.min(end, start + max));
}
