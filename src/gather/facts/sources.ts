/** All fact sources as one: asked in order, the first that has something to say is believed. */
import {
  type Answer,
  type Ask,
  askKey,
  type FactKind,
  type FactSource,
  type FactTypes,
  type Unknown,
} from '../../model/facts/facts.ts';
import { internalFault } from '../../model/fault.ts';
import { type HeldLimits, heldAnswers } from './held-answers.ts';

/** A source that keeps what later sources of the chain answered, also that there is no answer. */
export interface RememberingSource extends FactSource {
  remember(ask: Ask, answer: Answer<unknown>): void;
}

/** A source that can say whom it would ask, without asking. */
export interface RoutedSource extends FactSource {
  /** Hosts in the order they are tried; or why nobody may be asked. undefined: it answers no such questions. */
  route(ask: Ask): { readonly hosts: readonly string[] } | Unknown | undefined;
}

export interface ChainOptions {
  /** No source with `network` is asked. */
  readonly offline?: boolean;
  /** What is said where no source answers and none with `network` is asked; that it is not used, unless given. */
  readonly unasked?: Unknown;
  /** Called after every question that is settled. */
  readonly progress?: (settled: number, asked: number) => void;
  /** What all answers together may come to; left out: as held.ts has it. */
  readonly held?: HeldLimits;
}

/** Fact sources asked one after another, as one source. */
export interface Chain extends FactSource {
  /** Always has an answer, if only that nobody knows. Equal questions, also at the same time, are asked once. */
  answer<K extends FactKind>(ask: Ask<K>): Promise<Answer<FactTypes[K]>>;
  /** Answers in the order of the questions. */
  answerAll(asks: readonly Ask[]): Promise<Answer<unknown>[]>;
  /** What `answerAll` would ask of whom; asks no one, but looks into the sources that need no network. */
  plan(asks: readonly Ask[]): Promise<Plan>;
}

export interface Plan {
  /** Questions by the source that knows the answer already. */
  readonly known: ReadonlyMap<string, number>;
  /** Questions that a network source would be asked, by the first host. */
  readonly network: ReadonlyMap<string, readonly Ask[]>;
  /** Questions that nobody may be asked, or that are known to have no answer. */
  readonly unknown: readonly { readonly ask: Ask; readonly answer: Unknown }[];
}

/** The usual order: record, module cache, vendor, fact cache, proxy. */
export function chain(sources: readonly FactSource[], options: ChainOptions = {}): Chain {
  const inUse = options.offline ? sources.filter((source) => !source.network) : sources;
  const settled = new Map<string, Promise<Answer<unknown>>>();
  const held = heldAnswers(options.held);
  let done = 0;
  const answer = (ask: Ask): Promise<Answer<unknown>> => {
    const key = askKey(ask);
    let pending = settled.get(key);
    if (!pending) {
      const refusal = held.refusal(ask);
      const first = refusal === undefined ? firstAnswer(inUse, ask) : Promise.resolve(refusal);
      pending = first.then((found) => {
        options.progress?.(++done, settled.size);
        return held.keep(ask, found ?? nobodyKnows(inUse, options.unasked));
      });
      settled.set(key, pending);
    }
    return pending;
  };
  return {
    name: 'facts',
    network: inUse.some((source) => source.network),
    answer: async <K extends FactKind>(ask: Ask<K>) => (await answer(ask as Ask)) as Answer<FactTypes[K]>,
    answerAll: (asks) => Promise.all(asks.map(answer)),
    plan: (asks) => planOf(inUse, asks, options.unasked),
  };
}

async function firstAnswer(sources: readonly FactSource[], ask: Ask): Promise<Answer<unknown> | undefined> {
  for (const source of sources) {
    let answer: Answer<unknown> | undefined;
    try {
      answer = await source.answer(ask);
    } catch (error) {
      // A source that breaks down over one answer leaves that one unknown.
      answer = internalFault(error);
    }
    if (!answer) continue;
    if (source.network)
      for (const earlier of sources.slice(0, sources.indexOf(source)))
        if (remembers(earlier)) earlier.remember(ask, answer);
    return answer;
  }
  return undefined;
}

function nobodyKnows(inUse: readonly FactSource[], unasked?: Unknown): Unknown {
  if (!inUse.some((source) => source.network))
    return unasked ?? { known: false, why: 'offline', detail: 'not available locally, and the network is not used' };
  return {
    known: false,
    why: 'missing',
    detail: `not found in ${inUse.map((source) => source.name).join(', ')}`,
  };
}

async function planOf(inUse: readonly FactSource[], asks: readonly Ask[], unasked?: Unknown): Promise<Plan> {
  const known = new Map<string, number>();
  const network = new Map<string, Ask[]>();
  const unknown: { ask: Ask; answer: Unknown }[] = [];
  const local = inUse.filter((source) => !source.network);
  const remote = inUse.filter((source) => source.network);
  for (const ask of new Map(asks.map((ask) => [askKey(ask), ask])).values()) {
    const answer = await firstAnswer(local, ask);
    if (answer?.known) known.set(answer.source, (known.get(answer.source) ?? 0) + 1);
    else if (answer) unknown.push({ ask, answer });
    else {
      const host = hostFor(ask, remote) ?? nobodyKnows(inUse, unasked);
      if (typeof host === 'string') appendTo(network, host, ask);
      else unknown.push({ ask, answer: host });
    }
  }
  return { known, network, unknown };
}

function hostFor(ask: Ask, remote: readonly FactSource[]): string | Unknown | undefined {
  let refusal: Unknown | undefined;
  for (const source of remote) {
    if (!isRouted(source)) return source.name;
    const route = source.route(ask);
    if (route === undefined) continue;
    if ('hosts' in route) return route.hosts[0] ?? source.name;
    refusal ??= route;
  }
  return refusal;
}

function appendTo<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function remembers(source: FactSource): source is RememberingSource {
  return 'remember' in source;
}

function isRouted(source: FactSource): source is RoutedSource {
  return 'route' in source;
}
