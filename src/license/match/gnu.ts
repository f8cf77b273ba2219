/** Names of GNU licences in a sentence: family, version and "or later" come in many orders. */
import { breaksAt, PLUS, type Tokens } from '../tokens/tokens.ts';

/** Word ids the grammar knows. */
export interface GnuWords {
  readonly word: (id: number) => string | undefined;
}

/** Words of the grammar; each must have an id of its own. */
export const GNU_VOCABULARY =
  'gnu general lesser library affero public license licenses gpl lgpl agpl gplv1 gplv2 gplv3 lgplv2 lgplv3 agplv3 gpl2 gpl3 lgpl2 lgpl3 agpl3 version v1 v2 v3 1 2 3 0 ' +
  'only later any newer or of the either as published by free software foundation and at your option alternatively either lesser';

export interface GnuName {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** Whether "or later" was said. */
  readonly orLater: boolean;
  /** Other versions that may be chosen instead: "version 2 or 3". */
  readonly also: readonly string[];
}

type Family = 'GPL' | 'LGPL' | 'AGPL';
const SHORT = /^(a|l)?gpl(v?)([123])?$/;
/** Words between a name and its version: "as published by the Free Software Foundation, either version 2". */
const MOST_BEFORE_VERSION = 14;
/** Words between a version and "any later version". */
const MOST_BEFORE_LATER = 12;

/** The GNU licence whose name begins at token `at`, or undefined. Without a version the id is the family with a question mark. */
export function gnuNameAt(tokens: Tokens, at: number, words: GnuWords): GnuName | undefined {
  const word = (i: number) => (i < tokens.length ? words.word(tokens.ids[i]!) : undefined);
  let i = at;
  let family: Family;
  let version: string | undefined;
  if (word(i) === 'gnu') i++;
  const short = SHORT.exec(word(i) ?? '');
  if (short) {
    family = short[1] === 'l' ? 'LGPL' : short[1] === 'a' ? 'AGPL' : 'GPL';
    i++;
    if (short[3]) {
      version = short[3];
      [version, i] = minor(version, i, word);
    }
  } else {
    const kind = word(i);
    family = kind === 'lesser' || kind === 'library' ? 'LGPL' : kind === 'affero' ? 'AGPL' : 'GPL';
    if (kind === 'lesser' || kind === 'library' || kind === 'affero') i++;
    if (i === at) return undefined;
    if (word(i) === 'gpl') i++;
    else if (
      word(i) === 'general' &&
      word(i + 1) === 'public' &&
      (word(i + 2) === 'license' || word(i + 2) === 'licenses')
    )
      i += 3;
    else if (family === 'GPL' && word(i) === 'public' && word(i + 1) === 'license') i += 2;
    else return undefined;
    if (SHORT.test(word(i) ?? '')) i++;
  }
  let end = i;
  for (let k = i; version === undefined && k < i + MOST_BEFORE_VERSION && k < tokens.length; k++) {
    const w = word(k);
    const near = k === i || word(k - 1) === 'version';
    const digits = /^v?([123])$/.exec(w ?? '');
    if (digits && near) {
      version = digits[1]!;
      [version, end] = minor(version, k + 1, word);
    } else if (k > i && (w === 'gnu' || w === undefined) && k > i + 6) break;
  }
  if (version === undefined) return { id: `${family}?`, start: at, end: i, orLater: false, also: [] };
  const also: string[] = [];
  for (let k = end; ; ) {
    if (word(k) !== 'or') break;
    k = word(k + 1) === 'version' ? k + 2 : k + 1;
    const other = /^v?([123])$/.exec(word(k) ?? '');
    if (!other) break;
    const [full, next] = minor(other[1]!, k + 1, word);
    const id = idOf(family, full);
    if (id === undefined) break;
    also.push(`${id}-only`);
    end = k = next;
  }
  let orLater = (breaksAt(tokens, end) & PLUS) !== 0;
  for (let k = end; !orLater && k < Math.min(end + MOST_BEFORE_LATER, tokens.length); k++) {
    const w = word(k);
    if (w === 'later' || w === 'newer') {
      orLater = true;
      end = k + 1;
    } else if (w === 'only' || w === 'gnu') break;
  }
  if (!orLater && word(end) === 'only') end++;
  const id = idOf(family, version);
  return id === undefined ? undefined : { id: `${id}-${orLater ? 'or-later' : 'only'}`, start: at, end, orLater, also };
}

/** Reads `.0` or `.1` behind a version number. */
function minor(version: string, at: number, word: (i: number) => string | undefined): [string, number] {
  const next = word(at);
  return next === '0' || next === '1' ? [`${version}.${next}`, at + 1] : [version, at];
}

function idOf(family: Family, version: string): string | undefined {
  const full = version.includes('.') ? version : `${version}.0`;
  const known: Record<Family, readonly string[]> = {
    GPL: ['1.0', '2.0', '3.0'],
    LGPL: ['2.0', '2.1', '3.0'],
    AGPL: ['1.0', '3.0'],
  };
  return known[family].includes(full) ? `${family}-${full}` : undefined;
}
