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

it('compares by bytes all texts of up to two of the characters where the order could break', () => {
  const chars = ['', 'a', '\x7f', '\x80', '\u07ff', '\u0800', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10001}'];
  chars.push('\u{10ffff}', '\udc80', '\udcc3', '\udced', '\udcf0', '\udcff');
  const texts = [...new Set(chars.flatMap((one) => chars.map((two) => one + two)))].filter(
    (text) => !/[\ud800-\udbff](?![\udc00-\udfff])/.test(text),
  );
  const bytes = texts.map(encode);
  const wrong: string[] = [];
  for (const [i, a] of texts.entries())
    for (const [k, b] of texts.entries())
      if (compareText(a, b) !== Math.sign(Buffer.compare(bytes[i]!, bytes[k]!))) wrong.push(JSON.stringify([a, b]));
  expect(wrong).toEqual([]);
});
