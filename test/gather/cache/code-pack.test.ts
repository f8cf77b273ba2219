import { describe, expect, it } from 'vitest';
import { packCode, unpackCode } from '../../../src/gather/cache/code-pack.ts';

const code = (...lengths: number[]) =>
  new Map(lengths.map((length, i) => [`chunk-${i}.cjs`, new Uint8Array(length).fill(i + 1)]));

describe('a pack of compiled code', () => {
  it.each([[[]], [[0]], [[1, 0, 7]], [[8, 16, 9, 1000]]])('gives the code of each script back: %j', (lengths) => {
    const made = code(...lengths);
    const read = unpackCode(packCode(made));
    expect([...read].map(([name, bytes]) => [name, new Uint8Array(bytes)])).toEqual([...made]);
  });

  it('has the code of each script at a multiple of eight, as V8 wants it', () => {
    const bytes = packCode(code(3, 5, 11, 64, 1));
    const places = [...unpackCode(bytes).values()].map((part) => (part.byteOffset - bytes.byteOffset) % 8);
    expect(places).toEqual([0, 0, 0, 0, 0]);
  });
});
