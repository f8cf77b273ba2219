import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { explain } from '../../../src/policy/parse/yaml-errors.ts';
import { source, span } from '../../../src/text/source.ts';

/** The first fault of a text: its place as `start-end`, message and hint. */
function fault(text: string) {
  const [error] = parseDocument(text, { prettyErrors: false }).errors;
  const { at, message, hint } = explain(source('p.yaml', text), error!);
  return { at: `${at.start}-${at.end}`, message, hint };
}

describe('a fault of YAML', () => {
  it.each([
    ['rules:\n\ta: 1\n', 7],
    ['rules:\n  a: 1\n \tb: 2\n', 15],
  ])('in %j is the tab', (text, tab) => {
    const { at, message, hint } = fault(text);
    expect(text[tab]).toBe('\t');
    expect(at).toBe(`${tab}-${tab + 1}`);
    expect(message).toContain('tab');
    expect(hint).toContain('spaces');
  });

  it.each([
    ['a: "x\n', '"'],
    ["a: 'x\n", "'"],
    ['a: [1, 2\n', ']'],
    ['a: {b: 1\n', '}'],
  ])('in %j is the sign that is missing', (text, sign) => {
    const { message, hint } = fault(text);
    expect(message).toContain(`missing ${sign}`);
    expect(hint).toBeDefined();
  });

  it('stands inside the text, and is one character long', () => {
    for (const text of ['a: "x\n', '"', '{', 'a: [\n\n\n']) {
      const [start, end] = fault(text).at.split('-').map(Number);
      expect(end).toBe(start! + 1);
      expect(start).toBeLessThan(text.trimEnd().length);
    }
  });

  it('without words of ours has those of the parser, in lower case', () => {
    const explained = explain(source('p.yaml', 'a: 1\n'), {
      code: 'IMPOSSIBLE',
      message: 'Cannot be So',
      pos: [0, 1],
    });
    expect(explained.message).toMatch(/cannot be So$/);
  });
});

/** What is said of each code, whatever the parser says. */
it.each([
  ['BAD_INDENT', 'wrong indentation', 'start all entries of a map or list in the same column'],
  ['BAD_DIRECTIVE', 'YAML directives are not supported', 'remove the line that starts with %'],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    'two ": " on one line',
    'put the nested key on a new line, use { key: value }, or put the value in quotes',
  ],
  ['MULTILINE_IMPLICIT_KEY', 'a key on several lines', 'check for a missing ":" or closing quote'],
  ['BAD_SCALAR_START', 'an unquoted value cannot start with this character', 'put the value in quotes'],
  ['BAD_DQ_ESCAPE', 'invalid YAML escape', 'put the value in single quotes, where \\ has no special meaning'],
  [
    'UNEXPECTED_TOKEN',
    'unexpected text',
    'check that the text before is complete, and that the indentation matches the other lines',
  ],
  ['BAD_ALIAS', 'a value that starts with * is a YAML alias', 'put the value in quotes'],
  ['MULTIPLE_DOCS', 'a second YAML document starts here', 'remove the line ---: a policy is one document'],
] as const)('explains %s', (code, message, hint) => {
  const file = source('p.yaml', 'ab: c\n');
  expect(explain(file, { code, message: 'Words', pos: [3, 9] })).toEqual({ at: span(file, 3, 4), message, hint });
});

it.each<
  [code: 'BAD_INDENT' | 'MISSING_CHAR' | 'UNEXPECTED_TOKEN' | 'BLOCK_AS_IMPLICIT_KEY' | 'BAD_ALIAS', isTab: boolean]
>([
  ['BAD_INDENT', true],
  ['MISSING_CHAR', true],
  ['UNEXPECTED_TOKEN', true],
  ['BLOCK_AS_IMPLICIT_KEY', true],
  ['BAD_ALIAS', false],
])('takes a tab before for the reason of %s: %j', (code, isTab) => {
  const file = source('p.yaml', 'a:\n  \tb\nc\nd\n');
  const said = (offset: number) => explain(file, { code, message: 'Words', pos: [offset, offset] });
  const TAB = {
    at: span(file, 5, 6),
    message: 'the line is indented with a tab',
    hint: 'replace each tab with two spaces',
  };
  // On the line itself, and on the one after it.
  for (const offset of [6, 8]) expect(said(offset).message === TAB.message).toBe(isTab);
  if (isTab) expect([said(6), said(8)]).toEqual([TAB, TAB]);
  expect(said(10).message).not.toBe(TAB.message);
  expect(said(0).message).not.toBe(TAB.message);
});

it('marks the fault itself where a tab is at fault that is not in front of its line', () => {
  const file = source('p.yaml', 'a: \tb\n');
  expect(explain(file, { code: 'TAB_AS_INDENT', message: '', pos: [3, 4] }).at).toEqual(span(file, 3, 4));
});

it('marks the last character where the fault is behind the end', () => {
  const file = source('p.yaml', 'ab  \n');
  expect(explain(file, { code: 'IMPOSSIBLE', message: 'X', pos: [9, 9] })).toEqual({
    at: span(file, 1, 2),
    message: 'invalid YAML: x',
  });
  expect(explain(source('p.yaml', ''), { code: 'IMPOSSIBLE', message: '', pos: [0, 0] }).at).toMatchObject({
    start: 0,
  });
});
