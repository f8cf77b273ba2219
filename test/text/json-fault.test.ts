import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFault } from '../../src/text/json-fault.ts';

describe('the first character that is wrong', () => {
  test.each<[text: string, offset: number, message: string]>([
    ['', 0, 'ends where a value is expected'],
    ['x', 0, 'a value is expected here'],
    ['{"a": x}', 6, 'a value is expected here'],
    ['{"a" 1}', 5, '":" is expected here'],
    ['{"a":1 "b":2}', 7, '"," or "}" is expected here'],
    ['{"a":1,}', 7, 'a name in double quotes is expected here'],
    ['{a:1}', 1, 'a name in double quotes is expected here'],
    ['[1,]', 3, 'a value is expected here'],
    ['[1 2]', 3, '"," or "]" is expected here'],
    ['[01]', 2, '"," or "]" is expected here'],
    ['[1}', 2, '"," or "]" is expected here'],
    ['[1', 2, 'ends where "," or "]" is expected'],
    ['"a', 2, 'ends where a string to end is expected'],
    ['"a\n"', 2, 'a string to end on its line is expected here'],
    ['"\\x"', 2, 'an escape that JSON knows is expected here'],
    ['"\\u12g4"', 2, 'an escape that JSON knows is expected here'],
    ['{} {}', 3, 'the end of the file is expected here'],
    ['{', 1, 'ends where a name in double quotes is expected'],
    ['{"a', 3, 'ends where a string to end is expected'],
    ['{"a"', 4, 'ends where ":" is expected'],
    ['{"a":', 5, 'ends where a value is expected'],
    ['{"a":1', 6, 'ends where "," or "}" is expected'],
    ['{"a":1,', 7, 'ends where a name in double quotes is expected'],
    ['{"a":1,"b" : [', 14, 'ends where a value is expected'],
    ['{"\\q":1}', 3, 'an escape that JSON knows is expected here'],
    ['[1]]', 3, 'the end of the file is expected here'],
    ['[{]', 2, 'a name in double quotes is expected here'],
    ['[tru]', 1, 'a value is expected here'],
    ['[-]', 1, 'a value is expected here'],
    ['[1.]', 2, '"," or "]" is expected here'],
    ['[1e+]', 2, '"," or "]" is expected here'],
    ['"\u001f"', 1, 'a string to end on its line is expected here'],
    ['"\\', 2, 'ends where an escape that JSON knows is expected'],
    ['\u00a01', 0, 'a value is expected here'],
    ['1\v', 1, 'the end of the file is expected here'],
    ['// comment', 0, 'a value is expected here'],
  ])('%j', (text, offset, message) => expect(jsonFault(text)).toEqual({ offset, message }));
});

test.each([
  '0',
  '-0.50e-7',
  '1E+2',
  'true',
  ' \n\r\t[ ] ',
  '{ }',
  '{"":{},"b":[[],{"c":null}]}',
  '{ "a" : 1 , "b" : false }',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t\\uaF09 \u007f\u2028"',
])('%j is JSON', (text) => {
  expect(jsonFault(text)).toBeUndefined();
});

test('deep texts take no stack', () => {
  expect(jsonFault('['.repeat(1e6))).toMatchObject({ offset: 1e6 });
  expect(jsonFault('['.repeat(1e6) + ']'.repeat(1e6))).toBeUndefined();
});

test('agrees with JSON.parse', () => {
  const parses = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const nearly = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '0', '\\', ' ', 'e', '\n'));
  fc.assert(
    fc.property(nearly, ([json, where, put]) => {
      const at = where % (json.length + 1);
      for (const text of [json, json.slice(0, at) + put + json.slice(at), json.slice(0, at) + put + json.slice(at + 1)])
        expect([text, jsonFault(text) === undefined]).toEqual([text, parses(text)]);
    }),
    { numRuns: 2000 },
  );
});
