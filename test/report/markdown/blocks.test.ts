import { describe, expect, it } from 'vitest';
import { type MarkdownBlock, markdownBlocks, plainText } from '../../../src/report/markdown/blocks.ts';

const p = (text: string): MarkdownBlock => ({ kind: 'paragraph', text });
const item = (indent: number, marker: string, text: string): MarkdownBlock => ({ kind: 'item', indent, marker, text });

describe('blocks', () => {
  it.each<[string, string, MarkdownBlock[]]>([
    ['nothing', '\n \n', []],
    ['a heading', '### Two words \n', [{ kind: 'heading', level: 3, text: 'Two words' }]],
    ['the deepest heading', '###### x', [{ kind: 'heading', level: 6, text: 'x' }]],
    ['what is no heading', '####### x', [p('####### x')]],
    ['a hash that is none', '#x', [p('#x')]],
    ['lines of a paragraph', 'one\n  two\nthree', [p('one two three')]],
    ['two paragraphs', 'one\n\ntwo', [p('one'), p('two')]],
    ['a paragraph under a heading', '# a\nb\nc', [{ kind: 'heading', level: 1, text: 'a' }, p('b c')]],
    ['a comment', '<!-- x -->\none\n<!-- y -->\ntwo', [p('one'), p('two')]],
    ['items', '- a\n* b\n12. c\n  - d', [item(0, '-', 'a'), item(0, '*', 'b'), item(0, '12.', 'c'), item(2, '-', 'd')]],
    ['an item that goes on', '- a\n  b\n- c', [item(0, '-', 'a b'), item(0, '-', 'c')]],
    ['a paragraph behind an item', '- a\n\nb', [item(0, '-', 'a'), p('b')]],
    ['a dash that is no item', 'a -b', [p('a -b')]],
    [
      'code',
      '```go.mod x\nmodule m\n\n# y\n```\nz',
      [{ kind: 'code', info: 'go.mod x', lines: ['module m', '', '# y'] }, p('z')],
    ],
    ['code with a fence in it', '````\n```\nx\n```\n````', [{ kind: 'code', info: '', lines: ['```', 'x', '```'] }]],
    ['code without an end', '```\nx\ny', [{ kind: 'code', info: '', lines: ['x', 'y'] }]],
    [
      'a table',
      '| a | b |\n|---|:-:|\n| c\\|d | |\nx',
      [
        {
          kind: 'table',
          rows: [
            ['a', 'b'],
            ['c\\|d', ''],
          ],
        },
        p('x'),
      ],
    ],
    ['a table between paragraphs', 'x\n| a |\n| b |', [p('x'), { kind: 'table', rows: [['a'], ['b']] }]],
  ])('%s', (_, text, blocks) => {
    expect(markdownBlocks(text)).toEqual(blocks);
  });
});

describe('plain text', () => {
  it.each([
    ['a `b *c*` d', 'a b *c* d'],
    ['a `b\\|c` d\\|e', 'a b|c d|e'],
    ['`', '`'],
    ['see [the page](./x.md) and [y](z)', 'see the page and y'],
    ['[a] (b)', '[a] (b)'],
    ['**very** *much*, *so*', 'very much, so'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['a*b*c', 'a*b*c'],
    ['\\*not\\* \\<x\\>', '*not* <x>'],
    ['\\a', '\\a'],
  ])('of %j is %j', (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });
});
