import { expect, it } from 'vitest';
import { at, listAt, objectIn, requiredText, textAt, textsAt, withV } from '../../../src/vuln/reports/values.ts';

it('passes over what has another type', () => {
  expect([at(null, 'a'), at([], 'length'), at({ a: 1 }, 'toString')]).toEqual([undefined, undefined, undefined]);
  expect([objectIn([]), objectIn(null), objectIn('x')]).toEqual([undefined, undefined, undefined]);
  expect([textAt({ a: 1 }, 'a'), textAt({ a: 'x' }, 'a')]).toEqual(['', 'x']);
  expect(textsAt({ a: ['x', 1] }, 'a')).toEqual(['x']);
});

it('refuses what would be lost', () => {
  expect(listAt({ a: null }, 'a')).toEqual([]);
  expect(() => listAt({ a: 'x' }, 'a')).toThrow('expected a list in "a"');
  expect(() => requiredText({}, 'osv')).toThrow('expected a text in "osv"');
});

it('writes versions with v', () => {
  expect(['1.0.0', 'v1.0.0', ''].map(withV)).toEqual(['v1.0.0', 'v1.0.0', '']);
});
