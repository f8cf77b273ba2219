import { describe, expect, it } from 'vitest';
import { foldWide, isIdeograph, LOWER } from '../../../src/license/tokens/letters.ts';
import { tokenize } from '../../../src/license/tokens/tokenize.ts';
import { breaksAt, newTokens, wordEnd } from '../../../src/license/tokens/tokens.ts';
import { buildVocabulary, wordId } from '../../../src/license/tokens/vocabulary.ts';
import { detector } from '../index-fixture.ts';

const { index } = detector().engine();

/** The words that are left of a text: their spelling in the text. */
function words(text: string): string {
  const tokens = newTokens(4);
  tokenize(text, index.vocabulary, index.active, tokens);
  return Array.from(tokens.starts.subarray(0, tokens.length), (start) => text.slice(start, wordEnd(text, start))).join(
    ' ',
  );
}

describe('tokenize', () => {
  it.each([
    [
      'keeps words and numbers, drops punctuation',
      'Version 2.0, January-2004 "as is"',
      'Version 2 0 January 2004 as is',
    ],
    [
      'drops comment leaders',
      '// Use of this\n# source code\n * is granted\n;; here',
      'Use of this source code is granted here',
    ],
    [
      'drops list markers',
      '1. First\n 2.1.3) second\n (a) third\niv. fourth\n b) fifth',
      'First second third fourth fifth',
    ],
    ['keeps a version that begins a line', 'Version\n2.0 of it', 'Version 2 0 of it'],
    ['drops parenthesised markers inside a line', 'either (i) one or (ii) two (MIT)', 'either one or two MIT'],
    ['drops a copyright line', 'Copyright (c) 2019 Foo Bar, Inc.\nPermission is', 'Permission is'],
    ['drops a copyright line without a year', 'Copyright The Foo Authors\nPermission is', 'Permission is'],
    ['drops a copyright sign with a year', '© 2020 Foo\nPermission', 'Permission'],
    ['keeps what is said on a copyright line', 'Copyright 2015 Klaus, released under MIT', 'released under MIT'],
    [
      'keeps prose about copyright',
      'COPYRIGHT HOLDERS BE LIABLE\ncopyright notice, this list',
      'COPYRIGHT HOLDERS BE LIABLE copyright notice this list',
    ],
    ['drops "all rights reserved"', 'Foo. All rights reserved. Bar', 'Foo Bar'],
    [
      'drops HTML tags and entities, not placeholders',
      '<p align="x">Foo&nbsp;bar <year> &#39;baz</p>',
      'Foo bar year baz',
    ],
    ['drops single letters but the article', "licensor's x a thing", 'licensor a thing'],
    ['reads Han characters one by one', '木兰license', '木 兰 license'],
    ['reads letters with accents', 'Licence française', 'Licence française'],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it('parts words at control characters, in ASCII and beyond', () => {
    for (let unit = 0x80; unit < 0xa0; unit++) expect(words(`foo${String.fromCharCode(unit)}bar`)).toBe('foo bar');
    for (const unit of [0x00, 0x0b, 0x1f, 0x7f]) expect(words(`foo${String.fromCharCode(unit)}bar`)).toBe('foo bar');
    expect(words('\u0080 foo \u0080')).toBe('foo');
  });

  it('gives one id to words that count as equal', () => {
    expect(wordId(index.vocabulary, 'licence')).toBe(wordId(index.vocabulary, 'license'));
    expect(wordId(index.vocabulary, 'license')).not.toBe(wordId(index.vocabulary, 'licenses'));
    expect(wordId(index.vocabulary, 'owner')).toBe(wordId(index.vocabulary, 'holder'));
    expect(wordId(index.vocabulary, 'zzyzx')).toBe(0);
  });

  it('finds every word of a vocabulary again, whatever its hash', () => {
    const all = new Map(Array.from({ length: 5000 }, (_, i) => [`w${(i * 7919).toString(36)}`, i + 1]));
    const vocabulary = buildVocabulary(all);
    for (const [word, id] of all) expect(wordId(vocabulary, word)).toBe(id);
    expect(wordId(vocabulary, 'absent')).toBe(0);
  });
});

describe('what stands between words', () => {
  const SIGNS = ['line', 'sentence', 'paragraph', 'colon', 'plus', 'slash', 'dot', 'hyphen'];
  /** The words with what stood before each but the first, and behind the last, as text: `foo [colon] bar [line paragraph]`. */
  function shown(text: string): string {
    const tokens = newTokens(1);
    tokenize(text, index.vocabulary, index.active, tokens);
    const parts: string[] = [];
    for (let i = 0; i <= tokens.length; i++) {
      const bits = i < tokens.length ? tokens.breaks[i]! : tokens.tail;
      expect(breaksAt(tokens, i)).toBe(bits);
      const signs = SIGNS.filter((_, bit) => (bits & (1 << bit)) !== 0);
      if (signs.length > 0 && i > 0) parts.push(`[${signs.join(' ')}]`);
      if (i < tokens.length) parts.push(text.slice(tokens.starts[i]!, wordEnd(text, tokens.starts[i]!)));
    }
    return parts.join(' ').replace(/ ?\[line paragraph\]$/, '');
  }

  it.each([
    ['foo bar', 'foo bar'],
    ['foo\nbar', 'foo [line] bar'],
    ['foo\n\nbar', 'foo [line paragraph] bar'],
    ['foo\n \t\nbar', 'foo [line paragraph] bar'],
    ['foo\n--\nbar', 'foo [line paragraph] bar'],
    ['foo\n(a)\nbar', 'foo [line] bar'],
    ['foo. bar', 'foo [sentence] bar'],
    ['foo.\nbar', 'foo [line sentence] bar'],
    ['foo! bar? foo; bar', 'foo [sentence] bar [sentence] foo [sentence] bar'],
    ['foo, bar', 'foo bar'],
    ['foo: bar', 'foo [colon] bar'],
    ['foo.bar', 'foo [dot] bar'],
    ['foo.', 'foo [line sentence paragraph]'],
    [
      'foo@bar foo_bar foo=bar foo#bar foo%bar foo~bar foo?bar',
      'foo [dot] bar foo [dot] bar foo [dot] bar foo [dot] bar foo [dot] bar foo [dot] bar foo [dot] bar',
    ],
    ['foo/bar', 'foo [slash] bar'],
    ['foo\\bar', 'foo [slash] bar'],
    ['foo /bar', 'foo bar'],
    ['foo //bar', 'foo bar'],
    ['foo://bar', 'foo [colon slash dot] bar'],
    ['foo:/bar', 'foo [colon slash] bar'],
    ['/*foo*/bar', 'foo bar'],
    ['foo-bar', 'foo [hyphen] bar'],
    ['foo -bar', 'foo bar'],
    ['foo--bar', 'foo bar'],
    ['foo+ bar', 'foo [plus] bar'],
    ['foo + bar', 'foo bar'],
    ['foo2+bar', 'foo2 [plus] bar'],
    ['é+bar', 'é bar'],
    ['+bar', 'bar'],
    ['foo(bar', 'foo bar'],
    ['foo (i) bar', 'foo bar'],
    ['foo&amp;bar', 'foo bar'],
    ['foo<br>bar', 'foo bar'],
    ['foo x bar', 'foo bar'],
    ['foo a bar', 'foo a bar'],
    ['foo 1 bar', 'foo 1 bar'],
    ['foo. All rights reserved bar', 'foo [sentence] bar'],
    ['all rights reserved', ''],
    ['rights reserved', 'rights reserved'],
    ['foo rights reserved', 'foo rights reserved'],
    ['Copyright 2020 Foo\nbar', 'bar'],
    ['foo (c) 2020 bar\nfoo', 'foo [line] foo'],
    ['foo (c) bar', 'foo bar'],
    ['foo (d) 2020', 'foo 2020'],
    ['foo © bar', 'foo bar'],
    ['foo © 2020 bar', 'foo'],
    ['foo copyright Bar', 'foo copyright Bar'],
    ['木蘭', '木 蘭'],
    ['漢foo字', '漢 foo 字'],
    ['ÀÉ×Ö÷ÿ', 'ÀÉ Ö ÿ'],
    ['foo\u2014bar\u3000foo\ue000bar\ufefffoo', 'foo bar foo bar foo'],
    ['кириллица', 'кириллица'],
  ])('%j: %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('says whether rights were reserved, and SPDX named', () => {
    const read = (text: string) => {
      const tokens = newTokens(1);
      tokenize(text, index.vocabulary, index.active, tokens);
      return [tokens.reserved, tokens.spdx, tokens.length];
    };
    expect(read('foo')).toEqual([false, false, 1]);
    expect(read('foo. All rights reserved.')).toEqual([true, false, 1]);
    expect(read('Copyright 2020 Foo. All rights reserved.')).toEqual([true, false, 0]);
    expect(read('SPDX')).toEqual([false, true, 1]);
  });

  it('is the same whatever the case', () => {
    const ids = (text: string) => {
      const tokens = newTokens(1);
      tokenize(text, index.vocabulary, index.active, tokens);
      return [...tokens.ids.subarray(0, tokens.length)];
    };
    expect(ids('Permission IS hereby')).toEqual(ids('permission is HEREBY'));
    expect(ids('permission is hereby')).not.toContain(0);
    expect(ids('FRANÇAISE ÉTAT')).toEqual(ids('française état'));
  });
});

describe('units that make words', () => {
  it.each([
    [0x7f, 0],
    [0xbf, 0],
    [0xc0, 0xe0],
    [0xd7, 0],
    [0xde, 0xfe],
    [0xdf, 0xdf],
    [0xf7, 0],
    [0xff, 0xff],
    [0x100, 0x101],
    [0x130, 0x130],
    [0x41f, 0x43f],
    [0x58f, 0x58f],
    [0x590, 0x590],
    [0x1fff, 0x1fff],
    [0x2000, 0],
    [0x2bff, 0],
    [0x2c00, 0x2c00],
    [0x3000, 0],
    [0x303f, 0],
    [0x3040, 0x3040],
    [0xd7ff, 0xd7ff],
    [0xd800, 0],
    [0xf8ff, 0],
    [0xf900, 0xf900],
    [0xfdff, 0xfdff],
    [0xfe00, 0],
    [0xffff, 0],
  ])('%i is %i in lower case', (unit, lower) => {
    expect(foldWide(unit)).toBe(lower);
  });

  it.each([
    [0x303f, false],
    [0x3040, true],
    [0x30ff, true],
    [0x3100, false],
    [0x33ff, false],
    [0x3400, true],
    [0x9fff, true],
    [0xa000, false],
    [0xf8ff, false],
    [0xf900, true],
    [0xfaff, true],
    [0xfb00, false],
  ])('%i is a word by itself: %s', (unit, isOne) => {
    expect(isIdeograph(unit)).toBe(isOne);
  });

  it('are letters and digits of ASCII', () => {
    const kept = Array.from({ length: 128 }, (_, c) => String.fromCharCode(LOWER[c]!))
      .join('')
      .replaceAll('\0', '');
    expect(kept).toBe('0123456789abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz');
  });
});
