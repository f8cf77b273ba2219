/** What a token stream says, in positions of tokens: license texts, notices, statements, exceptions, a choice. */

import type { LicenseIndex } from '../index/types.ts';
import type { RuleWords } from '../tokens/rule-words.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { type BodyWork, findBodies } from './find-texts.ts';
import { type GnuName, gnuNameAt } from './gnu.ts';
import type { Occurrence } from './occurrences.ts';
import { findPhrases, findRestrictions, type Phrases, type PhrasesFound, type Words } from './phrases.ts';
import { sentenceAt } from './sentences.ts';
import { findStatements, type Statement, takesRights } from './statements.ts';

export interface Found {
  readonly id: string;
  readonly kind: 'text' | 'notice' | 'statement';
  /** Words, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
  readonly coverage: number;
}

export interface Analysis extends PhrasesFound {
  readonly found: readonly Found[];
  /** Stretches no license text, notice or statement covers. */
  readonly uncovered: readonly Words[];
  /** Sentences that take back or limit what the rest grants, and families named without a version: terms that have no id. */
  readonly doubts: readonly Words[];
  /** The first sentence that denies a license: "not under the …", "… except for …". */
  readonly denial: Words | undefined;
}

/** A statement this close before a license text of the same family is its title. */
const TITLE_REACH = 60;
/** How sure a statement without text is. */
const GRANT_CONFIDENCE = 0.9;
const TITLE_CONFIDENCE = 0.7;

export function analyse(
  tokens: Tokens,
  readme: boolean,
  index: LicenseIndex,
  work: BodyWork,
  words: RuleWords,
  phrases: Phrases,
): Analysis {
  const bodies = findBodies(tokens, index, work).map((one) => bodyFound(one, tokens, index, words));
  const { taken } = work;
  const read = findStatements({ tokens, taken, readme }, index, words);
  const statements = read.said.filter((s) => !isTitleOf(s, bodies));
  const families = new Set([...bodies, ...statements].filter((f) => !isFamily(f.id)).map((f) => family(f.id)));
  const named = statements.filter((s) => !isFamily(s.id)).map(statementFound);
  const limits = readme ? [] : findRestrictions(tokens, taken, phrases);
  // beside words that take rights away a name alone grants nothing
  const told = limits.length > 0 && bodies.length === 0 ? named.filter((f) => takesRights(f.id)) : named;
  const found = settleGnu([...bodies, ...told].sort((a, b) => a.start - b.start || a.end - b.end));
  const ids = new Set(found.map((f) => f.id));
  const spoken = findPhrases(tokens, taken, [...ids], phrases);
  const doubts: Words[] = [
    ...statements.filter((s) => isFamily(s.id) && !families.has(s.id.slice(0, -1))),
    ...read.limited,
    ...[...read.denied]
      .filter(([id]) => ids.has(id) && bodies.some((b) => b.id === id))
      .map(([, sentence]) => sentence),
    ...limits.map(({ start }) => sentenceAt(tokens, taken, start)),
  ];
  for (const { start, end } of [...told, ...spoken.exceptions.values()]) taken.fill(1, start, end);
  const choice = spoken.choice ?? read.versions;
  return {
    found,
    ...spoken,
    choice,
    uncovered: stretches(tokens, taken),
    doubts,
    denial: [...read.denied.values()][0],
  };
}

function statementFound({ id, start, end, kind }: Statement): Found {
  const confidence = kind === 'grant' ? GRANT_CONFIDENCE : TITLE_CONFIDENCE;
  return { id, kind: 'statement', start, end, coverage: 0, confidence };
}

/** A family without its version: `GPL?`. */
const isFamily = (id: string) => id.endsWith('?');

function bodyFound(one: Occurrence, tokens: Tokens, index: LicenseIndex, words: RuleWords): Found {
  const { start, end, confidence, coverage, template } = one;
  const id = index.templates.id[template]!;
  if (index.templates.notice[template] === 0) return { id, kind: 'text', start, end, confidence, coverage };
  // GNU notices are alike but for the license and version they name
  const gnu = isGnu(id) ? gnuNameIn(start, end, tokens, words) : undefined;
  return { id: gnu?.id ?? id, kind: 'notice', start, end, confidence, coverage };
}

function gnuNameIn(start: number, end: number, tokens: Tokens, words: RuleWords): GnuName | undefined {
  for (let i = start; i < end; i++) {
    const name = (words.first[tokens.ids[i]!]! & 2) === 0 ? undefined : gnuNameAt(tokens, i, words);
    if (name && !isFamily(name.id)) return name;
  }
  return undefined;
}

const isGnu = (id: string) => /^(A|L)?GPL-/.test(id);
/** `GPL-2.0` of `GPL-2.0-or-later`. */
const gnuVersion = (id: string) => id.replace(/-(only|or-later)$/, '');
const family = (id: string) => id.split('-')[0]!;

function isTitleOf(statement: { id: string; start: number; end: number }, bodies: readonly Found[]): boolean {
  return bodies.some(
    (b) =>
      b.kind === 'text' &&
      family(b.id) === family(statement.id) &&
      !isGnu(b.id) &&
      b.start >= statement.end &&
      b.start - statement.end <= TITLE_REACH,
  );
}

/**
 * A bare GNU text is `-only`; a notice or statement before it that says "or later" makes it `-or-later`; what stands after the
 * beginning of the text is its own "how to apply".
 */
function settleGnu(found: readonly Found[]): Found[] {
  const texts = new Map<string, number>();
  for (const f of found) {
    const key = gnuVersion(f.id);
    if (f.kind === 'text' && isGnu(f.id) && !texts.has(key)) texts.set(key, f.start);
  }
  const kept = found.filter(
    (f) => f.kind === 'text' || !isGnu(f.id) || f.start < (texts.get(gnuVersion(f.id)) ?? Number.POSITIVE_INFINITY),
  );
  const later = new Set(kept.filter((f) => isGnu(f.id) && f.id.endsWith('-or-later')).map((f) => gnuVersion(f.id)));
  return kept.map((f) =>
    isGnu(f.id) && later.has(gnuVersion(f.id)) ? { ...f, id: `${gnuVersion(f.id)}-or-later` } : f,
  );
}

function stretches({ length }: Tokens, taken: Uint8Array): Words[] {
  const found: Words[] = [];
  const next = (value: number, from: number) => {
    const at = taken.indexOf(value, from);
    return at < 0 || at > length ? length : at;
  };
  for (let end = 0; end < length; ) {
    const start = next(0, end);
    end = next(1, start);
    if (end > start) found.push({ start, end });
  }
  return found;
}
