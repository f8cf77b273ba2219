/** Occurrences of templates in a text: which words match, what is missing and what was put in; and the choice among them. */

import type { LicenseIndex } from '../index/types.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { compareEdge, compareGap, type Pairing, type Tally } from './align-gap.ts';
import { findChains, type Runs } from './runs.ts';

export interface Occurrence extends Tally {
  readonly template: number;
  /** Words of the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 … 1: Dice over words, titles and appendices aside. */
  readonly confidence: number;
  /** 0 … 1: share of the template's core that is there. */
  readonly coverage: number;
  readonly worth: number;
}

const LEAST_CONFIDENCE = 0.84;
/** A rare license must be there nearly word for word, or the plain one it is made from is meant. */
const RARE_CONFIDENCE = 0.975;
const RARE_DISCOUNT = 0.85;
/** Short texts are alike by chance. */
const SHORT = 24;
const LEAST_CONFIDENCE_SHORT = 0.9;
const LEAST_COVERAGE = 0.6;
const MISSING_COST = 1.2;
const EXTRA_COST = 0.9;
/** Share of an occurrence that may lie inside what a better one has taken. */
const MOST_OVERLAP = 0.15;

/** What a license that is met everywhere is ahead by. */
const COMMON_BONUS = 1.5;
const common: ReadonlySet<string> = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MPL-2.0',
  'GPL-2.0-only',
  'GPL-3.0-only',
  'LGPL-2.1-only',
  'LGPL-3.0-only',
  'AGPL-3.0-only',
]);

/**
 * Whether no occurrence of a template can be worth as much as one that is there already, and any would lie over that one: most texts hold
 * nothing but one license, word for word, and the other candidates are its relatives.
 * @param better what other templates gave.
 */
export function isBeaten(
  template: number,
  textLength: number,
  { templates }: LicenseIndex,
  better: readonly Occurrence[],
): boolean {
  const core = templates.coreEnd[template]! - templates.coreStart[template]!;
  const parties = templates.coreParties[template]!;
  const most = Math.min(textLength, templates.starts[template + 1]! - templates.starts[template]!);
  const bonus = common.has(templates.id[template]!) ? COMMON_BONUS : 0;
  const worth = most - MISSING_COST * Math.max(0, core - parties - most) + bonus;
  const outside = (LEAST_COVERAGE * core - parties) * (1 - MOST_OVERLAP);
  for (const b of better) if (b.worth > worth && b.start + textLength - b.end < outside) return true;
  return false;
}

/**
 * All occurrences of one template that are good enough.
 * @param runs what the template and the text share.
 * @param better what other templates gave: an occurrence that cannot be worth more than one over the same words is not looked at.
 */
export function findOccurrences(
  template: number,
  tokens: Tokens,
  index: LicenseIndex,
  runs: Runs,
  better: readonly Occurrence[],
): Occurrence[] {
  const { templates } = index;
  const from = templates.starts[template]!;
  const size = templates.starts[template + 1]! - from;
  const coreStart = templates.coreStart[template]!;
  const coreEnd = templates.coreEnd[template]!;
  const core = coreEnd - coreStart;
  const pair: Pairing = { ids: tokens.ids, words: templates.words, from, coreStart, coreEnd, party: templates.party };
  const isCommon = common.has(templates.id[template]!);
  const least = core < SHORT ? LEAST_CONFIDENCE_SHORT : LEAST_CONFIDENCE;
  const found: Occurrence[] = [];
  for (const chain of findChains(runs, Math.max(4, core * 0.25))) {
    if (isHopeless(chain, runs, pair, size, tokens.length, templates.coreParties[template]!, better)) continue;
    const occurrence = measure(chain, runs, pair, tokens.length, size, template, isCommon);
    if (occurrence.confidence >= least && occurrence.coverage > LEAST_COVERAGE) found.push(occurrence);
  }
  return found;
}

