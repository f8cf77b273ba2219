import { expect, test } from 'vitest';
import { format } from '../../../src/go/modfile/format.ts';
import { parseSyntax } from '../../../src/go/modfile/syntax.ts';
import { source } from '../../../src/text/source.ts';

test.each<[string, string, string]>([
  ['nothing', '', ''],
  ['only blank lines', '\n\n \n', ''],
  ['one blank line between statements, whatever there was', 'a\nb\n\n\n\nc', 'a\n\nb\n\nc\n'],
  ['spaces between tokens', 'retract[ v1,v2 ]  {a  ( b )', 'retract [v1, v2] {a (b)\n'],
  ['CR LF', 'a b\r\n// c\r\nd\r\n', 'a b\n\n// c\nd\n'],
  ['comments on their own', '// a\n\n\n// b\n', '// a\n\n// b\n'],
  ['comments lose the space around them', 'a    //  b  \n', 'a //  b\n'],
  ['a block', 'a(\nb\n  c d // e\n\n\n// f\ng\n)', 'a (\n\tb\n\tc d // e\n\n\t// f\n\tg\n)\n'],
  ['an empty block', 'a ()', 'a (\n)\n'],
  ['an empty block with a comment', 'a () // b', 'a (\n) // b\n'],
  ['comments at the parentheses', '// a\nb ( // c\nd\n) // e', '// a\nb ( // c\n\td\n) // e\n'],
  // Go prints these at the margin.
  ['comments before the closing parenthesis', 'a (\n\tb\n\t// c\n)', 'a (\n\tb\n// c\n)\n'],
  ['a comment left over for the file', 'x "a\\\nb" // c\nd', '// c\nx "a\\\nb"\n\nd\n'],
])('%s', (_name, text, expected) => {
  expect(format(parseSyntax(source('go.mod', text)).tree)).toBe(expected);
});

test('several comments at one line’s end go below each other', () => {
  const { tree } = parseSyntax(source('go.mod', 'a (\nb\nc\n)\n'));
  const block = tree.stmt[0]!;
  if (block.kind !== 'block') throw new Error('no block');
  for (const line of block.line) line.suffix = ['// 1', '// 2'].map((token) => ({ start: -1, token, suffix: true }));
  // Of a block's last line Go prints them at the margin.
  expect(format(tree)).toBe('a (\n\tb // 1\n\t// 2\n\tc // 1\n// 2\n)\n');
});
