/** Compiles the SPDX license list into the index (pure; build-time only). */
import { corePhrases, cutNotice, findCore, noticeCuts } from '../match/core.ts';
import { spokenNames } from '../match/names.ts';
import { phraseTexts } from '../match/phrases.ts';
import { buildSeedTable, findSeeds, newSeeds } from '../match/seeds.ts';
import { modernId } from '../spdx/ids.ts';
import { RULE_VOCABULARY } from '../tokens/rule-words.ts';
import { tokenize } from '../tokens/tokenize.ts';
import { ACTS, ENDS_COPYRIGHT, newTokens, type Tokens } from '../tokens/tokens.ts';
import { buildVocabulary } from '../tokens/vocabulary.ts';
import { activeWords, DROPPED_WORDS, ENDS_COPYRIGHT_LINE, equalWords, PARTY_WORDS } from '../tokens/words.ts';
import type { LicenseIndex, Names, Templates } from './types.ts';

/** `spdx-full.json` of the package spdx-license-list: id → name and text. */
export type LicenseList = Readonly<Record<string, { readonly name: string; readonly licenseText: string }>>;

interface Template {
  id: string;
  words: Uint16Array;
  coreStart: number;
  coreEnd: number;
  /** Word ids of the names in its own copyright lines. */
  holders: ReadonlySet<number>;
  notice: boolean;
}

/** Word ids given out in the order words are met; a spelling shares the id of the word it equals. */
function newWords() {
  const spellings = new Map<string, number>();
  let count = 0;
  const idOf = (word: string): number => {
    const known = spellings.get(word);
    if (known !== undefined) return known;
    const equal = equalWords.get(word);
    const id = equal === undefined ? ++count : idOf(equal);
    spellings.set(word, id);
    return id;
  };
  for (const word of equalWords.keys()) idOf(word);
  return { spellings, idOf, count: () => count };
}

/**
 * @param list the license list.
 * @param deprecated ids the list keeps for old expressions; their texts stand under other ids.
 */
export function compileIndex(list: LicenseList, deprecated: ReadonlySet<string>): LicenseIndex {
  const words = newWords();
  const flags = new Uint8Array(65536);
  for (const word of ENDS_COPYRIGHT_LINE) flags[words.idOf(word)]! |= ENDS_COPYRIGHT;
  for (const word of [...DROPPED_WORDS, 'copyright', 'reserved', 'spdx']) flags[words.idOf(word)]! |= ACTS;
  const active = activeWords(words.idOf, flags);
  const nothing = buildVocabulary(new Map());
  const tokens = newTokens();
  const read = (text: string) => {
    tokenize(text, nothing, active, tokens, words.idOf);
    return tokens;
  };
  const idsOf = (text: string) => read(text).ids.slice(0, tokens.length);

  const phraseIds = corePhrases.map(idsOf);
  const titleWords = new Set(
    ['license', 'licence', 'version', 'public', 'licensing', 'lizenz', 'licencia'].map(words.idOf),
  );
  const groups = new Map<string, Template>();
  const names: [string, string][] = [];
  for (const id of Object.keys(list).sort(byIdPriority)) {
    const { name, licenseText } = list[id]!;
    if (id.endsWith('+') || (deprecated.has(id) && !OWN_TEXT.has(id))) continue;
    names.push([modernId(id), name]);
    const template = newTemplate(
      modernId(id),
      read(licenseText),
      phraseIds,
      titleWords,
      holderNames(licenseText, words.idOf),
    );
    const key = template.words.join();
    if (!groups.has(key)) groups.set(key, template);
  }
  const all = [...groups.values()];
  for (const cut of noticeCuts) {
    const whole = all.find((t) => t.id === cut.from);
    const found =
      whole && cutNotice(whole.words, idsOf(cut.begin), cut.before === undefined ? undefined : idsOf(cut.before));
    if (!found) throw new Error(`the list's text of ${cut.from} has lost its notice`);
    all.push({ id: cut.id, words: found, coreStart: 0, coreEnd: found.length, holders: new Set(), notice: true });
  }
  for (const phrase of [RULE_VOCABULARY, ...phraseTexts]) for (const word of phrase.split(' ')) words.idOf(word);
  const spoken = layOutNames(names, idsOf);
  const vocabulary = buildVocabulary(words.spellings);
  const generic = new Set([...PARTY_WORDS].map(words.idOf));
  return {
    vocabulary,
    active: { ...active, flags: flags.slice(0, words.count() + 1) },
    templates: layOut(all, markParties(all, generic)),
    seeds: buildSeedTable(all.map((t) => t.words)),
    names: spoken,
    ids: names.map(([id]) => id).filter((id) => !id.includes(' ')),
  };
}

