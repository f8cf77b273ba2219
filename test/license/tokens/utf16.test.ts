import { expect, it } from 'vitest';
import { readableText } from '../../../src/license/tokens/utf16.ts';
import { decode } from '../../../src/text/bytes.ts';

const bytesOf = (text: string, little: boolean, mark: boolean) => {
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, (_, i) => text.charCodeAt(i))];
  return Uint8Array.from(units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
};

it.each([
  ['little, with a mark', true, true],
  ['big, with a mark', false, true],
  ['little', true, false],
  ['big', false, false],
])('reads UTF-16, %s', (_, little, mark) => {
  for (const text of ['MIT', 'Licence française 木', 'x'.repeat(20_000)]) {
    expect(readableText(decode(bytesOf(text, little, mark)))).toBe(text);
  }
});

it('leaves other texts as they are, but for a mark', () => {
  for (const text of ['', 'M', 'MIT', '\0', 'ab\0c', '\udcff', '\udcffa', '\0\0'])
    expect(readableText(text)).toBe(text);
  expect(readableText('\ufeffMIT')).toBe('MIT');
  expect(readableText(decode(bytesOf('M', false, false)))).toBe('M');
});
