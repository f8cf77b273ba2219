import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseVerifierKey } from '../../../src/go/env/verifier-key.ts';

/** A key as `NAME+HASH+KEY`, of the given bytes. */
function verifier(name: string, key: Uint8Array): string {
  const hash = createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4);
  return `${name}+${hash.toString('hex')}+${Buffer.from(key).toString('base64')}`;
}
const ed25519 = (fill: number) => Uint8Array.from({ length: 33 }, (_, i) => (i === 0 ? 1 : fill));
const KEY = verifier('db.example', ed25519(251));

it('reads verifier keys', () => {
  expect(parseVerifierKey(KEY).value).toMatchObject({ name: 'db.example', key: new Uint8Array(32).fill(251) });
  expect(KEY).toContain('+/'); // a plus in the base64 is no separator
  expect(parseVerifierKey(verifier('a', Uint8Array.of(2, 1))).error).toBe('unknown verifier algorithm');
  expect(parseVerifierKey(verifier('a', Uint8Array.of(1, 1))).error).toBe('malformed verifier id');
  expect(parseVerifierKey('a+00000000+').error).toBe('malformed verifier id');
});
