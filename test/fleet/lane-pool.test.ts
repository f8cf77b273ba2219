import { expect, it } from 'vitest';
import { lanePool } from '../../src/fleet/lane-pool.ts';
import { target } from './entries.ts';

it('uses lanes again, gives up one that has ended, and closes all', async () => {
  let opened = 0;
  let open = 0;
  const pool = lanePool(async () => {
    opened++;
    open++;
    return {
      check: async ({ name }) => {
        await Promise.resolve();
        if (name === 'bad') throw new Error('ended');
      },
      close: async () => void open--,
    };
  });
  await Promise.all([pool.check(target('a')), pool.check(target('b'))]);
  await pool.check(target('c'));
  expect([opened, open]).toEqual([2, 2]);
  await expect(pool.check(target('bad'))).rejects.toThrow('ended');
  expect([opened, open]).toEqual([2, 1]);
  await pool.check(target('d'));
  await pool.close();
  expect([opened, open]).toEqual([2, 0]);
});
