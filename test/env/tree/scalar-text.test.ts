import { expect, it } from 'vitest';
import * as yaml from 'yaml';
import { Collector } from '../../../src/env/collector.ts';
import { parseYamlTrees } from '../../../src/env/tree/yaml.ts';
import { source } from '../../../src/text/source.ts';

const firstValue = (text: string) => {
  const into = new Collector(source('a.yml', text));
  const [tree] = parseYamlTrees(into.source, yaml, into);
  const value = tree?.kind === 'map' ? tree.entries[0]!.value : undefined;
  if (value?.kind !== 'scalar') throw new Error('no scalar');
  return value.value;
};

it.each([
  ['plain', 'a: b c # d\n', 'b c'],
  ['plain over lines', 'a: b\n   c\n   d\n', 'b c d'],
  ['in single quotes', `a: 'b ''c'' d'\n`, `b 'c' d`],
  ['in double quotes', 'a: "b \\"c\\" \\x41 \\u00e9 d"\n', 'b "c" A \u00e9 d'],
  ['in double quotes over lines', 'a: "b\n  c \\\n  d"\n', 'b c d'],
  ['a block', 'a: |\n  b\n   c\n\n  d\n', 'b\n c\n\nd\n'],
  ['a block with CRLF', 'a: |\r\n  b\r\n  c\r\n', 'b\nc\n'],
  ['a block that says its indentation', 'a: |2-\n    b\n   c\n', '  b\n c'],
  ['a folded block', 'a: >-\n  b\n  c\n\n  d\n', 'b c\nd'],
])('knows where each character stands: %s', (_, text, value) => {
  const mapped = firstValue(text);
  expect(mapped.text).toBe(value);
  for (const [i, c] of [...value].entries()) {
    if (/[a-d]/.test(c)) expect(`${i} ${text[mapped.offsetAt(i)]}`).toBe(`${i} ${c}`);
  }
});

it.each(['a: |\n  b', 'a: >\n  b', 'a: |+\n  b\n\n  ', 'a: "b\n\n', "a: 'b"])(
  'stays in the text where it ends with the file: %j',
  (text) => {
    const { text: value, offsetAt } = firstValue(text);
    for (let i = 0; i < value.length; i++) expect(offsetAt(i)).toBeLessThan(text.length);
    expect(offsetAt(value.length)).toBeLessThanOrEqual(text.length);
  },
);

/** What stands in the file from the place of each character to the next: with the last, up to the end of the value. */
it.each([
  ['a: b c # d\n', ['b', ' ', 'c']],
  ['a: b\n   c\n', ['b', '\n   ', 'c']],
  ["a: 'b''c'\n", ['b', "''", 'c']],
  ['a: "b\\n\\x41\\u00e9\\U0001F600d"\n', ['b', '\\n', '\\x41', '\\u00e9', '\\U0001F600', '', 'd']],
  ['a: |\n  b\n   c\n\n  d\n', ['b', '\n  ', ' ', 'c', '\n', '\n  ', 'd', '\n']],
  ['a: |\r\n  b\r\n  c\r\n', ['b', '\r\n  ', 'c', '\r\n']],
  ['a: >-\n  b\n  c\n', ['b', '\n  ', 'c']],
])('cuts %j at the characters of its value', (text, pieces) => {
  const { text: value, offsetAt } = firstValue(text);
  const cut = Array.from({ length: value.length }, (_, i) => text.slice(offsetAt(i), offsetAt(i + 1)));
  expect(cut).toEqual(pieces);
});

it('takes places outside of a value for its ends', () => {
  const { text: value, offsetAt } = firstValue("a: 'b''c'\n");
  expect([offsetAt(-1), offsetAt(value.length + 1)]).toEqual([offsetAt(0), offsetAt(value.length)]);
});
