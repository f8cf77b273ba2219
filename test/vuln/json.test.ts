import { expect, it } from 'vitest';
import { DatabaseError, listOf, objectOf, parseJson, textOf, textsOf, timeOf } from '../../src/vuln/json.ts';

it('refuses a key in other letter case, which Go would take', () => {
  expect(() => objectOf({ Affected: [] }, 'x.json', ['affected'])).toThrow(
    'x.json: expected the key "affected", got "Affected"',
  );
  expect(objectOf({ other: 1 }, 'x.json', ['affected'])).toEqual({ other: 1 });
  expect(() => objectOf([], 'x.json', [])).toThrow('x.json: expected an object, got a list');
});

it('takes null for absent', () => {
  expect(textOf({ a: null }, 'a', 'x')).toBeUndefined();
  expect(listOf({ a: null }, 'a', 'x')).toBeUndefined();
  expect(textsOf({ a: null }, 'a', 'x')).toEqual([]);
  expect(timeOf({ a: null }, 'a', 'x')).toBeUndefined();
});

it('says what was expected, what was found and where', () => {
  expect(() => textOf({ a: 5 }, 'a', 'x')).toThrow('x.a: expected a string, got a number');
  expect(() => listOf({ a: {} }, 'a', 'x')).toThrow('x.a: expected a list, got an object');
  expect(() => textsOf({ a: ['', null] }, 'a', 'x')).toThrow('x.a: expected a list of strings, got null in it');
});

it('reads times as RFC 3339 has them, and Go’s zero time as none', () => {
  expect(timeOf({ a: '2024-01-02T03:04:05.5Z' }, 'a', 'x')).toBe('2024-01-02T03:04:05.5Z');
  expect(timeOf({ a: '0001-01-01T00:00:00Z' }, 'a', 'x')).toBeUndefined();
  for (const bad of ['', '2024-01-02', '2024-13-01T00:00:00Z', 'yesterday'])
    expect(() => timeOf({ a: bad }, 'a', 'x')).toThrow('x.a: expected a time');
});

it('refuses what is not one JSON value', () => {
  expect(parseJson(' [1] \n', 'x')).toEqual([1]);
  for (const bad of ['', '[1', '[1] x', '\ufeff[1]']) expect(() => parseJson(bad, 'x')).toThrow('x: expected JSON');
});

it.each([
  [null, 'null'],
  [[], 'a list'],
  ['x', 'a string'],
  [5, 'a number'],
  [true, 'a boolean'],
])('calls %j what it is', (value, kind) => {
  expect(() => objectOf(value, 'x.json', [])).toThrow(new DatabaseError(`x.json: expected an object, got ${kind}`));
});

it('says the whole of what is wrong', () => {
  const fails = (work: () => unknown, message: string) => expect(work).toThrow(new DatabaseError(message));
  fails(() => textOf({ a: {} }, 'a', 'x'), 'x.a: expected a string, got an object');
  fails(() => listOf({ a: 'b' }, 'a', 'x'), 'x.a: expected a list, got a string');
  fails(() => textsOf({ a: ['', 5] }, 'a', 'x'), 'x.a: expected a list of strings, got a number in it');
  fails(
    () => timeOf({ a: 'x'.repeat(50) }, 'a', 'x'),
    `x.a: expected a time such as 2026-01-31T12:00:00Z, got "${'x'.repeat(40)}"`,
  );
  fails(() => parseJson('{', 'x'), 'x: expected JSON, got something else, or a file that was cut off');
  expect(new DatabaseError('x').name).toBe('DatabaseError');
});

it('looks at own keys alone, and gives what is there', () => {
  expect(textOf({}, 'toString', 'x')).toBeUndefined();
  expect(textOf({ a: '' }, 'a', 'x')).toBe('');
  expect(listOf({ a: [1] }, 'a', 'x')).toEqual([1]);
  expect(textsOf({ a: ['b'] }, 'a', 'x')).toEqual(['b']);
  expect(objectOf({ a: 1, b: 2 }, 'x', ['a'])).toEqual({ a: 1, b: 2 });
});

it.each(['2024-01-02T03:04:05Z', '2024-01-02T03:04:05+01:00', '2024-01-02T03:04:05.123456789-07:30'])(
  'takes the time %s',
  (time) => {
    expect(timeOf({ a: time }, 'a', 'x')).toBe(time);
  },
);
