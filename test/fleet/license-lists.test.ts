import { expect, it } from 'vitest';
import { sharedLicenses } from '../../src/fleet/license-lists.ts';

it('opens the list anew after so many uses', async () => {
  let opened = 0;
  const licenses = sharedLicenses(async () => {
    opened++;
    return { index: () => new Uint8Array(), save: () => {} };
  }, 3);
  const lists = [];
  for (let i = 0; i < 7; i++) lists.push(await licenses());
  expect(opened).toBe(3);
  expect(new Set(lists.slice(0, 3)).size).toBe(1);
  expect(lists[3]).not.toBe(lists[2]);
  expect(lists[6]).not.toBe(lists[5]);
});
