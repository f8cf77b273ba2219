/** Where in a JSON policy a position is, by its tokens: while somebody types, the file is often no JSON. */
import type { PolicyPlace } from './policy-place.ts';

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface Level {
  readonly isMap: boolean;
  /** Keys of the map, without the one at the position. */
  readonly keys: Set<string>;
  /** The last key of the map. */
  key: string;
  /** What stands next. */
  next: 'key' | 'colon' | 'value' | 'comma';
}

/** Deeper levels belong to no policy. */
const MAX_DEPTH = 100;

/** `line` and `character` from 0. undefined where neither a key nor a value can stand. */
export function jsonPlace(text: string, line: number, character: number): PolicyPlace | undefined {
  return placeAt(text, offsetOf(text, line, character))?.place;
}

/** The path of the key that a position is in; undefined where it is in none. */
export function jsonKeyAt(
  text: string,
  line: number,
  character: number,
): { readonly path: readonly string[] } | undefined {
  const found = placeAt(text, offsetOf(text, line, character));
  if (found?.place.at !== 'key' || found.token === undefined) return undefined;
  return { path: [...found.place.path, stringOf(found.token.text)] };
}

function placeAt(text: string, offset: number): { readonly place: PolicyPlace; readonly token?: Token } | undefined {
  const levels: Level[] = [];
  let found: ReturnType<typeof placeAt>;
  let isPassed = false;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const take = (token?: Token) => {
    isPassed = true;
    const at = roleOf(levels.at(-1));
    if (at === undefined || (token && token.start < lineStart)) return;
    const start = token?.start ?? offset;
    const place = {
      path: pathOf(levels, at),
      at,
      typed: stringOf(text.slice(start, offset)),
      start: start - lineStart,
      end: (token?.end ?? offset) - lineStart,
      siblings: levels.at(-1)!.keys,
    };
    found = token ? { place, token } : { place };
  };
  for (const token of tokensOf(text)) {
    const isWord = !/^[{}[\],:]/.test(token.text);
    const isHere = !isPassed && (isWord ? token.end >= offset : token.start >= offset);
    if (isHere) take(isWord && token.start < offset ? token : undefined);
    step(levels, token, isHere && isWord && token.start < offset);
    if (levels.length > MAX_DEPTH) return undefined;
  }
  if (!isPassed) take();
  return found;
}

function roleOf(level: Level | undefined): PolicyPlace['at'] | undefined {
  return level?.next === 'key' || level?.next === 'value' ? level.next : undefined;
}

/** Keys from the top; of the value at the position too. */
function pathOf(levels: readonly Level[], at: PolicyPlace['at']): readonly string[] {
  const path = levels.map(({ isMap, key }) => (isMap ? key : '[]'));
  return at === 'key' ? path.slice(0, -1) : path;
}

function step(levels: Level[], { text }: Token, isTyped: boolean): void {
  const level = levels.at(-1);
  if (text === '{' || text === '[') {
    if (level) level.next = 'comma';
    const isMap = text === '{';
    levels.push({ isMap, keys: new Set(), key: '', next: isMap ? 'key' : 'value' });
    return;
  }
  if (level === undefined) return;
  if (text === '}' || text === ']') levels.pop();
  else if (text === ',') level.next = level.isMap ? 'key' : 'value';
  else if (text === ':') level.next = 'value';
  else if (level.next === 'key') {
    level.key = stringOf(text);
    if (!isTyped) level.keys.add(level.key);
    level.next = 'colon';
  } else level.next = 'comma';
}

/** Marks, strings that end with their line at the latest, and words. */
function* tokensOf(text: string): Generator<Token> {
  for (const match of text.matchAll(/[{}[\],:]|"(?:[^"\\\r\n]|\\.)*"?|[^\s{}[\],:"]+/g))
    yield { text: match[0], start: match.index, end: match.index + match[0].length };
}

function stringOf(text: string): string {
  if (!text.startsWith('"')) return text;
  const closed = text.endsWith('"') ? text : `${text}"`;
  try {
    return JSON.parse(closed) as string;
  } catch {
    return text.slice(1);
  }
}

function offsetOf(text: string, line: number, character: number): number {
  let start = 0;
  for (let i = 0; i < line; i++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return Math.min(start + character, text.length);
}
