/** The license texts (and standard notices) a token stream holds. */

import type { LicenseIndex } from '../index/types.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { type CandidateWork, findCandidates, newCandidateWork, readSeeds } from './candidates.ts';
import { chooseOccurrences, findOccurrences, type Occurrence } from './occurrences.ts';
import { newRuns, type Runs } from './runs.ts';

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
    for (const candidate of findCandidates(index, work.candidates, work.taken)) {
      for (const one of findOccurrences(candidate, tokens, index, work.runs, all)) all.push(one);
    }
    if (all.length === 0) break;
    const chosen = chooseOccurrences(all, work.taken);
    if (chosen.length === 0) break;
    for (const one of chosen) found.push(one);
  }
  return found.sort((a, b) => a.start - b.start);
}
