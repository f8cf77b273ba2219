/**
 * A clock that stands still while this process does not listen: a long list that is sorted, or a large go.mod that is parsed, holds up
 * everything else, and what servers sent meanwhile waits in their sockets. That time is not theirs.
 */
export interface ListeningClock {
  /** Milliseconds. */
  now(): number;
  start(): void;
  stop(): void;
}

const BEAT = 100;

export function listeningClock(): ListeningClock {
  let lost = 0;
  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  const beat = () => {
    const now = performance.now();
    const late = now - last - BEAT;
    if (late > BEAT) lost += late;
    last = now;
  };
  return {
    now: () => performance.now() - lost,
    start: () => {
      if (timer !== undefined) return;
      last = performance.now();
      timer = setInterval(beat, BEAT);
      // It must not keep a process alive.
      timer.unref();
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
