import { describe, expect, it } from 'vitest';
import { readIndex, writeIndex } from '../../../src/license/index/format.ts';
import { indexBytes } from '../index-fixture.ts';

describe('the index as bytes', () => {
  it('is the same after reading and writing', () => {
    const bytes = indexBytes();
    expect(Buffer.compare(writeIndex(readIndex(bytes)), bytes)).toBe(0);
  });

  it('is read where it does not begin at a multiple of eight', () => {
    const bytes = indexBytes();
    const shifted = new Uint8Array(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(readIndex(shifted.subarray(1)).templates.id).toEqual(readIndex(bytes).templates.id);
  });

  it('is refused where it is of another version, or something else', () => {
    const other = indexBytes().slice();
    other[4] = 99;
    expect(() => readIndex(other)).toThrow('not a license index of this version');
    expect(() => readIndex(new Uint8Array(64))).toThrow('not a license index of this version');
  });
});
