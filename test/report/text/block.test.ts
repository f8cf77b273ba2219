import { expect, it } from 'vitest';
import { type Block, headline, noteLines, position, renderBlock, shortBlock } from '../../../src/report/text/block.ts';
import { type Paint, paint } from '../../../src/report/text/paint.ts';
import { printable, safe } from '../../../src/text/printable.ts';

const plain = paint(false);
const place = { path: 'api/go.mod', start: { line: 12, column: 2 }, end: { line: 12, column: 5 } };
const block: Block = {
  label: safe`error[graph/banned]`,
  style: 'error',
  message: safe`abc is banned`,
  at: { place, snippet: '\tabc v1.0.0' },
  notes: [
    { label: 'also at', text: safe`go.mod:3` },
    { label: 'help', text: safe`use another` },
    { label: 'also for', text: safe`1 more` },
    { label: 'trail', text: safe`a → b` },
    { label: 'also', text: safe`warning[graph/x]: y` },
  ],
};
const rendered = (more: Partial<Block> = {}, width = 80) =>
  renderBlock({ ...block, ...more }, width, plain).split('\n');

it('has a headline, the place, the line with its carets, and notes', () => {
  expect(rendered()).toEqual([
    'error[graph/banned]: abc is banned',
    '  --> api/go.mod:12:2',
    '   |',
    '12 |     abc v1.0.0',
    '   |     ^^^',
    '   = also at: go.mod:3',
    '   = help: use another',
    '   = also for: 1 more',
    '   = trail: a → b',
    '   = also: warning[graph/x]: y',
  ]);
});

it('stands at the left without a line, and has nothing where there is no place', () => {
  expect(rendered({ at: { place, snippet: undefined }, notes: [] })).toEqual([
    'error[graph/banned]: abc is banned',
    '--> api/go.mod:12:2',
  ]);
  expect(rendered({ at: undefined, notes: block.notes.slice(1, 2) })).toEqual([
    'error[graph/banned]: abc is banned',
    ' = help: use another',
  ]);
});

it('shows an empty line as one', () => {
  const empty = { place: { ...place, start: { line: 12, column: 1 }, end: { line: 12, column: 1 } }, snippet: '' };
  const lines = rendered({ at: empty, notes: [] });
  expect(lines.slice(2, 4)).toEqual(['   |', '12 |']);
});

it('has carets to the end of the line where the place ends on a later one', () => {
  const several = { ...place, end: { line: 14, column: 1 } };
  expect(rendered({ at: { place: several, snippet: '\tabc (' }, notes: [] }).at(-1)).toBe('   |     ^^^^^');
});

it('finds the place in a line that is cut at its start', () => {
  const far = { ...place, start: { line: 12, column: 502 }, end: { line: 12, column: 505 } };
  const lines = rendered({ at: { place: far, snippet: 'x abc y', from: 500 }, notes: [] });
  expect(lines.slice(3)).toEqual(['12 | …x abc y', '   |    ^^^']);
});

it('is short without its line and with nothing but where else it holds', () => {
  expect(shortBlock(block)).toEqual({
    ...block,
    at: { place, snippet: undefined },
    notes: [block.notes[0], block.notes[2], block.notes[4]],
  });
  expect(shortBlock({ ...block, at: undefined }).at).toBeUndefined();
});

it('folds a headline behind its label, and indents what follows', () => {
  const text = printable('aaaa bbbb cccc dddd eeee');
  const lines = (width: number) => headline(safe`error`, 'error', text, width, plain);
  expect(lines(31)).toEqual(['error: aaaa bbbb cccc dddd eeee']);
  expect(lines(30)).toEqual(['error: aaaa bbbb cccc dddd', '    eeee']);
  expect(lines(16)).toEqual(['error: aaaa bbbb', '    cccc dddd', '    eeee']);
  expect(lines(13)).toEqual(['error: aaaa', '    bbbb cccc', '    dddd eeee']);
  expect(headline(safe`error`, 'error', safe``, 40, plain)).toEqual(['error: ']);
});

it('folds a note behind its label, and indents what follows', () => {
  const note = { label: 'help', text: printable('aaaa bbbb cccc dddd eeee') } as const;
  const lines = (width: number) => noteLines(note, safe`  `, width, plain);
  expect(lines(34)).toEqual(['  = help: aaaa bbbb cccc dddd eeee']);
  expect(lines(33)).toEqual(['  = help: aaaa bbbb cccc dddd', '      eeee']);
  expect(lines(15)).toEqual(['  = help: aaaa', '      bbbb cccc', '      dddd eeee']);
});

it('paints the label in the style, and frames the line', () => {
  const [first, at, bar, , carets] = renderBlock({ ...block, notes: [] }, 80, (style, text) =>
    text === '' ? text : safe`<${printable(style)} ${text}>`,
  ).split('\n');
  expect([first, at, bar, carets]).toEqual([
    '<error error[graph/banned]><strong : abc is banned>',
    '  <frame -->> api/go.mod:12:2',
    '   <frame |>',
    '   <frame |>     <error ^^^>',
  ]);
});

it('shows a place as editors read it', () => {
  expect(position({ ...place, path: 'a\u001bb' })).toBe('a\\u{1b}b:12:2');
});

it('paints headlines, notes and the frame in their styles', () => {
  const marked: Paint = (style, text) => (text === '' ? text : safe`<${printable(style)} ${text}>`);
  expect(headline(safe`error`, 'warning', printable('aaaa bbbb'), 12, marked)).toEqual([
    '<warning error><strong : aaaa>',
    '    <strong bbbb>',
  ]);
  expect(noteLines({ label: 'help', text: printable('aaaa bbbb') }, safe`  `, 14, marked)).toEqual([
    '  <frame => <strong help:> aaaa',
    '      bbbb',
  ]);
  expect(renderBlock({ ...block, notes: [] }, 80, marked).split('\n')[3]).toBe('<frame 12> <frame |>     abc v1.0.0');
});

it('cuts the line to the width that is left, and to no less than twenty columns', () => {
  const long = { place: { ...place, start: { line: 12, column: 1 } }, snippet: 'abcdefghij'.repeat(10) };
  const line = (width: number) => rendered({ at: long, notes: [] }, width).find((one) => one.startsWith('12 |'));
  // Two digits, a blank, the bar and a blank come before it.
  expect(line(45)).toBe(`12 | ${'abcdefghij'.repeat(4).slice(0, 38)}…`);
  expect(line(26)).toBe(`12 | ${'abcdefghij'.repeat(4).slice(0, 19)}…`);
  expect(line(25)).toBe(`12 | ${'abcdefghij'.repeat(4).slice(0, 18)}…`);
  expect(line(24)).toBe(line(25));
  expect(line(1)).toBe(line(25));
});

it('begins with an ellipsis where the line has more before it', () => {
  const from = (column: number) => rendered({ at: { place, snippet: ' abc', from: column }, notes: [] })[3];
  expect([from(1), from(2)]).toEqual(['12 |  abc', '12 | … abc']);
});
