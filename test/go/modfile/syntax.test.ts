import { describe, expect, test } from 'vitest';
import { formatModError } from '../../../src/go/modfile/errors.ts';
import { MAX_TOKENS } from '../../../src/go/modfile/lexer.ts';
import { parseSyntax } from '../../../src/go/modfile/syntax.ts';
import type { Comment, FileSyntax, Statement } from '../../../src/go/modfile/tree.ts';
import { decode } from '../../../src/text/bytes.ts';
import { source } from '../../../src/text/source.ts';

function tree(text: string): FileSyntax {
  const { tree, error } = parseSyntax(source('go.mod', text));
  expect(error?.message).toBeUndefined();
  return tree;
}

/** What a statement is made of, comments aside: `block [lines]` or its tokens. */
function outline(statement: Statement): unknown {
  if (statement.kind === 'comment') return statement.before.map((comment) => comment.token);
  if (statement.kind === 'line') return statement.token;
  return { [statement.token.join(' ')]: statement.line.map((line) => line.token) };
}

const tokens = (comments: readonly Comment[]) => comments.map((comment) => comment.token);

/** Every text is followed by a line that must be read as well. */
const LAST = '\nlast line\n';

describe('tokens', () => {
  test.each<[string, string, string[]]>([
    ['words', 'module example.com/m', ['module', 'example.com/m']],
    ['punctuation ends a word', 'retract [v1.0.0,v1.1.0]', ['retract', '[', 'v1.0.0', ',', 'v1.1.0', ']']],
    ['braces too', 'a{b}c', ['a', '{', 'b', '}', 'c']],
    // Go: a quote in the middle does not end an identifier, but a string ends at its quote.
    ['a quote inside a word', 'x a"b c"', ['x', 'a"b', 'c"']],
    ['a word after a string', 'x "a"b', ['x', '"a"', 'b']],
    ['a backquoted string', 'x `a b`', ['x', '`a b`']],
    ['an escaped quote', 'x "a\\"b" y', ['x', '"a\\"b"', 'y']],
    // A carriage return is white space wherever it stands.
    ['a carriage return', 'mo\rdule x\r', ['mo', 'dule', 'x']],
    ['a comment ends a word', 'a//b', ['a']],
    ['a slash does not', 'a/b/ c', ['a/b/', 'c']],
    // The backslash hides the newline from the lexer; only unquoting refuses it.
    ['a newline after a backslash', 'x "a\\\nb" y', ['x', '"a\\\nb"', 'y']],
    ['a parenthesis in the middle of a line', 'x (y) z', ['x', '(', 'y', ')', 'z']],
    ['an empty pair in the middle of a line', 'x () z', ['x', '(', ')', 'z']],
    ['letters of any script', 'módulo 例え.jp', ['módulo', '例え.jp']],
    ['runes beyond U+FFFF', '😀 𝒳', ['😀', '𝒳']],
  ])('%s', (_name, text, expected) => {
    const file = tree(text + LAST);
    expect(file.stmt.map(outline)).toEqual([expected, ['last', 'line']]);
  });

  test('bytes that are not UTF-8 are U+FFFD to Go, which an identifier may hold', () => {
    const text = decode(Uint8Array.from([...new TextEncoder().encode('module '), 0xff, 0xfe, 0x0a, 0x7a]));
    expect(tree(text).stmt.map(outline)).toEqual([['module', '\udcff\udcfe'], ['z']]);
  });
});

describe('blocks', () => {
  test.each<[string, string, unknown]>([
    [
      'lines',
      'require (\n\ta v1\n\tb v2\n)',
      {
        require: [
          ['a', 'v1'],
          ['b', 'v2'],
        ],
      },
    ],
    ['empty on one line', 'require ()', { require: [] }],
    ['empty over lines', 'require (\n\n)', { require: [] }],
    ['two words', 'require x (\ny\n)', { 'require x': [['y']] }],
    ['parentheses inside are tokens', 'a (\n( b )\n)', { a: [['(', 'b', ')']] }],
    ['a parenthesis before that of the block', 'a ( (\nb\n)', { 'a (': [['b']] }],
  ])('%s', (_name, text, expected) => {
    expect(tree(text + LAST).stmt.map(outline)).toEqual([expected, ['last', 'line']]);
  });
});

