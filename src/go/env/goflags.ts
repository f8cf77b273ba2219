/** GOFLAGS: flags for every go command, split at white space; a whole element may stand in quotes (cmd/internal/quoted, cmd/go/internal/base). */

import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import { isGoFlag } from './goflags-names.ts';

/** An element without its quotes; offsets in the value, inside the quotes. */
export interface QuotedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One flag of GOFLAGS, with its place in the value. */
export interface GoFlag extends QuotedWord {
  /** Without dashes. */
  readonly name: string;
  /** What follows the `=`; undefined without one. */
  readonly value: string | undefined;
}

/** The flags of a GOFLAGS value up to the first error. */
export interface GoFlags {
  readonly flags: readonly GoFlag[];
  /** Go's message, after which every command but `go env` and `go bug` stops. */
  readonly error: (QuotedWord & { readonly message: string }) | undefined;
}

/** Splits a GOFLAGS value as cmd/go/internal/base does. Unknown flags are not errors: they may belong to another command. */
export function parseGoFlags(value: string): GoFlags {
  const { value: words, error } = splitQuoted(value);
  if (error !== undefined) {
    const message = `parsing $GOFLAGS: ${error}`;
    return { flags: [], error: { text: value, start: 0, end: value.length, message } };
  }
  const flags: GoFlag[] = [];
  let fault: GoFlags['error'];
  for (const word of words) {
    const m = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(word.text);
    if (!m) {
      fault ??= { ...word, message: `parsing $GOFLAGS: non-flag ${quote(word.text)}` };
      continue;
    }
    const [, name = '', of] = m;
    if (!isGoFlag(name)) fault ??= { ...word, message: `parsing $GOFLAGS: unknown flag -${name}` };
    flags.push({ ...word, name, value: of });
  }
  return { flags, error: fault };
}

/** quoted.Split: white space is space, tab, CR and LF; `'` or `"` at the start of an element quotes it whole, without escapes. */
export function splitQuoted(value: string): Result<QuotedWord[]> {
  const words: QuotedWord[] = [];
  for (let i = 0; i < value.length; ) {
    const mark = value[i]!;
    if (' \t\r\n'.includes(mark)) {
      i++;
      continue;
    }
    const quoted = mark === '"' || mark === "'";
    const start = quoted ? i + 1 : i;
    let end = quoted ? value.indexOf(mark, start) : start;
    if (end < 0) return { error: `unterminated ${mark} string` };
    if (!quoted) while (end < value.length && !' \t\r\n'.includes(value[end]!)) end++;
    words.push({ text: value.slice(start, end), start, end });
    i = quoted ? end + 1 : end;
  }
  return { value: words };
}
