/** The time of a question and of a run: what is used, what is left, and in which words it ends. */
import { type RunLimits, seconds } from './limits.ts';
import { type ListeningClock, listeningClock } from './listening-clock.ts';

/** What one question has used at one server, over all its requests. Waiting for a free slot does not count. */
export interface QuestionClock {
  /** Milliseconds. */
  used: number;
  /** Bytes as they came over the wire: each buys time (`bytesPerSecond`). */
  received: number;
}

/** What a run has used, over all its requests. */
export interface RunClock {
  /** performance.now() of the first request. */
  started: number | undefined;
  requests: number;
  /** Bytes, unpacked. */
  received: number;
  /** For the time of servers; the run's own is the time on the wall. */
  readonly listening: ListeningClock;
}

export function questionClock(): QuestionClock {
  return { used: 0, received: 0 };
}

export function runClock(): RunClock {
  return { started: undefined, requests: 0, received: 0, listening: listeningClock() };
}

/** Milliseconds that a question may still take. */
export function timeLeft(clock: QuestionClock, limits: RunLimits): number {
  return limits.question + (clock.received * 1000) / limits.bytesPerSecond - clock.used;
}

/** Why a run makes no more requests; undefined while it may. */
export function runRefusal(run: RunClock, limits: RunLimits, now = performance.now()): string | undefined {
  if (run.requests >= limits.requests) return `reached the limit of ${limits.requests} requests in one run`;
  if (run.received > limits.received) return `reached the limit of ${limits.received} received bytes in one run`;
  if (run.started !== undefined && now - run.started >= limits.run) return runOver(limits);
  return undefined;
}

function runOver({ run }: RunLimits): string {
  return `reached the limit of ${seconds(run)} of requests in one run`;
}

/** The end of an exchange that took too long. `run`: its own time was not over yet. */
export type Expire = (cause: string, what: 'question' | 'run') => void;

export interface Watch {
  /** The connection stands. */
  connected(): void;
  /** Headers, or so many bytes of the answer, have come. */
  sign(bytes: number): void;
  /** It is our turn, not the server's: no time is counted until `resume`. */
  pause(): void;
  resume(): void;
  /** Adds the time of this exchange to the question's. */
  stop(): void;
}

interface Bound {
  readonly left: number;
  readonly cause: () => string;
  readonly what: 'question' | 'run';
}

/** Watches one exchange from now on. `address`: host and port, for messages. */
export function watch(
  limits: RunLimits,
  question: QuestionClock,
  run: RunClock,
  address: string,
  expire: Expire,
): Watch {
  const { now } = run.listening;
  let started = now();
  let last = started;
  let connecting = true;
  let answering = false;
  let pausedAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const nearest = (): Bound => {
    const at = now();
    const slow = () =>
      answering
        ? `the response took longer than ${seconds(limits.question)}, with less than ${limits.bytesPerSecond} bytes per second`
        : `no response within ${seconds(limits.question)}`;
    const silent = () => (answering ? `the response stopped for ${seconds(limits.question)}` : slow());
    const bounds: Bound[] = [
      { left: limits.question - (at - last), cause: silent, what: 'question' },
      { left: timeLeft(question, limits) - (at - started), cause: slow, what: 'question' },
      { left: limits.run - (performance.now() - run.started!), cause: () => runOver(limits), what: 'run' },
    ];
    const dial = () => `dial tcp ${address}: i/o timeout`;
    if (connecting) bounds.unshift({ left: limits.connect - (at - started), cause: dial, what: 'question' });
    // Of equal ones the first, which says more.
    return bounds.reduce((a, b) => (b.left < a.left ? b : a));
  };
  // One timer for an answer of many parts: it is set anew when it goes off too early.
  const check = () => {
    const { left, cause, what } = nearest();
    if (left <= 0) expire(cause(), what);
    else timer = setTimeout(check, Math.max(1, left));
  };
  run.started ??= performance.now();
  run.listening.start();
  timer = setTimeout(check, Math.max(1, nearest().left));
  return {
    connected: () => {
      connecting = false;
      last = now();
    },
    sign: (bytes) => {
      answering = true;
      question.received += bytes;
      last = now();
    },
    pause: () => {
      clearTimeout(timer);
      pausedAt ??= now();
    },
    resume: () => {
      if (pausedAt === undefined || stopped) return;
      const lost = now() - pausedAt;
      pausedAt = undefined;
      started += lost;
      last += lost;
      check();
    },
    stop: () => {
      if (stopped) return;
      stopped = true;
      clearTimeout(timer);
      question.used += (pausedAt ?? now()) - started;
    },
  };
}
