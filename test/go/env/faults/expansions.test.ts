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
  ['a`cmd -x`<%= y %>$1$@', ['`cmd -x`', '<%= y %>', '$1', '$@']],
  ['user@host, {x}, 5%, <y>', []],
  // The end of a regular expression, an escaped byte.
  ['^github$', []],
  ['https://p.example/%zz', []],
])('finds in %s what others decide', (value, texts) => {
  const found = expansionsIn(value);
  expect(found.map(({ start, end }) => value.slice(start, end))).toEqual(texts);
  expect(overlaps(found, 0, value.length)).toBe(texts.length > 0);
});

it.each([
  ['a,${X:-b},c$Y', 'a,1111111,c11'],
  ['$X', '11'],
  ['plain', 'plain'],
])('fills %s in with digits', (value, filled) => expect(filledIn(value, expansionsIn(value))).toBe(filled));

it('overlaps with what has a character in common', () => {
  const unknown = [
    { start: 2, end: 4 },
    { start: 6, end: 7 },
  ];
  const asked = [
    [0, 2],
    [0, 3],
    [3, 4],
    [3, 9],
    [4, 6],
    [6, 7],
    [7, 9],
  ] as const;
  expect(asked.map(([start, end]) => overlaps(unknown, start, end))).toEqual([
    false,
    true,
    true,
    true,
    false,
    true,
    false,
  ]);
});
