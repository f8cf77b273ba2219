/** Breaks in a long check. */
import { expect, it } from 'vitest';
import { giveWay, Superseded } from '../../../src/lsp/checks/give-way.ts';

/** A clock that says these numbers, one after another. */
function clock(...times: number[]): () => number {
  return () => times.shift()!;
}

it('lets other work go first after a stretch, and not before', async () => {
  const order: string[] = [];
  const pause = giveWay(() => true, clock(0, 9, 10, 10));
  setImmediate(() => order.push('other work'));
  await pause();
  order.push('first');
  await pause();
  order.push('second');
  expect(order).toEqual(['first', 'other work', 'second']);
});

it('ends a check that is no longer wanted', async () => {
  let isWanted = true;
  const pause = giveWay(() => isWanted);
  await expect(pause()).resolves.toBeUndefined();
  isWanted = false;
  await expect(pause()).rejects.toThrow(Superseded);
});

it('notices what happened during a break', async () => {
  let isWanted = true;
  const pause = giveWay(() => isWanted, clock(0, 10, 10));
  setImmediate(() => {
    isWanted = false;
  });
  await expect(pause()).rejects.toThrow(Superseded);
});
