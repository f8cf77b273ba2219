import { describe, expect, it } from 'vitest';
import { impossible } from '../../../src/policy/patterns/impossible.ts';

describe('a module pattern that can match nothing', () => {
  it.each([
    ['!example.com/a', 'name what is meant, not what is not'],
    [
      '^github.com/org/.*',
      "patterns are Go's, not regular expressions, and cover what lies below: write github.com/org",
    ],
    [
      'github\\.com/org$',
      "patterns are Go's, not regular expressions, and cover what lies below: write github.com/org",
    ],
    ['github.com/(a|b)', "patterns are Go's, as in GOPRIVATE: path elements with * and ?"],
    [
      'github.com/org/.+',
      "patterns are Go's, not regular expressions, and cover what lies below: write github.com/org",
    ],
  ])('%s', (pattern, hint) => {
    expect(impossible(pattern)?.hint).toBe(hint);
  });

  it.each([
    '*',
    '*.corp.example',
    'gopkg.in/yaml.*',
    'example.com/[^a]*',
    'github\\.com/a',
    'example.com/a~b',
    'a.b/c-d_e',
  ])('is not %s', (pattern) => {
    expect(impossible(pattern)).toBeUndefined();
  });
});
