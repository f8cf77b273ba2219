/** Words, strings and signs of languages that pipelines and builds are written in: Groovy, HCL, Starlark, Nix, TOML, Ruby. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type MappedText, MappedTextBuilder } from '../mapped-text.ts';

export interface Language {
  /** `#` begins a comment. */
  readonly hash: boolean;
  /** Two slashes begin a comment, and there are comments between slashes and stars. */
  readonly slashes: boolean;
  /** Strings between two single quotes twice (`''…''`); a single one is part of a name. */
  readonly isNix?: boolean;
  /** `<<-EOT` begins a text up to a line `EOT`. */
  readonly heredocs?: boolean;
  /** `'…'` has no escapes and fills nothing in, as in TOML and Ruby. */
  readonly literalSingle?: boolean;
}

export interface Token extends MappedText {
  readonly kind: 'word' | 'string' | 'sign' | 'line';
  /** A string in which nothing is filled in. */
  readonly literal: boolean;
  /** Offset of the first character, quotes included. */
  readonly start: number;
}

const WORD = /[A-Za-z_][\w-]*/y;
const HEREDOC = /<<[-~]?(["']?)([A-Za-z_]\w*)\1[^\n]{0,500}\n/y;

/** In file order; comments and blanks are left out, and of several line ends in a row all but one. */
export function* tokens(text: string, language: Language): Generator<Token> {
  const sign = (kind: 'sign' | 'line', at: number): Token => token(kind, text[at]!, at, at);
  for (let i = 0; i < text.length; ) {
    const c = text[i]!;
    if (c === '\n') {
      yield sign('line', i);
      while (i < text.length && /\s/.test(text[i]!)) i++;
    } else if (c === ' ' || c === '\t' || c === '\r') {
      i++;
    } else if ((language.hash && c === '#') || (language.slashes && text.startsWith('//', i))) {
      i = indexOrEnd(text, '\n', i);
    } else if (text.startsWith('/*', i) && (language.slashes || language.isNix)) {
      i = indexOrEnd(text, '*/', i + 2) + 2;
    } else if (c === '"' || (c === "'" && !language.isNix) || text.startsWith("''", i)) {
      const string = readString(text, i, language);
      yield string.token;
      i = string.end;
    } else {
      const at = i;
      WORD.lastIndex = at;
      const word = WORD.exec(text)?.[0];
      HEREDOC.lastIndex = at;
      const heredoc = language.heredocs && c === '<' ? HEREDOC.exec(text) : null;
      if (heredoc) {
        const body = at + heredoc[0].length;
        const close = new RegExp(`^[ \\t]*${heredoc[2]}[ \\t]*\\r?$`, 'm').exec(text.slice(body));
        const end = close ? body + close.index : text.length;
        yield token('string', text.slice(body, end), body, at);
        i = close ? end + close[0].length : end;
      } else if (word !== undefined) {
        yield token('word', word, at, at);
        i = at + word.length;
      } else {
        yield sign('sign', at);
        i++;
      }
    }
  }
}

function token(kind: Token['kind'], text: string, from: number, start: number, literal = false): Token {
  return { kind, text, offsetAt: (index) => from + index, literal, start };
}

function readString(text: string, start: number, language: Language): { readonly token: Token; readonly end: number } {
  const c = text[start]!;
  const isNix = language.isNix === true && text.startsWith("''", start);
  const triple = !isNix && text.startsWith(c.repeat(3), start);
  const close = isNix ? "''" : triple ? c.repeat(3) : c;
  const literal = c === "'" && !isNix;
  const from = start + close.length;
  if (isNix || (literal && language.literalSingle)) {
    let end = indexOrEnd(text, close, from);
    // ''$ and ''' are escapes of Nix.
    while (isNix && (text[end + 2] === '$' || text[end + 2] === "'")) end = indexOrEnd(text, close, end + 3);
    return { token: token('string', text.slice(from, end), from, start, !isNix), end: end + close.length };
  }
  const built = new MappedTextBuilder();
  let i = from;
  let run = from;
  while (i < text.length && !text.startsWith(close, i) && (triple || text[i] !== '\n')) {
    if (text[i] !== '\\') {
      i++;
      continue;
    }
    built.add(text.slice(run, i), run);
    const next = text[i + 1] ?? '';
    // A dollar stays escaped for the shell that reads the string.
    if (next === '\n') run = i + 2;
    else {
      built.add(ESCAPES[next] ?? next, i);
      run = i + 2;
    }
    i += 2;
  }
  built.add(text.slice(run, Math.min(i, text.length)), run);
  const content = built.build((index) => index, from);
  const end = text.startsWith(close, i) ? i + close.length : i;
  return { token: { ...content, kind: 'string', literal, start }, end };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
