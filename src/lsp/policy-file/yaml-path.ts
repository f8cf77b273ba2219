/**
 * Where in a YAML policy a position is, by indentation: while somebody types, the file is often no YAML. Lists and maps in brackets are
 * read as far as they are on one line.
 */
import type { PolicyPlace } from './policy-place.ts';

interface Level {
  readonly indent: number;
  readonly key: string;
}

/** `line` and `character` from 0. */
export function yamlPlace(text: string, line: number, character: number): PolicyPlace {
  const lines = text.split(/\r?\n/);
  const before = (lines[line] ?? '').slice(0, character);
  const levels: Level[] = [];
  for (const one of lines.slice(0, line)) step(levels, one);
  const { indent, dashes, rest } = opened(before);
  close(levels, indent, dashes.length > 0);
  for (const at of dashes) levels.push({ indent: at, key: '[]' });
  const inner = before.length - rest.length;
  const path = levels.map(({ key }) => key);
  const colon = /^("[^"]*"|'[^']*'|[^\s#:][^#:]*):\s+/.exec(rest);
  if (colon) {
    const typed = rest.slice(colon[0].length);
    return inBrackets([...path, unquoted(colon[1]!)], typed, before.length - typed.length);
  }
  return { path, at: 'key', typed: rest, start: inner, siblings: siblingsOf(lines, line, inner, dashes.length > 0) };
}

/** The path of the key that a position is in, and the stretch of it on its line; undefined where it is in none. */
export function yamlKeyAt(
  text: string,
  line: number,
  character: number,
): { readonly path: readonly string[]; readonly start: number; readonly end: number } | undefined {
  const whole = text.split(/\r?\n/)[line] ?? '';
  const { rest } = opened(whole);
  const key = /^("[^"]*"|'[^']*'|[^\s#:][^#:]*):(?=\s|$)/.exec(rest)?.[1];
  const start = whole.length - rest.length;
  if (key === undefined || character < start || character > start + key.length) return undefined;
  const { path } = yamlPlace(text, line, start);
  return { path: [...path, unquoted(key)], start, end: start + key.length };
}

function opened(line: string): { readonly indent: number; readonly dashes: readonly number[]; readonly rest: string } {
  const blanks = /^ */.exec(line)![0].length;
  const dashes: number[] = [];
  let at = blanks;
  for (let dash = /^-(?: +|$)/.exec(line.slice(at)); dash; dash = /^-(?: +|$)/.exec(line.slice(at))) {
    dashes.push(at);
    at += dash[0].length;
  }
  return { indent: blanks, dashes, rest: line.slice(at) };
}

function step(levels: Level[], line: string): void {
  const { indent, dashes, rest } = opened(line);
  if (rest === '' && dashes.length === 0) return;
  if (rest.startsWith('#')) return;
  close(levels, indent, dashes.length > 0);
  for (const at of dashes) levels.push({ indent: at, key: '[]' });
  const key = /^("[^"]*"|'[^']*'|[^\s#:][^#:]*):(?=\s|$)/.exec(rest)?.[1];
  if (key !== undefined) levels.push({ indent: line.length - rest.length, key: unquoted(key) });
}

/** Ends what a line with this indentation is not in. A dash may stand right below its key. */
function close(levels: Level[], indent: number, isItem: boolean): void {
  for (let last = levels.at(-1); last !== undefined; last = levels.at(-1)) {
    const isOver = last.indent > indent || (last.indent === indent && !(isItem && last.key !== '[]'));
    if (!isOver) return;
    levels.pop();
  }
}

/** `[a, b` and `{ a: b`: the last element, one level deep. */
function inBrackets(path: readonly string[], typed: string, start: number): PolicyPlace {
  const none = new Set<string>();
  if (!/^[[{]/.test(typed)) return { path, at: 'value', typed, start, siblings: none };
  const cut = Math.max(typed.lastIndexOf(','), 0) + 1;
  const element = typed.slice(cut).trimStart();
  const from = start + typed.length - element.length;
  if (typed.startsWith('[')) return { path: [...path, '[]'], at: 'value', typed: element, start: from, siblings: none };
  const colon = /^([^\s:]+):\s+/.exec(element);
  if (!colon) return { path, at: 'key', typed: element, start: from, siblings: none };
  const value = element.slice(colon[0].length);
  return {
    path: [...path, colon[1]!],
    at: 'value',
    typed: value,
    start: start + typed.length - value.length,
    siblings: none,
  };
}

/** Keys that begin at the same column, without a line further out between. */
function siblingsOf(lines: readonly string[], line: number, column: number, isItem: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (from: number, by: 1 | -1) => {
    for (let i = from; i >= 0 && i < lines.length; i += by) {
      const one = lines[i]!;
      const { rest, dashes } = opened(one);
      if (rest === '' || rest.startsWith('#')) continue;
      const at = one.length - rest.length;
      if (at < column || (by === 1 && at === column && dashes.length > 0)) return;
      const key = at === column ? /^("[^"]*"|'[^']*'|[^\s#:][^#:]*):(?=\s|$)/.exec(rest)?.[1] : undefined;
      if (key !== undefined) found.add(unquoted(key));
      if (by === -1 && at === column && dashes.length > 0) return;
    }
  };
  if (!isItem) look(line - 1, -1);
  look(line + 1, 1);
  return found;
}

function unquoted(key: string): string {
  return /^(["']).*\1$/.test(key) ? key.slice(1, -1) : key.trimEnd();
}
