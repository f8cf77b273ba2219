/**
 * Secrets in text: who asks (`user:password@`, `token@`) and what else a URL carries (`?token=…`, `#…`), and values of names such as
 * `password=`. Works on any text, since a URL that does not parse is printed too. Linear in its length.
 */
import { indexOrEnd } from './index-or-end.ts';

/** Offsets in UTF-16 code units, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The text with `xxxxx` for every secret. What is printable stays so. */
export function masked<T extends string>(text: T): T {
  return replaced(text, secretsIn(text), (secret) => (inPlace(secret) === secret ? secret : 'xxxxx')) as T;
}

/** The same with masks as long as the secrets, so that places in the text hold. */
export function maskedInPlace(text: string): string {
  return maskedAt(text, secretsIn(text));
}

/** Masks these stretches, each by as many UTF-16 code units as it has. */
export function maskedAt(text: string, secrets: readonly Stretch[]): string {
  return replaced(text, secrets, inPlace);
}

/**
 * Letters and digits go, everything else stays: what is quoted stays quoted, and a URL that Go refuses is one that it refuses still, for
 * the same reason.
 */
function inPlace(secret: string): string {
  return secret.replace(/\\u[0-9a-fA-F]{4}|\\[bfnrt]|%[0-9a-fA-F]{2}|[A-Za-z0-9]|[^\0-\x7f]/g, (part) => {
    if (part.length === 1) return part < '\x80' ? 'x' : '\u00d7';
    if (part[0] === '%') return '%58';
    return part.length === 2 ? part : '\\u0078';
  });
}

function replaced(text: string, secrets: readonly Stretch[], by: (secret: string) => string): string {
  if (secrets.length === 0) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of merged(secrets)) {
    parts.push(text.slice(from, start), by(text.slice(start, end)));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** In order, none over another. */
function merged(secrets: readonly Stretch[]): Stretch[] {
  const out: { start: number; end: number }[] = [];
  for (const { start, end } of [...secrets].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) out.push({ start, end });
  }
  return out;
}

/** In the order in which they are found; stretches may overlap. */
export function secretsIn(text: string): Stretch[] {
  // Without a value and without the end of a scheme there is none.
  if (!text.includes('=') && !text.includes(':/') && !text.includes(':\\')) return [];
  const found: Stretch[] = [];
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    const line = text.slice(from, end);
    for (const secret of [...urlSecrets(line), ...namedSecrets(line)])
      found.push({ start: from + secret.start, end: from + secret.end });
    from = end + 1;
  }
  return found;
}

/** Slashes may be escaped, as some writers of JSON do. */
const SCHEME_END = /:(?:\\?\/){2}/g;

function* urlSecrets(line: string): Generator<Stretch> {
  const schemes = [...line.matchAll(SCHEME_END)].map((m) => ({ at: m.index, from: m.index + m[0].length }));
  for (const [i, { from }] of schemes.entries()) {
    const rest = line.slice(from, schemes[i + 1]?.at);
    const url = rest.slice(0, lengthOf(rest, /[\s"'`<>]/));
    const authority = url.slice(0, lengthOf(url, /[/?#]/));
    const at = endOfUser(authority, [url, rest]);
    yield { start: from, end: from + Math.max(at, 0) };
    const behind = rest.slice(at + 1);
    const end = lengthOf(behind, /[\s"'`<>]/);
    for (const { start, end: stop } of tailSecrets(behind.slice(0, end).replace(/[).,;:\]}]{1,9}$/, '')))
      yield { start: from + at + 1 + start, end: from + at + 1 + stop };
  }
}

/**
 * Offset of the `@` behind who asks, -1 without. Somebody whose password holds `/`, a blank or a quote did not escape it: then what
 * stands for a port is none, and the `@` comes later, in one of `further`.
 */
export function endOfUser(authority: string, further: readonly string[]): number {
  const at = authority.lastIndexOf('@');
  if (at >= 0 || !hasBrokenPort(authority)) return at;
  for (const text of further) {
    const later = text.lastIndexOf('@');
    if (later >= 0) return later;
  }
  return -1;
}

/** Whether what follows the first colon is no port, as far as text around a URL lets one tell. */
export function hasBrokenPort(authority: string): boolean {
  const host = authority.startsWith('[') ? authority.indexOf(']') + 1 : 0;
  const colon = authority.indexOf(':', host);
  return colon >= 0 && !/^:[0-9]*(?:[^A-Za-z0-9%].*)?$/s.test(authority.slice(colon));
}

/** Of what follows `?` and `#`, all that is not plain: a word, a number, a few of them. `tail` begins behind who asks. */
function* tailSecrets(tail: string): Generator<Stretch> {
  const mark = lengthOf(tail, /[?#]/);
  for (let from = mark + 1; from < tail.length; ) {
    const length = lengthOf(tail.slice(from, from + MAX_PART), /[&?#]/);
    const isLong = length === MAX_PART;
    const part = tail.slice(from, from + length);
    const equals = part.indexOf('=');
    const isPlain =
      !isLong && PLAIN.test(part.slice(equals + 1)) && (equals < 0 || !SECRET_NAME.test(part.slice(0, equals)));
    if (isLong) {
      yield { start: from, end: tail.length };
      return;
    }
    if (!isPlain) yield { start: from + equals + 1, end: from + length };
    from += length + 1;
  }
}

/** What is longer is no plain word, whatever it is. */
const MAX_PART = 200;

/** `issuecomment-1234`, `L10`, `1`: nobody's token. */
const PLAIN = /^(?:L?[0-9]{1,12}|[a-z]{1,20}(?:[-_.](?:[a-z]{1,20}|[0-9]{1,12})){0,9})?$/;

export const SECRET_NAME =
  /token|secret|passw|passphrase|credential|api[-_]?key|access[-_]?key|private[-_]?key|signature|^sig$|auth(?!or(?!i))/i;

/** `--token=…`, `-X main.apiKey=…`, `?access_token=…`: the value of a name that says what it is. */
function* namedSecrets(line: string): Generator<Stretch> {
  for (let equals = line.indexOf('='); equals >= 0; equals = line.indexOf('=', equals + 1)) {
    const name = /[\w.-]*$/.exec(line.slice(Math.max(0, equals - 64), equals))![0];
    if (!SECRET_NAME.test(name)) continue;
    const value = line.slice(equals + 1);
    const length = lengthOf(value, /[\s"'`&;,<>]/);
    if (/[^=]/.test(value.slice(0, length))) yield { start: equals + 1, end: equals + 1 + length };
    equals += length;
  }
}

/** How far the text goes before the first such character. */
function lengthOf(text: string, stop: RegExp): number {
  const at = text.search(stop);
  return at < 0 ? text.length : at;
}
