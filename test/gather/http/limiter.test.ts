import { expect, it } from 'vitest';
import { limiter } from '../../../src/gather/http/limiter.ts';

/** Lets everything that waits for nothing go on. */
const settle = () => new Promise((done) => setImmediate(done));

it('runs so many tasks at once, the others in their order, also after a failure', async () => {
  const slot = limiter(2);
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const task = (n: number) =>
    slot(
      () =>
        new Promise<number>((done, failed) => {
          started.push(n);
          ends[n] = () => (n === 0 ? failed(new Error('no')) : done(n));
        }),
    );
  const all = [0, 1, 2, 3].map(task);
  const first = expect(all[0]).rejects.toThrow('no');
  await settle();
  expect(started).toEqual([0, 1]);
  ends[0]!();
  await first;
  await settle();
  expect(started).toEqual([0, 1, 2]);
  ends[1]!();
  ends[2]!();
  await settle();
  expect(started).toEqual([0, 1, 2, 3]);
  // Two are free again once the rest has ended, and no more.
  const [late, later, last] = [task(4), task(5), task(6)];
  await settle();
  expect(started).toEqual([0, 1, 2, 3, 4]);
  ends[3]!();
  await settle();
  expect(started).toEqual([0, 1, 2, 3, 4, 5]);
  for (const n of [4, 5]) ends[n]!();
  await settle();
  ends[6]!();
  expect(await Promise.all([all[1], all[2], all[3], late, later, last])).toEqual([1, 2, 3, 4, 5, 6]);
});

it('lets the lowest rank go first, and equals in their order', async () => {
  const slot = limiter(1);
  const started: string[] = [];
  const task = (name: string, rank?: number) => slot(async () => void started.push(name), rank);
  await Promise.all([
    task('first', 2),
    task('zip', 2),
    task('file', 1),
    task('mod', 0),
    task('other'),
    task('last', 1),
  ]);
  expect(started).toEqual(['first', 'mod', 'other', 'file', 'last', 'zip']);
});
