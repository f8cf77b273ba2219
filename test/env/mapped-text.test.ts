import { expect, it } from 'vitest';
import { joined, MappedTextBuilder, plainText, slice, stretchOf } from '../../src/env/mapped-text.ts';

const built = () => {
  const builder = new MappedTextBuilder();
  builder.add('ab', 10);
  builder.add('c', 12);
  builder.add('', 99);
  builder.add('de', 20);
  return builder.build((index) => index + 100, 50);
};

it('maps characters through stretches', () => {
  const { text, offsetAt } = built();
  expect(text).toBe('abcde');
  expect([0, 1, 2, 3, 4].map(offsetAt)).toEqual([110, 111, 112, 120, 121]);
});

it('stands at its end where it is empty', () => {
  expect(new MappedTextBuilder().build((index) => index + 100, 50).offsetAt(0)).toBe(150);
});

it('takes parts, and says where they stand', () => {
  const part = slice(built(), 1, 4);
  expect(part.text).toBe('bcd');
  expect(stretchOf(part, 0, 3)).toEqual({ start: 111, end: 121 });
  expect(stretchOf(part, 1, 1)).toEqual({ start: 112, end: 112 });
});

it('puts texts together', () => {
  const all = joined([plainText('ab', 5), plainText('', 8), plainText('c', 9)], '-');
  expect(all.text).toBe('ab--c');
  expect([all.offsetAt(0), all.offsetAt(1), all.offsetAt(4)]).toEqual([5, 6, 9]);
});
