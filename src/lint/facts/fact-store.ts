/** The answers of a run. Reading what nobody asked for throws, so that a plan cannot lie. */
import type { Answer, Ask, FactKind, FactTypes } from '../../model/facts/facts.ts';
import { askKey } from '../../model/facts/facts.ts';
import type { Facts } from '../../model/rule.ts';

export interface FactStore extends Facts {
  put(ask: Ask, answer: Answer<unknown>): void;
}

/** By version. */
type Answers = Map<string, Answer<unknown>>;

export function factStore(): FactStore {
  // Rules ask a hundred thousand times, and a key for each would be made and hashed anew.
  const byKind = new Map<FactKind, Map<string, Answers>>();
  const find = ({ kind, module }: Ask) => byKind.get(kind)?.get(module.path)?.get(module.version);
  return {
    put: (ask, answer) => {
      const { kind, module } = ask;
      const byPath = getOrMake(byKind, kind);
      getOrMake(byPath, module.path).set(module.version, answer);
    },
    asked: (ask) => find(ask) !== undefined,
    get<K extends FactKind>(kind: K, module: { path: string; version: string }): Answer<FactTypes[K]> {
      const ask = { kind, module } as Ask;
      const answer = find(ask);
      if (answer === undefined) throw new Error(`a rule reads the fact "${askKey(ask)}", which it did not ask for`);
      return answer as Answer<FactTypes[K]>;
    },
  };
}

function getOrMake<K, A, B>(maps: Map<K, Map<A, B>>, key: K): Map<A, B> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}
