/** A source of one run that shares its questions with other runs at the same time, so that each question is asked once by all of them. */
import { type Answer, type Ask, askKey, type FactKind, type FactTypes } from '../../model/facts/facts.ts';
import type { OpenLicenseList } from '../license-index.ts';
import type { RoutedSource } from './sources.ts';

/** Where runs meet. A run that is told to ask must say what came of it, also where it failed. */
export interface SharedFacts {
  /** The answer that another run got; undefined: ask yourself, then call `settle`. `key` also says who would be asked. */
  want(key: string, ask: Ask): Promise<Answer<unknown> | undefined>;
  /** undefined: there was no answer, so that the next run asks again. */
  settle(key: string, ask: Ask, answer: Answer<unknown> | undefined): void;
  /** The list of licenses, with what other runs were told by it; left out: a run opens its own. */
  readonly licenses?: () => Promise<OpenLicenseList>;
}

/** What a run may not ask, or what the source does not answer, is left to the source itself: that depends on the run's own policy. */
export function sharedSource<S extends RoutedSource>(source: S, shared: SharedFacts): S {
  const answer = async (ask: Ask): Promise<Answer<unknown> | undefined> => {
    const route = source.route(ask);
    if (route === undefined || !('hosts' in route)) return source.answer(ask);
    const key = `${source.name}\n${route.hosts.join(' ')}\n${askKey(ask)}`;
    const known = await shared.want(key, ask);
    if (known !== undefined) return known;
    let found: Answer<unknown> | undefined;
    try {
      found = await source.answer(ask);
    } finally {
      shared.settle(key, ask, found);
    }
    return found;
  };
  return {
    ...source,
    answer: async <K extends FactKind>(ask: Ask<K>) => (await answer(ask as Ask)) as Answer<FactTypes[K]> | undefined,
  };
}
