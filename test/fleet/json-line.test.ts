import { expect, it } from 'vitest';
import { fromJson, isPlainObject, jsonLine } from '../../src/fleet/json-line.ts';

it('writes one line that is safe to print, and reads it back', () => {
  const value = { a: 'x\n\u202e##[command]' };
  expect(jsonLine(value)).toBe('{"a":"x\\n\\u202e#\\u0023[command]"}\n');
  expect(fromJson(jsonLine(value))).toEqual(value);
});

it('takes what is not JSON for nothing', () => {
  expect(fromJson('{"a":')).toBeUndefined();
  expect([{}, [], null, 'x', undefined].map(isPlainObject)).toEqual([true, false, false, false, false]);
});
