import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatVerifierKey, parseVerifierKey } from '../../../src/go/env/verifier-key.ts';

/** A key as `NAME+HASH+KEY`, of the given bytes. */
function verifier(name: string, key: Uint8Array): string {
  const hash = createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4);
  return `${name}+${hash.toString('hex')}+${Buffer.from(key).toString('base64')}`;
}
const ed25519 = (fill: number) => Uint8Array.from({ length: 33 }, (_, i) => (i === 0 ? 1 : fill));
const KEY = verifier('db.example', ed25519(251));

it('reads verifier keys', () => {
  const hash = Number.parseInt(KEY.split('+')[1]!, 16);
  expect(parseVerifierKey(KEY)).toEqual({ value: { name: 'db.example', hash, key: new Uint8Array(32).fill(251) } });
  expect(KEY).toContain('+/'); // a plus in the base64 is no separator
  expect(parseVerifierKey(KEY.replace(/\+[0-9a-f]{8}\+/, (text) => text.toUpperCase())).value?.hash).toBe(hash);
});

describe('refuses', () => {
  const malformed = 'malformed verifier id';
  it.each([
    ['', malformed],
    ['a', malformed],
    ['a+00000000', malformed],
    ['a+00000000+', malformed],
    ['a+00000000+AQ', malformed],
    ['a+0000000+AQ==', malformed],
    ['a+000000000+AQ==', malformed],
    ['a+0000000g+AQ==', malformed],
    ['a+00000000+AQ==', 'invalid verifier hash'],
    [KEY.replace('db.example', 'dc.example'), 'invalid verifier hash'],
    [verifier('a', Uint8Array.of(2, 1)), 'unknown verifier algorithm'],
    [verifier('a', Uint8Array.of(1, 1)), malformed],
    [verifier('a', Uint8Array.of(...ed25519(1), 1)), malformed],
    // Names that no note could be signed with.
    [verifier('', ed25519(1)), malformed],
    [verifier('a b', ed25519(1)), malformed],
    [verifier('a\u2003', ed25519(1)), malformed],
    [verifier('a\udc80', ed25519(1)), malformed],
  ])('%j', (text, error) => expect(parseVerifierKey(text)).toEqual({ error }));
});

describe('writes', () => {
  it('what it reads', () => {
    expect(formatVerifierKey('db.example', new Uint8Array(32).fill(251))).toEqual({ value: KEY });
    // A hash that begins with a zero has eight digits all the same.
    const names = Array.from({ length: 40 }, (_, i) => `db${i}.example`);
    expect(names.map((name) => formatVerifierKey(name, new Uint8Array(32)).value)).toEqual(
      names.map((name) => verifier(name, ed25519(0))),
    );
  });

  it.each([31, 33])('no key of %i bytes', (length) => {
    expect(formatVerifierKey('a', new Uint8Array(length))).toEqual({
      error: `invalid public key size ${length}, expected 32`,
    });
  });
});
