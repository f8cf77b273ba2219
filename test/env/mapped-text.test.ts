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

it('finds its place among many stretches', () => {
  const builder = new MappedTextBuilder();
  for (let i = 0; i < 9; i++) builder.add('xy', i * 10);
  const { text, offsetAt } = builder.build((index) => index, 99);
  expect([...text].map((_, i) => offsetAt(i))).toEqual(
    Array.from({ length: 9 }, (_, i) => [i * 10, i * 10 + 1]).flat(),
  );
  // Behind the last character: it goes on there.
  expect(offsetAt(18)).toBe(82);
});

it('cuts to the end where no end is given, and joins with a blank', () => {
  const part = slice(plainText('abc', 7), 1);
  expect([part.text, part.offsetAt(0), part.offsetAt(2)]).toEqual(['bc', 8, 10]);
  const all = joined([plainText('ab', 5), plainText('c', 9), plainText('def', 20)]);
  expect(all.text).toBe('ab c def');
  expect([...all.text].map((_, i) => all.offsetAt(i))).toEqual([5, 6, 7, 9, 10, 20, 21, 22]);
});

it('spans from the first to the last character, and never backwards', () => {
  const back = { text: 'ab', offsetAt: (index: number) => [9, 3][index] ?? 0 };
  expect(stretchOf(back, 0, 2)).toEqual({ start: 9, end: 9 });
  expect(stretchOf(plainText('ab', 4), 0, 1)).toEqual({ start: 4, end: 5 });
  expect(stretchOf(plainText('ab', 4), 2, 2)).toEqual({ start: 6, end: 6 });
});
