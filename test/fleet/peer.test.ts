import { expect, it } from 'vitest';
import { loadPeer, MissingPeer } from '../../src/fleet/peer.ts';

it('loads a package that is there', async () => {
  expect(await loadPeer('valibot')).toHaveProperty('strictObject');
});

it('says what to install where it is not', async () => {
  const missing = loadPeer('no-such-package-of-the-fleet');
  await expect(missing).rejects.toThrow(MissingPeer);
  await expect(missing).rejects.toThrow('npm install no-such-package-of-the-fleet');
});
