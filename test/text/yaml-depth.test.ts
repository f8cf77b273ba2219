import { expect, it } from 'vitest';
import * as yaml from 'yaml';
import { tooDeepAt } from '../../src/text/yaml-depth.ts';

const at = (text: string, maxDepth = 3) => tooDeepAt(text, yaml, maxDepth);

it.each([
  ['nothing', ''],
  ['as many brackets as allowed', '[[[]]]'],
  ['brackets one after the other', '[[[]]]\n---\n[[[]]]'],
  ['braces one after the other', '{a: {b: {}}}\n---\n{a: {b: {}}}'],
  ['closing brackets that nobody opened', ']]]]]\n---\n[[[]]]'],
  ['braces and brackets as deep as allowed', 'a: {b: [{}]}'],
  ['as many indicators on a line as allowed', '- - - a'],
  ['the same on two lines', '- - - a\n- - - b\n'],
  ['the same with the line ends of Windows', '- - - a\r\n- - - b\r\n'],
  ['indicators of a flow within a block', 'a: [b: 1, c: 2, d: 3, e: 4]'],
  ['eight blanks a level', `${' '.repeat(24)}a`],
  ['more blanks before a comment', `a:\n${' '.repeat(25)}# b\n`],
  ['more blanks on an empty line', `a: 1\n${' '.repeat(25)}\nb: 2\n`],
  ['more blanks on an empty line with a carriage return', `a: 1\n${' '.repeat(25)}\r\nb: 2\n`],
  ['blanks between words of a line', `a:${' '.repeat(25)}b`],
  ['more blanks in a flow, where they mean nothing', `[\n${' '.repeat(25)}a\n]`],
  ['JSON on one line', '{"a": 1, "b": 2, "c": 3, "d": {"e": 4}}\n'],
  ['a text of brackets', 'a: |\n [[[[[[\n'],
  ['quoted brackets', '"[[[[[["'],
])('lets %s pass', (_, text) => {
  expect(at(text)).toBeUndefined();
});

it.each([
  ['brackets', '[[[[1]]]]', 3],
  ['braces', '{a: {b: {c: {d: 1}}}}', 12],
  ['both, on several lines', 'a:\n  [{b:\n[{c: 1}]}]', 11],
  ['brackets after others that are closed', '[[[]]]\n---\n[[[[', 14],
  ['brackets after too many closing ones', ']]\n---\n[[[[', 10],
  ['lists in lists on one line', '- - - - a', 6],
  ['keys of keys', '? ? ? ? a', 6],
  ['values of values', ': : : : a', 6],
  ['lists and keys', '- ? - : a', 6],
  ['lists on the second line', '- - - a\n- - - - b', 14],
  ['indentation', `a:\n${' '.repeat(25)}b: 1\n`, 28],
  ['indentation of the first line', `${' '.repeat(25)}a`, 25],
])('finds where %s go too deep', (_, text, offset) => {
  expect(at(text)).toBe(offset);
});

it('counts levels from the limit it is given', () => {
  expect([at('[[', 1), at('[[', 2), at('[[[', 2)]).toEqual([1, undefined, 2]);
  expect([at('- - a', 1), at('- - a', 2)]).toEqual([2, undefined]);
  expect([at(`${' '.repeat(9)}a`, 1), at(`${' '.repeat(8)}a`, 1)]).toEqual([9, undefined]);
});
