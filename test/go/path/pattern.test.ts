import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match, parseGlob } from '../../../src/go/path/glob.ts';
import { matchPrefixPatterns, prefixMatcher } from '../../../src/go/path/pattern.ts';

describe('path.Match', () => {
  it.each([
    ['abc', 'abc', true],
    ['*', 'abc', true],
    ['*', '', true],
    ['*', 'a/b', false],
    ['*c', 'abc', true],
    ['a*', 'ab/c', false],
    ['a*/b', 'abc/b', true],
    ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
    ['a*b?c*x', 'abxbbxdbxebxczzx', true],
    ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['a?c', 'a/c', false],
    // A class may match the slash (Go looks for it only in * and ?).
    ['a[^b]c', 'a/c', true],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['[c-a]', 'b', false],
    ['a\\*b', 'a*b', true],
    ['a[\\]]', 'a]', true],
    ['?', 'é', true],
    ['[à-ï]', 'é', true],
    ['[é]', 'è', false],
    ['?', '\udcff', true],
    ['[\ufffd]', '\udcff', true],
    // Go skips bytes after a star: the last two of U+20AC match ?? .
    ['*??', '€', true],
    ['*???', 'é', false],
    ['', '', true],
    ['', 'a', false],
    ['***', 'abc', true],
  ])('%j against %j: %s', (pattern, name, matches) => {
    expect(parseGlob(pattern)).toBeDefined();
    expect(match(pattern, name)).toBe(matches);
  });

  it.each(['[', '[a', '[]', '[]a]', '[^]', '[^]a]', '[-x]', '[x-]', '[a-', 'a\\', '[a\\', '[\udc80]', 'x*[', '[a]]*['])(
    'refuses %j',
    (pattern) => {
      expect(parseGlob(pattern)).toBeUndefined();
      expect(match(pattern, 'x')).toBe(false);
    },
  );
});

describe('prefix patterns', () => {
  it.each([
    ['git.corp.example', 'git.corp.example/team/m', true],
    ['git.corp.example/', 'git.corp.example/team/m', true],
    ['git.corp.example', 'git.corp.example.org/m', false],
    ['*.corp.example', 'git.corp.example', true],
    ['*.corp.example', 'a.b.corp.example/m', true],
    ['*.corp.example', 'corp.example/m', false],
    ['github.com/acme', 'github.com/acme/lib', true],
    ['github.com/acme', 'github.com/acme-old', false],
    ['github.com/acme/*', 'github.com/acme', false],
    ['github.com/acme/*', 'github.com/acme/lib/v2', true],
    ['github.com/acme-*', 'github.com/acme-old/lib', true],
    ['*', 'anything.example/at/all', true],
    ['*/*', 'one', false],
    ['GitHub.com', 'github.com/a', false],
    // Nothing is trimmed but one slash: the space belongs to the pattern.
    ['a.example, b.example', 'b.example/m', false],
    ['a.example, b.example', 'a.example/m', true],
    ['[,b.example', 'b.example/m', true],
    ['{a.example,b.example}', 'a.example/m', false],
    ['', 'a.example', false],
    [',/,', 'a.example', false],
    ['a//', 'a//b', true],
  ])('%j takes %j: %s', (globs, target, matches) => {
    expect(matchPrefixPatterns(globs, target)).toBe(matches);
    expect(matchPrefixPatterns(`none,${globs},none`, target)).toBe(matches);
  });

  it.each([
    // Of patterns with wildcards any may match, short ones before long ones.
    ['*.a/x,*.b,*.c/y/z', 'h.b', true],
    ['*.a/x,*.b,*.c/y/z', 'h.b/x', true],
    ['*.a/x,*.b,*.c/y/z', 'h.a', false],
    ['*.a/x,*.b,*.c/y/z', 'h.a/x/y', true],
    ['*.a/x,*.b,*.c/y/z', 'h.c/y', false],
    ['*.a/x,*.b,*.c/y/z', 'h.c/y/z', true],
    ['a*,b*', 'bc', true],
    ['a*,b*', 'ac', true],
    ['*/', 'a/b', true],
    ['a*/', 'b/a', false],
    ['?/?', '/', false],
    ['?/?', 'a/b/', true],
    ['*', '', true],
  ])('with wildcards %j takes %j: %s', (globs, target, matches) => {
    expect(matchPrefixPatterns(globs, target)).toBe(matches);
  });

  it('takes literal patterns and their escaped form alike', () => {
    const text = fc.stringMatching(/^[a-c/.]{0,6}$/);
    fc.assert(
      fc.property(text, text, (glob, target) => {
        const escaped = glob.replace(/[^/]/g, '\\$&');
        expect(prefixMatcher(glob)(target)).toBe(prefixMatcher(escaped)(target));
      }),
    );
  });

  it('never throws', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '/', '*', '?', '[', ']', '^', '-', '\\', ',', 'é', '\udc80') });
    fc.assert(fc.property(text, text, (globs, target) => void matchPrefixPatterns(globs, target)));
  });
});
