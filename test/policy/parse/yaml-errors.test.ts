import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { explain } from '../../../src/policy/parse/yaml-errors.ts';
import { source } from '../../../src/text/source.ts';

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
