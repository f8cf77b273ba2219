import { expect, it } from 'vitest';
import { parseStream } from '../../../src/vuln/reports/json-stream.ts';

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
