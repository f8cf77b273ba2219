/** The answers of a run. Reading what nobody asked for throws, so that a plan cannot lie. */
import type { Answer, Ask, FactKind, FactTypes } from '../../model/facts/facts.ts';
import { askKey } from '../../model/facts/facts.ts';
import type { Facts } from '../../model/rule.ts';

export interface FactStore extends Facts {
  put(ask: Ask, answer: Answer<unknown>): void;
}

export function factStore(): FactStore {
  const answers = new Map<string, Answer<unknown>>();
  return {
    put: (ask, answer) => void answers.set(askKey(ask), answer),
    asked: (ask) => answers.has(askKey(ask)),
    get<K extends FactKind>(kind: K, module: { path: string; version: string }): Answer<FactTypes[K]> {
      const key = askKey({ kind, module } as Ask);
      const answer = answers.get(key);
      if (answer === undefined) throw new Error(`a rule reads the fact "${key}", which it did not ask for`);
      return answer as Answer<FactTypes[K]>;
    },
  };
}
