/** Answers that a thread of a fleet run has had, so that the next target does not wait for them. */
import { weightOf } from '../gather/facts/held-answers.ts';
import type { SharedFacts } from '../gather/facts/shared-source.ts';
import type { Answer, Ask } from '../model/facts/facts.ts';

/** Bytes of one thread. */
const MAX_BYTES = 96 << 20;

/** What an answer takes beside its value. */
const ENTRY = 300;

export interface AnswerMemory extends SharedFacts {
  /** Questions that were answered from here since the last call. */
  takeCount(): number;
}

/** `maxBytes`: where answers take more, the older half of them is forgotten. */
export function answerMemory(shared: SharedFacts, maxBytes = MAX_BYTES): AnswerMemory {
  // Two generations: what is asked for again moves to the young one, and what is not goes with the old one.
  let young = new Map<string, Answer<unknown>>();
  let old = new Map<string, Answer<unknown>>();
  let bytes = 0;
  let count = 0;
  const keep = (key: string, ask: Ask, answer: Answer<unknown>) => {
    young.set(key, answer);
    bytes += ENTRY + key.length + (answer.known ? weightOf(ask, answer.value) : 0);
    if (bytes <= maxBytes / 2) return;
    old = young;
    young = new Map();
    bytes = 0;
  };
  const recall = (key: string, ask: Ask) => {
    const recent = young.get(key);
    if (recent !== undefined) return recent;
    const older = old.get(key);
    if (older !== undefined) keep(key, ask, older);
    return older;
  };
  return {
    want: async (key, ask) => {
      const known = recall(key, ask);
      if (known !== undefined) {
        count++;
        return known;
      }
      const answer = await shared.want(key, ask);
      if (answer !== undefined) keep(key, ask, answer);
      return answer;
    },
    settle: (key, ask, answer) => {
      if (answer !== undefined) keep(key, ask, answer);
      shared.settle(key, ask, answer);
    },
    takeCount: () => {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}
