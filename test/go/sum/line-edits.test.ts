import { expect, it } from 'vitest';
import { finalNewline, sumLineRemoval } from '../../../src/go/sum/line-edits.ts';
import { parseSum } from '../../../src/go/sum/parse.ts';
import { source } from '../../../src/text/source.ts';

const TEXT = 'a v1 h1:x\n  b v1 h1:y \r\nc v1 h1:z';
const file = parseSum(source('go.sum', TEXT));

it.each([
  [0, 'a v1 h1:x\n'],
  [1, '  b v1 h1:y \r\n'],
  [2, 'c v1 h1:z'],
])('removes line %i with its line end and the blanks around it', (i, line) => {
  const { at, text } = sumLineRemoval(file, file.entries[i]!);
  expect([TEXT.slice(at.start, at.end), text]).toEqual([line, '']);
});

it('ends the last line', () => {
  const { at, text } = finalNewline(file);
  expect([at.start, at.end, text]).toEqual([TEXT.length, TEXT.length, '\n']);
});
