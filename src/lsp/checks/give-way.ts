/** Lets the messages of a client be read while a long check runs, and ends a check that nobody waits for any more. */

/** Thrown in a check whose text has changed: another check follows. */
export class Superseded extends Error {
  constructor() {
    super('the text has changed');
  }
}

/** Milliseconds that a check may run without a break. */
const STRETCH = 10;

/** To be called again and again by a check. Throws Superseded once `isWanted` says no. */
export function giveWay(isWanted: () => boolean, now: () => number = () => performance.now()): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since >= STRETCH) {
      await new Promise((resolve) => setImmediate(resolve));
      since = now();
    }
    if (!isWanted()) throw new Superseded();
  };
}
