import { expect, it } from 'vitest';
import { goJsonError } from '../../../src/gather/facts/json-error.ts';

// As encoding/json says it.
it.each([
  ['', 'unexpected end of JSON input'],
  ['{', 'unexpected end of JSON input'],
  ['x', "invalid character 'x' looking for beginning of value"],
  ['{x', "invalid character 'x' looking for beginning of object key string"],
  ['{"a"x', "invalid character 'x' after object key"],
  ['{"a":1x', "invalid character 'x' after object key:value pair"],
  ['[1x', "invalid character 'x' after array element"],
  ['1 x', "invalid character 'x' after top-level value"],
  ['"\\x', "invalid character 'x' in string escape code"],
  ['"\n', "invalid character '\\n' in string literal"],
  ['é', "invalid character 'é' looking for beginning of value"],
])('%j: %s', (text, message) => {
  expect(goJsonError(text)).toBe(message);
});
