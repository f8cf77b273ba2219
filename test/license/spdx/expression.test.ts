import { describe, expect, it } from 'vitest';
import {
  DEEPEST,
  joinExpressions,
  LONGEST,
  leavesOf,
  orNodes,
  parseExpression,
  writeExpression,
} from '../../../src/license/spdx/expression.ts';

const written = (text: string) => {
  const parsed = parseExpression(text);
  return parsed.ok ? writeExpression(parsed.expression) : `${parsed.problem} at ${parsed.at}`;
};

describe('an expression', () => {
  it.each([
    ['MIT', 'MIT'],
    ['  MIT  ', 'MIT'],
    ['b or a and c', 'a AND c OR b'],
    ['(b or a) and c', '(a OR b) AND c'],
    ['a and (b and (c))', 'a AND b AND c'],
    ['a or (b or a)', 'a OR b'],
    ['(a)', 'a'],
    ['a with b', 'a WITH b'],
    ['a WITH b and a', 'a AND a WITH b'],
    ['(a with b)or(c)', 'a WITH b OR c'],
  ])('%s is written %s', (text, expected) => {
    expect(written(text)).toBe(expected);
    expect(written(expected)).toBe(expected);
  });

  it.each([
    ['', 'the expression is empty at 0'],
    ['  ', 'the expression is empty at 2'],
    ['a b', 'AND or OR is missing before "b" at 2'],
    ['a (b)', 'AND or OR is missing before "(" at 2'],
    ['a and', 'a license is missing at the end at 5'],
    ['and a', 'a license is missing before and at 0'],
    ['a or or b', 'a license is missing before or at 5'],
    ['()', 'a license is missing before ")" at 1'],
    ['a)', '")" without "(" at 1'],
    ['a and (b', '")" is missing at 6'],
    ['((a)', '")" is missing at 0'],
    ['with a', 'a license is missing before with at 0'],
    ['a with', 'an exception is missing after WITH at 2'],
    ['a with and', 'an exception is missing after WITH at 2'],
    ['a with (b)', 'an exception is missing after WITH at 2'],
    ['a with b with c', 'WITH must follow a license id at 9'],
    ['(a or b) with c', 'WITH must follow a license id at 9'],
  ])('%j is none: %s', (text, problem) => {
    expect(written(text)).toBe(problem);
  });

  it('is read up to a depth and a length', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
    expect(written(nested(DEEPEST))).toBe('a');
    expect(written(nested(DEEPEST + 1))).toBe('the expression is nested deeper than 200 parentheses at 200');
    expect(written('a'.repeat(LONGEST))).toBe('a'.repeat(LONGEST));
    expect(written('a'.repeat(LONGEST + 1))).toBe('the expression is longer than 100000 characters at 0');
  });

  it('has leaves and choices in their order', () => {
    const parsed = parseExpression('(b or a) and (c or d and (e or f))');
    expect(leavesOf(parsed)).toEqual(['b', 'a', 'c', 'd', 'e', 'f']);
    expect(leavesOf(parseExpression('a a'))).toEqual([]);
    expect(parsed.ok && orNodes(parsed.expression).map(writeExpression)).toEqual([
      'a OR b',
      '(e OR f) AND d OR c',
      'e OR f',
    ]);
  });

  it('is joined with others, and is unknown where it cannot be read', () => {
    expect(joinExpressions('and', [])).toBeUndefined();
    expect(joinExpressions('and', ['b', 'a or c'])).toBe('(a OR c) AND b');
    expect(joinExpressions('or', ['b', 'a or c', 'b'])).toBe('a OR b OR c');
    expect(joinExpressions('and', ['a', 'b b'])).toBe('NOASSERTION AND a');
    const half = 'a'.repeat(LONGEST / 2);
    expect(joinExpressions('and', [half, 'b'.repeat(LONGEST / 2 - 5)])?.length).toBe(LONGEST);
    expect(joinExpressions('and', [half, 'b'.repeat(LONGEST / 2 - 4)])).toBe('NOASSERTION');
  });
});
