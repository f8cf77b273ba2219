/** At most `slots` tasks at once; the others wait in the order they came. */
export function limiter(slots: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = slots;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      // A slot goes straight to the next in line, so that nobody can overtake.
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
