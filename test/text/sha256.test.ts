import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/text/sha256.ts';

const ofNode = (text: string) => createHash('sha256').update(text).digest('hex');

describe('SHA-256', () => {
  it('is that of the standard: its example with three letters, and the empty text', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('agrees with node:crypto on every length around the blocks', () => {
    for (let length = 0; length < 200; length++) {
      const text = Array.from({ length }, (_, i) => String.fromCharCode(33 + ((i * 7 + length) % 90))).join('');
      expect(sha256(text), `${length}`).toBe(ofNode(text));
    }
  });

  it('agrees with node:crypto on text beyond ASCII and on lone surrogates', () => {
    for (const text of ['é', '\u{1f600}'.repeat(40), '\ud800x', 'x\udc80', '\0\ufffd']) {
      expect(sha256(text)).toBe(ofNode(text));
    }
  });
});
