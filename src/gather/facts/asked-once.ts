/** A source that is asked for two trees of one run, so that each question is asked once for both. */
import {
  type Answer,
  type Ask,
  askKey,
  type FactKind,
  type FactSource,
  type FactTypes,
} from '../../model/facts/facts.ts';

/** Answers so far, by question. */
export type Asked = Map<string, Promise<Answer<unknown> | undefined>>;

/** `also`: what an answer depends on beside the question. Sources that share `asked` answer for each other. */
export function askedOnce<S extends FactSource>(
  source: S,
  asked: Asked = new Map(),
  also: (ask: Ask) => string = () => '',
): S {
  const answer = (ask: Ask): Promise<Answer<unknown> | undefined> => {
    // One that reaches further back is another question.
    const key = `${askKey(ask)} ${ask.since ?? ''} ${also(ask)}`;
    let found = asked.get(key);
    if (found === undefined) {
      found = source.answer(ask);
      asked.set(key, found);
    }
    return found;
  };
  return {
    ...source,
    answer: <K extends FactKind>(ask: Ask<K>) => answer(ask as Ask) as Promise<Answer<FactTypes[K]> | undefined>,
  };
}
