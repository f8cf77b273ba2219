import { expect, it } from 'vitest';
import { quoted } from '../../src/text/quoted.ts';

it.each([
  ['a b', '"a b"'],
  ['', '""'],
  ['a\n\u001b[1m', '"a\\u{a}\\u{1b}[1m"'],
  ['x'.repeat(120), `"${'x'.repeat(120)}"`],
  ['x'.repeat(121), `"${'x'.repeat(120)}…"`],
  ['x'.repeat(119).concat('yz'), `"${'x'.repeat(119)}y…"`],
])('shows %j on one line, at most 120 characters of it', (text, shown) => {
  expect(quoted(text)).toBe(shown);
});
