import { describe, expect, it } from 'vitest';
import { newTokens, tokenize, wordEnd } from '../../../src/license/tokens/tokens.ts';
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
