import { describe, expect, it } from 'vitest';
import { linkTo, listed, sarifText, sentence } from '../../../src/report/sarif/message.ts';

describe('a message of SARIF', () => {
  it.each([
    ['[text](1)', '[text] (1)'],
    ['[text](https://a.example)', '[text] (https://a.example)'],
    ['[text] (1)', '[text] (1)'],
    ['a]](b', 'a]] (b'],
    ['{0}', '{ 0}'],
    ['{12} {x} {}', '{ 12} {x} {}'],
    ['a\nb', 'a b'],
  ])('has %j as %j', (text, shown) => {
    expect(sarifText(text)).toBe(shown);
  });

  it('has no control characters, and is well formed', () => {
    expect(sarifText('\u001b[31m\udcff')).not.toContain('\u001b');
    expect(sarifText('\udcff').isWellFormed()).toBe(true);
  });

  it.each([
    ['said', 'said.'],
    [' said ', 'said.'],
    ['said.', 'said.'],
    ['said!', 'said!'],
    ['said?', 'said?'],
    ['said…', 'said…'],
    ['', ''],
    ['  ', ''],
  ])('ends %j as a sentence: %j', (text, ended) => {
    expect(sentence(text)).toBe(ended);
  });

  it('links a place only where nothing in it reads as part of the link', () => {
    const at = (path: string) => linkTo({ path, start: { line: 3, column: 1 }, end: { line: 3, column: 2 } }, 7);
    expect(at('a/go.mod')).toBe('[a/go.mod:3](7)');
    for (const odd of ['a[', 'a]', 'a\\']) expect(at(odd)).not.toContain('](7)');
  });

  it('lists names up to a number', () => {
    expect(listed(['a', 'b'], 2)).toBe('a, b');
    expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect(listed([], 2)).toBe('');
    expect(listed(['[x](1)'], 2)).toBe('[x] (1)');
  });
});
