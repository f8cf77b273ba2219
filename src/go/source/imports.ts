/** The import lines of a .go file: read as go/parser does with ImportsOnly, and no further than the last import. */

import { constraintOf, isLeftOut } from './build-tags.ts';

/** What the head of a .go file says. */
export interface GoImports {
  /** The name in the package clause; '' where there is none. */
  readonly package: string;
  /** Import paths in file order, unquoted. */
  readonly paths: readonly string[];
  /** `go mod tidy` leaves the file out: a build constraint that cannot hold without the tag `ignore`. */
  readonly ignored: boolean;
  /** Its build constraints as one `//go:build` expression; '' where there are none. */
  readonly constraint: string;
}

/** Gives what could be read before the first thing that is not Go. Linear in the text. */
export function goImports(text: string): GoImports {
  const scan = scanner(text);
  const paths: string[] = [];
  let token = scan();
  const head = text.slice(0, token?.start ?? 0);
  let name = '';
  if (token?.text === 'package') {
    name = scan()?.text ?? '';
    token = scan();
    while (token && (token.text === ';' || token.text === 'import')) {
      if (token.text === ';') {
        token = scan();
        continue;
      }
      token = scan();
      if (token?.text === '(') {
        for (token = scan(); token && token.text !== ')'; token = scan())
          if (token.string !== undefined) paths.push(token.string);
        token = scan();
      } else {
        while (token && token.string === undefined && token.text !== ';') token = scan();
        if (token?.string !== undefined) paths.push(token.string);
        token = scan();
      }
    }
  }
  const constraint = constraintOf(head);
  return { package: name, paths, ignored: isLeftOut(constraint), constraint };
}

interface Token {
  readonly start: number;
  readonly text: string;
  /** The value of a string literal. */
  readonly string?: string;
}

/** Tokens without comments; `;` only where it is written, since import lists do not need the inserted ones. */
function scanner(text: string): () => Token | undefined {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return () => {
    at = skipBlanks(text, at);
    if (at < 0 || at >= text.length) return undefined;
    const start = at;
    const c = text[at]!;
    if (c === '"' || c === '`') {
      const end = text.indexOf(c, at + 1);
      if (end < 0) return undefined;
      at = end + 1;
      return { start, text: '"', string: text.slice(start + 1, end) };
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0] ?? c;
    at += word.length;
    return { start, text: word };
  };
}

const WORD = /[\p{L}\p{Nd}_]+/uy;

/** Past white space and comments; -1 where a comment does not end. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const c = text.charCodeAt(at);
    if (c === 0x20 || (c >= 0x09 && c <= 0x0d)) at++;
    else if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      if (end < 0) return -1;
      at = end + 1;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return -1;
      at = end + 2;
    } else return at;
  }
}