describe('comments', () => {
  test('above a statement, unless a blank line parts them', () => {
    const file = tree('// alone\n\n// a\n// b\nmodule m // c\n// end\n');
    expect(file.stmt.map(outline)).toEqual([['// alone'], ['module', 'm'], ['// end']]);
    expect(tokens(file.stmt[1]!.before)).toEqual(['// a', '// b']);
    expect(tokens(file.stmt[1]!.suffix)).toEqual(['// c']);
  });

  test('of a block, its parentheses and lines', () => {
    const file = tree(
      '// top\nrequire ( // open\n\n\t// one\n\n\n\t// two\n\ta v1 // a\n\n\tb v2\n\n\t// late\n) // close\n',
    );
    const block = file.stmt[0]!;
    if (block.kind !== 'block') throw new Error('no block');
    expect(tokens(block.before)).toEqual(['// top']);
    expect(tokens(block.suffix)).toEqual([]);
    expect(tokens(block.lparen.suffix)).toEqual(['// open']);
    // Blank lines at the block's start are dropped, one in a row is kept elsewhere.
    expect(tokens(block.line[0]!.before)).toEqual(['// one', '', '// two']);
    expect(tokens(block.line[0]!.suffix)).toEqual(['// a']);
    expect(tokens(block.line[1]!.before)).toEqual(['']);
    expect(tokens(block.rparen.before)).toEqual(['', '// late']);
    expect(tokens(block.rparen.suffix)).toEqual(['// close']);
  });

  test('a lone blank line before the closing parenthesis is dropped', () => {
    const block = tree('require (\n\ta v1\n\n)\nlast line\n').stmt[0]!;
    expect(block.kind === 'block' && block.rparen.before).toEqual([]);
  });

  test('an empty block on one line gets the comment itself', () => {
    const [block] = tree('require () // c\nlast line\n').stmt;
    expect(tokens(block!.suffix)).toEqual(['// c']);
  });

  // Go gives a comment to nothing that begins on an earlier line, so with nothing above it falls to the file.
  test('after a string over two lines', () => {
    const file = tree('x "a\\\nb" // c\nlast line\n');
    expect(tokens(file.before)).toEqual(['// c']);
    expect(file.stmt.map(outline)).toEqual([
      ['x', '"a\\\nb"'],
      ['last', 'line'],
    ]);
  });

  test('their carriage returns stay but for the one before the newline', () => {
    expect(tree('// a\rb\r\nz').stmt[0]!.before[0]!.token).toBe('// a\rb');
    expect(tree('z // a\r').stmt[0]!.suffix[0]!.token).toBe('// a\r');
  });
});

describe('errors', () => {
  const problem = (text: string) => {
    const { tree, error } = parseSyntax(source('go.mod', text));
    return { line: error && formatModError('go.mod', error), error, before: tree.stmt.map(outline) };
  };

  test.each<[string, string, string]>([
    ['NUL', 'ok line\nmodule m\0', "go.mod:2:9: unexpected input character '\\x00'"],
    ['a byte order mark', '\ufeffmodule m', "go.mod:1: unexpected input character '\\ufeff'"],
    ['a no-break space', 'module\u00a0m', "go.mod:1:7: unexpected input character '\\u00a0'"],
    ['a line separator', 'a\u2028b', "go.mod:1:2: unexpected input character '\\u2028'"],
    // Assigned in Unicode 16, so not printable to a Go with the tables of 15.
    ['a rune younger than Go', 'a \u{10d40}', "go.mod:1:3: unexpected input character '\\U00010d40'"],
    ['a form feed', 'a\fb', "go.mod:1:2: unexpected input character '\\f'"],
    ['a block comment', 'x\n  /* y */', 'go.mod:2:3: mod files must use // comments (not /* */ comments)'],
    ['a block comment inside a word', 'a/*b*/', 'go.mod:1:2: mod files must use // comments (not /* */ comments)'],
    [
      'a block comment far into a word',
      `${'a/'.repeat(400)}*`,
      'go.mod:1:800: mod files must use // comments (not /* */ comments)',
    ],
    ['a string that ends with its line', 'x "ab\n', 'go.mod:1:6: unexpected newline in string'],
    ['a string that the file ends in', 'x "ab', 'go.mod:1:3: unexpected EOF in string'],
    ['a backslash that the file ends in', 'x "ab\\', 'go.mod:1:3: unexpected EOF in string'],
    ['an open block', 'x\n\ny (\n\tz', 'go.mod:4:3: syntax error (unterminated block started at go.mod:3:1)'],
    // Go has read one token more by then.
    ['text after a block', 'x (\ny\n) zz\n', 'go.mod:3:5: syntax error (expected newline after closing paren)'],
    ['columns count runes', 'é😀 "', 'go.mod:1:4: unexpected EOF in string'],
  ])('%s', (_name, text, expected) => {
    const { line, error } = problem(text);
    expect(line).toBe(expected);
    const { start, end } = error!.at;
    expect(end).toBeGreaterThan(start - Number(start === text.length));
  });

  test('keep what stands before', () => {
    expect(problem('a b\n// c\n\nd (\n e\n').before).toEqual([['a', 'b'], ['// c']]);
  });

  test('too many tokens cost one error, whatever they are', () => {
    for (const piece of ['(', '(\n', '//\n', 'x //\n', '"" ']) {
      const { tree, error } = parseSyntax(source('go.mod', piece.repeat(MAX_TOKENS + 1)));
      expect(error?.message).toBe(`file has more than ${MAX_TOKENS} tokens`);
      expect(tree.stmt).toEqual([]);
    }
    expect(parseSyntax(source('go.mod', ') '.repeat(MAX_TOKENS))).error?.message).toBeUndefined();
  });
});
