import { describe, expect, it } from 'vitest';
import { foldCase } from '../../../src/go/dirhash/fold.ts';

describe('foldCase', () => {
  it.each([
    ['Ab-1.GO', 'ab-1.go'],
    ['É/x', 'é/x'],
    ['\u0131A', '\u0131a'],
    ['\u0130A', '\u0130a'],
    ['\u{10400}\u{1f600}', '\u{10428}\u{1f600}'],
  ])('of %s is %s', (text, folded) => expect(foldCase(text)).toBe(folded));

  it.each([
    ['A.go', 'a.go'],
    ['K', '\u212a'],
    ['s', '\u017f'],
    ['É', 'é'],
    ['ß', 'ẞ'],
    ['Σ', 'ς'],
    ['µ', 'Μ'],
    ['\u{10400}', '\u{10428}'],
    ['ǅ', 'ǆ'],
    ['θ', 'ϴ'],
  ])('takes %s and %s for the same', (a, b) => {
    expect(foldCase(a)).toBe(foldCase(b));
  });

  it.each([
    ['i', '\u0131'],
    ['I', '\u0130'],
    ['ß', 'ss'],
    ['ﬁ', 'fi'],
    ['\ufb05', '\ufb06'],
    ['é', 'e\u0301'],
    ['ŉ', 'ʼn'],
  ])('takes %s and %s for different ones', (a, b) => {
    expect(foldCase(a)).not.toBe(foldCase(b));
  });
});
