/** The questions of all threads of a fleet run: each is asked once, and the others wait for its answer. */
import type { SharedFacts } from '../gather/facts/shared-source.ts';
import type { Answer, Ask } from '../model/facts/facts.ts';

/** Keeps answers for the rest of the run, and for a run that is resumed. */
export interface AnswerStore {
  read(key: string, ask: Ask): Answer<unknown> | undefined;
  write(key: string, ask: Ask, answer: Answer<unknown>): void;
}

export interface HubCounts {
  /** Questions that were sent out. */
  readonly asked: number;
  /** Different questions among them: equal to `asked`, unless a worker ended before it had the answer. */
  readonly different: number;
  /** Questions that were answered by what another target had asked. */
  readonly shared: number;
}

export interface FactHub extends SharedFacts {
  /** These were given to a worker that has ended. */
  abandon(keys: Iterable<string>): void;
  /** So many questions were answered by what a worker remembered. */
  remembered(count: number): void;
  counts(): HubCounts;
}

type Waiter = (answer: Answer<unknown> | undefined) => void;

export function factHub(store: AnswerStore): FactHub {
  /** Who waits for the answer to a question that is being asked. */
  const open = new Map<string, Waiter[]>();
  /** Failures last as long as this process: a run that is resumed asks again. */
  const failures = new Map<string, Answer<unknown>>();
  const counts = { asked: 0, repeated: 0, shared: 0 };
  const release = (key: string) => {
    const [next, ...others] = open.get(key) ?? [];
    if (next === undefined) return void open.delete(key);
    open.set(key, others);
    counts.asked++;
    counts.repeated++;
    next(undefined);
  };
  return {
    want: (key, ask) => {
      const waiting = open.get(key);
      if (waiting !== undefined)
        return new Promise((resolve) => {
          waiting.push(resolve);
        });
      const known = failures.get(key) ?? store.read(key, ask);
      if (known !== undefined) {
        counts.shared++;
        return Promise.resolve(known);
      }
      open.set(key, []);
      counts.asked++;
      return Promise.resolve(undefined);
    },
    settle: (key, ask, answer) => {
      const waiting = open.get(key);
      if (waiting === undefined) return;
      if (answer === undefined) return release(key);
      open.delete(key);
      if (answer.known || answer.why !== 'failed') store.write(key, ask, answer);
      else failures.set(key, answer);
      counts.shared += waiting.length;
      for (const resolve of waiting) resolve(answer);
    },
    abandon: (keys) => {
      for (const key of keys) if (open.has(key)) release(key);
    },
    remembered: (count) => {
      counts.shared += count;
    },
    counts: () => ({ asked: counts.asked, different: counts.asked - counts.repeated, shared: counts.shared }),
  };
}
