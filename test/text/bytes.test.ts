import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteLength, copyUnits, decode, encode, isEscapedByte, latin1 } from '../../src/text/bytes.ts';

describe('decode', () => {
  it.each([
    ['plain', [0x61, 0x0a], 'a\n'],
    ['a byte order mark, which stays', [0xef, 0xbb, 0xbf, 0x61], '\ufeffa'],
    ['two, three and four bytes', [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], 'é€😀'],
    ['lone bytes', [0x61, 0xff, 0x62, 0x80], 'a\udcffb\udc80'],
    ['a cut sequence', [0xe2, 0x82], '\udce2\udc82'],
    ['an overlong form', [0xc0, 0xaf], '\udcc0\udcaf'],
    // Go reads each byte of an encoded surrogate as an error of its own.
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80], '\udced\udca0\udc80'],
    ['above U+10FFFF', [0xf4, 0x90, 0x80, 0x80], '\udcf4\udc90\udc80\udc80'],
    ['NUL and what follows', [0x00, 0x61], '\0a'],
  ])('%s', (_name, bytes, text) => {
    expect(decode(Uint8Array.from(bytes))).toBe(text);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect([...encode(decode(bytes))]).toEqual([...bytes]);
      }),
    );
  });

  it('takes for well-formed what the standard decoder takes, and nothing else', () => {
    const standard = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const isWellFormed = (bytes: Uint8Array) => {
      try {
        standard.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    for (let first = 0; first < 256; first++) {
      for (let second = 0; second < 256; second++) {
        for (const rest of [[], [0x80], [0xbf], [0xbf, 0xbf], [0xbf, 0x7f], [0xc0], [0x7f, 0x80]]) {
          const bytes = Uint8Array.of(first, second, ...rest);
          const isRead = !/[\udc80-\udcff](?<![\ud800-\udbff].)/s.test(decode(bytes));
          if (isRead !== isWellFormed(bytes)) expect([...bytes]).toBe(isRead ? 'malformed' : 'well-formed');
        }
      }
    }
  });

  it('makes a replacement character of any other half of a pair', () => {
    expect([...encode('a\ud800\udcffé\udc7f')]).toEqual([0x61, 0xf0, 0x90, 0x83, 0xbf, 0xc3, 0xa9, 0xef, 0xbf, 0xbd]);
    expect([...encode('\ud83d\udcffx')]).toEqual([0xf0, 0x9f, 0x93, 0xbf, 0x78]);
    expect([...encode('\udc80\udcff\udd00')]).toEqual([0x80, 0xff, 0xef, 0xbf, 0xbd]);
  });

  it('knows a part of a larger buffer', () => {
    expect(decode(Uint8Array.from([0xff, 0x61, 0x62, 0xff]).subarray(1, 3))).toBe('ab');
  });

  it('counts bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        let sum = 0;
        for (const ch of decode(bytes)) sum += byteLength(ch.codePointAt(0)!);
        expect(sum).toBe(bytes.length);
      }),
    );
  });

  it.each([
    [0x00, 1],
    [0x7f, 1],
    [0x80, 2],
    [0x7ff, 2],
    [0x800, 3],
    [0xdc7f, 3],
    [0xdc80, 1],
    [0xdcff, 1],
    [0xdd00, 3],
    [0xffff, 3],
    [0x10000, 4],
    [0x10ffff, 4],
  ])('counts %d as %d', (code, length) => {
    expect(byteLength(code)).toBe(length);
    expect(isEscapedByte(code)).toBe(length === 1 && code > 0x7f);
  });
});

describe('units and bytes as they are', () => {
  it.each(['', 'plain', 'é€😀', '\ud800a\udcff'])('copies the units of %j to the front of an array', (text) => {
    const units = new Uint16Array(10).fill(7);
    copyUnits(text, units);
    expect(String.fromCharCode(...units.subarray(0, text.length))).toBe(text);
    expect([...units.subarray(text.length)]).toEqual(new Array(10 - text.length).fill(7));
  });

  it('gives bytes as characters', () => {
    expect(latin1(Uint8Array.of(0, 0x61, 0xff))).toBe('\0a\u00ff');
    expect(latin1(Uint16Array.of(0x0161, 0xff00).subarray(1))).toBe('\0\u00ff');
  });
});
