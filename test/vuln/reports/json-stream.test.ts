import { expect, it } from 'vitest';
import { parseStream } from '../../../src/vuln/reports/json-stream.ts';
import { ReportError } from '../../../src/vuln/reports/types.ts';

it('reads objects one after the other, with or without space between', () => {
  expect(parseStream('{"a":1}{"b":"} { \\" \\\\"}\n\t{"c":{"d":{}}} ')).toEqual([
    { a: 1 },
    { b: '} { " \\' },
    { c: { d: {} } },
  ]);
  expect(parseStream(' \n')).toEqual([]);
});

it.each(['{"a":1}{"b"', '{"a":1} x', '[1]', '{"a":"', '{a}'])('refuses %s', (text) => {
  expect(() => parseStream(text)).toThrow(/cut off|expected/);
});

it.each([
  ['{"a":1}{"b"', 'the report was cut off'],
  ['{"a":"}', 'the report was cut off'],
  ['{"a":1} x', 'expected JSON objects one after the other'],
  ['[1]', 'expected JSON objects one after the other'],
  ['{"a":1}\u00a0{}', 'expected JSON objects one after the other'],
  ['{a}', 'expected JSON'],
])('says what is wrong with %j', (text, message) => {
  expect(() => parseStream(text)).toThrow(new ReportError(message));
});

it('takes blanks, tabs and line ends between objects, and nothing else for a space', () => {
  expect(parseStream('\t{}\r\n{} \n{"a":"\\\\"}\t')).toEqual([{}, {}, { a: '\\' }]);
});
