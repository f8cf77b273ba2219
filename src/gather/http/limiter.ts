/** At most `slots` tasks at once. Of those that wait the lowest `rank` comes first, among equals the one that came first. */
export function limiter(slots: number): <T>(task: () => Promise<T>, rank?: number) => Promise<T> {
  let free = slots;
  const waiting: (() => void)[][] = [];
  const enqueue = (rank: number, resolve: () => void) => {
    waiting[rank] ??= [];
    waiting[rank].push(resolve);
  };
  const next = () => waiting.find((line) => line !== undefined && line.length > 0)?.shift();
  return async (task, rank = 0) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => enqueue(rank, resolve));
    try {
      return await task();
    } finally {
      // A slot goes straight to the next in line, so that nobody can overtake.
      const first = next();
      if (first) first();
      else free++;
    }
  };
}
