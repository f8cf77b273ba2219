import { expect, it } from 'vitest';
import { oneLine, outsideProse } from '../../src/report/outside-text.ts';

it.each([
  ['a  b', 'a  b'],
  [' a ', ' a '],
  ['a\nb', 'a b'],
  ['  a  \n\n\t b\n', 'a b'],
  ['\n', ''],
])('%j on one line is %j', (text, line) => {
  expect(oneLine(text)).toBe(line);
});

it('is printable', () => {
  expect(outsideProse('a\u001b[31m\nb\u202e')).not.toMatch(/[\u001b\u202e\n]/);
});
