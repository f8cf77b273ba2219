// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are expansions of other languages
import { expect, it } from 'vitest';
import { expansionsIn, filledIn, overlaps } from '../../../../src/go/env/faults/expansions.ts';

it.each([
  ['$X', ['$X']],
  ['a,${X:-b},c', ['${X:-b}']],
  ['${{ secrets.X }}', ['${{ secrets.X }}']],
  ['$(params.x)/y', ['$(params.x)']],
  ['%X%|{{ .Values.x }}', ['%X%', '{{ .Values.x }}']],
  ['@X@', ['@X@']],
  // The end of a regular expression, an escaped byte.
  ['^github$', []],
  ['https://p.example/%zz', []],
])('finds in %s what others decide', (value, texts) => {
  const found = expansionsIn(value);
  expect(found.map(({ start, end }) => value.slice(start, end))).toEqual(texts);
  expect(filledIn(value, found)).toHaveLength(value.length);
  expect(overlaps(found, 0, value.length)).toBe(texts.length > 0);
});
