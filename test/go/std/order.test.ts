import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareText } from '../../../src/go/std/order.ts';
import { encode } from '../../../src/text/bytes.ts';

it('compares by bytes', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      'b',
      'é',
      '\uffff',
      '\ue000',
      '\u{10000}',
      '\u{10ffff}',
      '\udc80',
      '\udcff',
      '\u00ff',
      '\u07ff',
      '\u0800',
      '\udcc3',
      '\udcd0',
      '\udce8',
      '\udcf2',
    ),
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(compareText(a, b)).toBe(Math.sign(Buffer.compare(encode(a), encode(b))));
    }),
  );
});
