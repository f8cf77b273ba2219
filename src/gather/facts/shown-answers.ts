/** Answers as they may be kept and shown: what is said about them, by whom, holds no secret. What is known is left as it is. */
import type { Answer, Ask, FactKind, FactSource, FactTypes, Unknown } from '../../model/facts/facts.ts';
import { masked } from '../../text/secrets.ts';
import type { Plan } from './sources.ts';

/** Records, gaps and plans are made of what comes from here. */
export function withoutSecrets(source: FactSource): FactSource {
  return {
    ...source,
    answer: async <K extends FactKind>(ask: Ask<K>) => {
      const answer: Answer<FactTypes[K]> | undefined = await source.answer(ask);
      return answer?.known ? { ...answer, source: masked(answer.source) } : answer && shownUnknown(answer);
    },
  };
}

export function shownPlan({ known, network, unknown }: Plan): Plan {
  return {
    known: new Map([...known].map(([source, count]) => [masked(source), count])),
    network: new Map([...network].map(([host, asks]) => [masked(host), asks])),
    unknown: unknown.map(({ ask, answer }) => ({ ask, answer: shownUnknown(answer) })),
  };
}

function shownUnknown(answer: Unknown): Unknown {
  const { hint } = answer;
  return { ...answer, detail: masked(answer.detail), ...(hint !== undefined && { hint: masked(hint) }) };
}