/** Whether a better occurrence covers a chain's words and the chain cannot come to be worth as much. */
function isHopeless(
  chain: readonly number[],
  runs: Runs,
  pair: Pairing,
  templateLength: number,
  textLength: number,
  parties: number,
  better: readonly Occurrence[],
): boolean {
  const head = chain[0]!;
  const last = chain[chain.length - 1]!;
  const start = runs.text[head]!;
  const end = runs.text[last]! + runs.length[last]!;
  let most = Math.min(start, runs.template[head]!);
  most += Math.min(textLength - end, templateLength - runs.template[last]! - runs.length[last]!);
  let textAt = start;
  let templateAt = runs.template[head]!;
  for (const m of chain) {
    most += Math.max(0, Math.min(runs.text[m]! - textAt, runs.template[m]! - templateAt)) + runs.length[m]!;
    textAt = runs.text[m]! + runs.length[m]!;
    templateAt = runs.template[m]! + runs.length[m]!;
  }
  const lacking = Math.max(0, pair.coreEnd - pair.coreStart - parties - most);
  const worth = most - MISSING_COST * lacking + COMMON_BONUS;
  const covered = (end - start) * (1 - MOST_OVERLAP);
  for (const b of better)
    if (b.worth >= worth && Math.min(b.end, end) - Math.max(b.start, start) >= covered) return true;
  return false;
}

function measure(
  chain: readonly number[],
  runs: Runs,
  pair: Pairing,
  textLength: number,
  templateLength: number,
  template: number,
  isCommon: boolean,
): Occurrence {
  const tally: Tally = { matched: 0, missing: 0, extra: 0 };
  const head = chain[0]!;
  let start = runs.text[head]!;
  const headAt = runs.template[head]!;
  if (headAt > 0) {
    const room = Math.floor(headAt * 1.3) + 6;
    start = compareEdge(pair, start, Math.max(0, start - room), 0, headAt, true, tally);
  }
  let textAt = runs.text[head]!;
  let templateAt = headAt;
  for (const m of chain) {
    let a = runs.text[m]!;
    let b = runs.template[m]!;
    let length = runs.length[m]!;
    const overlap = Math.max(0, textAt - a, templateAt - b);
    a += overlap;
    b += overlap;
    length -= overlap;
    if (length <= 0) continue;
    compareGap(pair, textAt, a, templateAt, b, tally);
    tally.matched += length;
    textAt = a + length;
    templateAt = b + length;
  }
  let end = textAt;
  if (templateAt < templateLength) {
    const room = Math.floor((templateLength - templateAt) * 1.3) + 6;
    end = compareEdge(pair, textAt, Math.min(textLength, textAt + room), templateAt, templateLength, false, tally);
  }
  const { matched, missing, extra } = tally;
  const core = pair.coreEnd - pair.coreStart;
  const confidence = (2 * matched) / (2 * matched + missing + extra);
  let worth = matched - MISSING_COST * missing - EXTRA_COST * extra;
  if (isCommon) worth += COMMON_BONUS;
  else if (confidence < RARE_CONFIDENCE) worth *= RARE_DISCOUNT;
  const coverage = Math.max(0, 1 - missing / core);
  return { template, start, end, matched, missing, extra, confidence, coverage, worth };
}

/** The best occurrences that do not lie over one another nor over words `taken` before; their words are marked as taken. */
export function chooseOccurrences(all: Occurrence[], taken: Uint8Array): Occurrence[] {
  all.sort((a, b) => b.worth - a.worth || b.confidence - a.confidence || a.start - b.start || a.template - b.template);
  const chosen: Occurrence[] = [];
  for (const one of all) {
    if (countTaken(taken, one.start, one.end) > (one.end - one.start) * MOST_OVERLAP) continue;
    taken.fill(1, one.start, one.end);
    chosen.push(one);
  }
  return chosen;
}

function countTaken(taken: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) count += taken[i]!;
  return count;
}
