import { expect, it } from 'vitest';
import { jsonText, printableJson } from '../../src/text/json-text.ts';

const VALUE = {
  a: '\u001b[2J\u007f\u009b\u202e\u2028\u200b',
  '##[group]x': ['##vso[x]', '::error::y', '#', 'é\u{1f600}'],
};

it('is indented, ends its last line, and gives the same values', () => {
  expect(jsonText({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}\n');
  expect(JSON.parse(jsonText(VALUE))).toEqual(VALUE);
  expect(JSON.parse(printableJson(JSON.stringify(VALUE)))).toEqual(VALUE);
});

it('escapes what JSON leaves, and nothing else', () => {
  expect(jsonText('\u001b\u007f\u0080\u009f\u00a0\u00ad\u2028\u2029\ud800 \u{1f600}é~')).toBe(
    '"\\u001b\\u007f\\u0080\\u009f\u00a0\\u00ad\\u2028\\u2029\\ud800 \u{1f600}é~"\n',
  );
  expect(printableJson('{"##[a]":"##vso[b]","#":"## c"}')).toBe('{"#\\u0023[a]":"#\\u0023vso[b]","#":"## c"}');
});

it('has nothing that a terminal or a log acts on', () => {
  expect(jsonText(VALUE)).not.toMatch(/[\u001b\u007f-\u009f\u202e\u2028\u200b]|##/);
  expect(jsonText(VALUE)).toContain('é\u{1f600}');
  // Characters of two units are written as two.
  expect(jsonText('\u{e0001}')).toBe('"\\udb40\\udc01"\n');
});
