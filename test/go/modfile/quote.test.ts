import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { modulePath } from '../../../src/go/modfile/module-path.ts';
import { autoQuote, isDirectoryPath, mustQuote } from '../../../src/go/modfile/quote.ts';
import { unquote } from '../../../src/go/modfile/unquote.ts';
import { quote } from '../../../src/go/std/strconv.ts';
import { decode } from '../../../src/text/bytes.ts';

describe('autoQuote', () => {
  test.each([
    ['a.example/x', 'a.example/x'],
    ['', '""'],
    ['a b', '"a b"'],
    ['a"b', '"a\\"b"'],
    ["it's", '"it\'s"'],
    // A bracket alone is a token; with more it is not one.
    ['(', '('],
    ['f(x)', '"f(x)"'],
    ['a//b', '"a//b"'],
    ['a/*', '"a/*"'],
    ['é例', 'é例'],
    ['a\u00a0b', '"a\\u00a0b"'],
    ['\udcff', '\udcff'],
  ])('%j', (text, expected) => {
    expect(autoQuote(text)).toBe(expected);
    expect(mustQuote(text)).toBe(text !== expected);
  });
});

describe('unquote', () => {
  test.each<[string, string | undefined]>([
    ['"a b"', 'a b'],
    ['""', ''],
    ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', '\x07\b\f\n\r\t\v\\"'],
    ['"\\x41\\101\\u00e9\\U0001f600"', 'AAé😀'],
    // Escapes give bytes; two of them can be a rune.
    ['"\\xc3\\xa9"', 'é'],
    ['"\\xff"', '\udcff'],
    ['"\\377x"', '\udcffx'],
    // A bad byte that stands there itself becomes U+FFFD.
    ['"\udcff"', '\ufffd'],
    ['`a\\n\r`', 'a\\n'],
    ['"\\400"', undefined],
    ['"\\ud800"', undefined],
    ['"\\U00110000"', undefined],
    ['"\\x4"', undefined],
    ['"\\\'"', undefined],
    ['"\\"', undefined],
    ['"a\\\nb"', undefined],
    ['"a"b"', undefined],
    ['"', undefined],
    ['`a`b`', undefined],
    ["'a'", undefined],
    ['a', undefined],
  ])('%j', (literal, expected) => {
    expect(unquote(literal)).toBe(expected);
  });

  test('undoes quote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = decode(bytes);
        expect(unquote(quote(text))).toBe(text);
      }),
    );
  });
});

test.each([
  ['.', true],
  ['..', true],
  ['./x', true],
  ['../x', true],
  ['.\\x', true],
  ['/x', true],
  ['\\x', true],
  ['C:x', true],
  ['.x', false],
  ['...', false],
  ['.../x', false],
  ['a/./b', false],
  ['1:x', false],
  ['', false],
])('isDirectoryPath %j', (path, expected) => {
  expect(isDirectoryPath(path)).toBe(expected);
});

test.each([
  ['x\nmodule a.example/x // c\n', 'a.example/x'],
  ['\u3000module\ta ', 'a'],
  // It reads lines, not the tree.
  ['module (\nmodule x\n)', '('],
  ['require (\n\tmodule x\n)', 'x'],
  ['module `a b`', 'a b'],
  ['module "a\\tb"', 'a\tb'],
  ['module "a" b', ''],
  ['modulex y\nmodule\nmodule z', 'z'],
  ['module x y', 'x y'],
  ['', ''],
])('modulePath %j', (text, expected) => {
  expect(modulePath(text)).toBe(expected);
});
