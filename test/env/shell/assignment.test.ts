import { expect, it } from 'vitest';
import { plainText } from '../../../src/env/mapped-text.ts';
import { isAssignment, nameAndValue } from '../../../src/env/shell/assignment.ts';
import { lexScript } from '../../../src/env/shell/lexer.ts';

it.each([
  ['A=b', 'A', 'b'],
  ['A+=b=c', 'A', 'b=c'],
  ['_a1=', '_a1', ''],
])('takes %s apart', (text, name, value) => {
  const pair = nameAndValue(plainText(text, 10))!;
  expect([pair.name.text, pair.value.text]).toEqual([name, value]);
  expect(pair.name.offsetAt(0)).toBe(10);
});

it.each(['=b', '1A=b', 'A', '-A=b', 'a b=c'])('finds no assignment in %s', (text) => {
  expect(nameAndValue(plainText(text, 0))).toBeUndefined();
});

it.each([
  ['A=b', true],
  ['A="b c"', true],
  ['"A=b"', false],
  ['A"="b', false],
])('asks whether %s is an assignment to the shell', (text, is) => {
  const [command] = lexScript(plainText(text, 0)).commands;
  expect(isAssignment(command!.words[0]!)).toBe(is);
});