function layOutNames(list: readonly (readonly [string, string])[], idsOf: (text: string) => Uint16Array): Names {
  const all = new Map<string, { id: string; words: Uint16Array; plain: boolean }>();
  for (const { id, words, plain } of spokenNames(list)) {
    const ids = idsOf(words);
    const key = ids.join();
    // "X.Net License" would be "net license"
    if (ids.length < 3 && /(^|[^A-Za-z0-9])[B-Zb-z]([^A-Za-z0-9]|$)/.test(words)) continue;
    if (ids.length > 0 && !all.has(key)) all.set(key, { id, words: ids, plain });
  }
  const names = [...all.values()].sort((a, b) => a.words[0]! - b.words[0]!);
  const starts = new Uint32Array(names.length + 1);
  names.forEach((name, i) => {
    starts[i + 1] = starts[i]! + name.words.length;
  });
  return {
    id: names.map((name) => name.id),
    words: Uint16Array.from(names.flatMap((name) => [...name.words])),
    starts,
    plain: Uint8Array.from(names, (name) => (name.plain ? 1 : 0)),
  };
}

/** Deprecated ids whose text no other id has. */
const OWN_TEXT: ReadonlySet<string> = new Set(['Net-SNMP', 'eCos-2.0', 'wxWindows']);

/** Of ids with one text the first stands for it: `-only` (a bare GNU text grants no later version), then the shortest. */
function byIdPriority(a: string, b: string): number {
  const rank = (id: string) => (/^(A|L)?GPL-.*-only$|^GFDL-\d\.\d-only$/.test(id) ? 0 : 1);
  return rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1);
}

function newTemplate(
  id: string,
  tokens: Tokens,
  phraseIds: readonly Uint16Array[],
  titleWords: ReadonlySet<number>,
  holders: ReadonlySet<number>,
): Template {
  const core = findCore(tokens, phraseIds, titleWords);
  return {
    id,
    words: tokens.ids.slice(0, tokens.length),
    coreStart: core.start,
    coreEnd: core.end,
    holders,
    notice: false,
  };
}

/** Words with a capital in the copyright lines of a text. */
function holderNames(text: string, idOf: (word: string) => number): Set<number> {
  const names = new Set<number>();
  for (const whole of text.split('\n')) {
    const at = whole.search(/copyright|\(c\)|©/i);
    const line = at < 0 ? '' : whole.slice(at + 3);
    for (const [word] of line.matchAll(/[A-Z][A-Za-z0-9]+/g)) names.add(idOf(word.toLowerCase()));
  }
  return names;
}

/** Templates that may hold a word before it is too common to be a name. */
const MOST_WITH_NAME = 60;

/** Marks generic party words everywhere, and in each template the names of its own holders. */
function markParties(all: readonly Template[], generic: ReadonlySet<number>): Uint8Array {
  const within = new Map<number, number>();
  for (const t of all) for (const id of new Set(t.words)) within.set(id, (within.get(id) ?? 0) + 1);
  const marks = new Uint8Array((all.reduce((sum, t) => sum + t.words.length, 0) >> 3) + 1);
  let at = 0;
  for (const t of all) {
    for (const id of t.words) {
      if (generic.has(id) || (t.holders.has(id) && within.get(id)! <= MOST_WITH_NAME)) marks[at >> 3]! |= 1 << (at & 7);
      at++;
    }
  }
  return marks;
}

function seedsOfCore(t: Template): number {
  const seeds = newSeeds();
  findSeeds(t.words, t.words.length, seeds);
  const inCore = new Set<number>();
  for (let s = 0; s < seeds.length; s++) {
    if (seeds.at[s]! >= t.coreStart && seeds.at[s]! < t.coreEnd) inCore.add(seeds.hash[s]!);
  }
  return inCore.size;
}

function layOut(all: readonly Template[], party: Uint8Array): Templates {
  const starts = new Uint32Array(all.length + 1);
  all.forEach((t, i) => {
    starts[i + 1] = starts[i]! + t.words.length;
  });
  const words = new Uint16Array(starts[all.length]!);
  all.forEach((t, i) => {
    words.set(t.words, starts[i]!);
  });
  const coreParties = all.map((t, i) => {
    let count = 0;
    for (let at = starts[i]! + t.coreStart; at < starts[i]! + t.coreEnd; at++)
      count += (party[at >> 3]! >> (at & 7)) & 1;
    return count;
  });
  return {
    id: all.map((t) => t.id),
    words,
    starts,
    coreStart: Uint16Array.from(all, (t) => t.coreStart),
    coreEnd: Uint16Array.from(all, (t) => t.coreEnd),
    coreSeeds: Uint16Array.from(all, seedsOfCore),
    coreParties: Uint16Array.from(coreParties),
    notice: Uint8Array.from(all, (t) => (t.notice ? 1 : 0)),
    party,
  };
}
