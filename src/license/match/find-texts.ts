/** The license texts (and standard notices) a token stream holds. */

import type { LicenseIndex } from '../index/types.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { type CandidateWork, findCandidates, findHits, newCandidateWork, readSeeds } from './candidates.ts';
import { chooseOccurrences, findOccurrences, isBeaten, type Occurrence } from './occurrences.ts';
import { findRuns, newRuns, type Runs } from './runs.ts';

export interface BodyWork {
  readonly candidates: CandidateWork;
  readonly runs: Runs;
  /** 1 for words of the text that lie in an occurrence. */
  taken: Uint8Array;
}

export function newBodyWork(index: LicenseIndex): BodyWork {
  return { candidates: newCandidateWork(index), runs: newRuns(), taken: new Uint8Array(4096) };
}

/** Rounds after which a text is taken as read: each finds at least one license that no earlier round saw. */
const MOST_ROUNDS = 24;

/**
 * Finds license texts in rounds: the likeliest templates are aligned and the best occurrences chosen, then the words that are left
 * are looked at again. So a license is found behind forty near twins of another one, and a list of notices to its end.
 * `work.taken` afterwards marks the words that belong to an occurrence.
 */
export function findBodies(tokens: Tokens, index: LicenseIndex, work: BodyWork): Occurrence[] {
  if (work.taken.length < tokens.length) work.taken = new Uint8Array(tokens.length * 2);
  else work.taken.fill(0, 0, tokens.length);
  const found: Occurrence[] = [];
  readSeeds(tokens, index, work.candidates);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const all: Occurrence[] = [];
    for (const template of findCandidates(index, work.candidates, work.taken)) {
      // later rounds may not choose the best they find: words of it may be taken
      if (round === 0 && isBeaten(template, tokens.length, index, all)) continue;
      const size = findHits(template, index, work.candidates);
      findRuns(work.candidates.hits, size, tokens, index.templates, template, work.runs);
      all.push(...findOccurrences(template, tokens, index, work.runs, all));
    }
    if (all.length === 0) break;
    const chosen = chooseOccurrences(all, work.taken);
    if (chosen.length === 0) break;
    for (const one of chosen) found.push(one);
  }
  return found.sort((a, b) => a.start - b.start);
}
