import { describe, expect, it } from 'vitest';
import { markdownBlocks } from '../../../src/report/markdown/blocks.ts';
import { type MarkdownOptions, renderMarkdown } from '../../../src/report/markdown/render.ts';
import { paint } from '../../../src/report/text/paint.ts';
import { printable, safe } from '../../../src/text/printable.ts';

const render = (markdown: string, more: Partial<MarkdownOptions> = {}) =>
  renderMarkdown(markdownBlocks(markdown), { width: 60, paint: paint(false), ...more });

describe('Markdown for a terminal', () => {
  it('has headings at the margin, what belongs to them indented, a blank line between blocks, none between items', () => {
    expect(render('# One\ntext\n\n- a\n- b\n  1. c\n\nmore\n## Two')).toBe(
      'One\n\n  text\n\n  - a\n  - b\n    1. c\n\n  more\n\nTwo\n',
    );
  });

  it('wraps words, what follows under what began', () => {
    const words = 'aaaa bbbb cccc dddd eeee';
    expect(render(words, { width: 21 })).toBe('  aaaa bbbb cccc dddd\n  eeee\n');
    expect(render(words, { width: 20 })).toBe('  aaaa bbbb cccc\n  dddd eeee\n');
    expect(render(`# ${words}`, { width: 19 })).toBe('aaaa bbbb cccc dddd\neeee\n');
    expect(render(`- ${words}`, { width: 23 })).toBe('  - aaaa bbbb cccc dddd\n    eeee\n');
    expect(render(`  12. ${words}`, { width: 23 })).toBe('    12. aaaa bbbb cccc\n        dddd eeee\n');
  });

  it('shows code as it is, a label above it, tabs as four blanks, empty lines without blanks', () => {
    const code = '```go.mod\nmodule m **x**\n\n\trequire y\n```';
    expect(render(code, { width: 20 })).toBe('      module m **x**\n\n          require y\n');
    expect(render(code, { labelOf: (info) => `File ${info}` })).toMatch(/^ {2}File go\.mod:\n {6}module m/);
  });

  it('wraps code that is prose, with a hanging indent', () => {
    const text = '```findings\naaaa bbbb cccc dddd\n  eeee ffff gggg\n```';
    expect(render(text, { width: 20, isProse: (info) => info === 'findings' })).toBe(
      '      aaaa bbbb cccc\n          dddd\n        eeee ffff\n            gggg\n',
    );
    expect(render(text, { width: 20, isProse: (info) => info === 'other' })).toContain('      aaaa bbbb cccc dddd\n');
  });

  it('has nothing of its own to say about no blocks', () => {
    expect(render('')).toBe('\n');
  });

  it('paints headings, the first row of tables, and labels', () => {
    const painted = render('# a\n| b | c |\n|---|---|\n| d | e |\n\n```f\ng\n```', {
      paint: (style, text) => safe`<${printable(style)} ${text}>`,
      labelOf: (info) => info,
    });
    expect(painted).toBe('<strong a>\n\n<strong   b  c>\n  d  e\n\n  <frame f:>\n      g\n');
  });
});

describe('a table', () => {
  const table = (...rows: string[]) => rows.map((row) => `| ${row} |`).join('\n');

  it('is aligned, two blanks between its columns, markup taken away', () => {
    expect(render(table('key | what', 'a | `one`', 'long 支 | **two**'))).toBe(
      '  key      what\n  a        one\n  long 支  two\n',
    );
  });

  it('has no columns without text, and no blanks at the end of lines', () => {
    expect(render(table('a | b | c', 'x | | y', 'z | | '))).toBe('  a  c\n  x  y\n  z\n');
  });

  it('wraps its last column, of 24 columns at least', () => {
    const rows = table('key | what', 'abcd | aaaa bbbb cccc dddd eeee ffff');
    expect(render(rows, { width: 32 })).toBe('  key   what\n  abcd  aaaa bbbb cccc dddd eeee\n        ffff\n');
    expect(render(rows, { width: 31 })).toBe('  key\n      what\n  abcd\n      aaaa bbbb cccc dddd eeee\n      ffff\n');
  });
});
