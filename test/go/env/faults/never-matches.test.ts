import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neverMatches } from '../../../../src/go/env/faults/never-matches.ts';
import { matchPrefixPatterns } from '../../../../src/go/path/pattern.ts';

describe('patterns that no module path matches', () => {
  it.each([
    ['https://git.corp.example', /URL/],
    ['git@git.corp.example:team', /user/],
    ['git.corp.example:8443', /port/],
    [' git.corp.example', /space/],
    ['git.corp.example ', /space/],
    ['a.example;b.example', /only commas/],
    ['a.example b.example', /only commas/],
    ['.corp.example', /begins with a dot/],
    ['/git.corp.example', /empty element/],
    ['git.corp.example//x', /empty element/],
    ['github.com/acme/...', /three dots/],
    ['^github\\.com/.*$', /regular expression/],
    ['github.com/acme/(a|b)', /regular expression/],
    ['"git.corp.example"', /quotes/],
    ['Git.Corp.example', /upper case/],
    ['github.com/acme@v1.0.0', /version/],
    ['git.corp.example\r', /carriage return/],
    ['git.corp.example/{a', /braces/],
    ['[a-', /not closed/],
    ['git.corp.example\\', /backslash/],
    ['github.com/.*', /no module path/],
    ['[A-Z].example', /upper case/],
    ['git.corp.example/[/]', /./],
    ['.example/', /begins with a dot/],
    ['ab./', /no module path/],
    ['a.example.', /no module path/],
    ['a.example/x.', /no module path/],
    ['-a.example', /no module path/],
    ['a.example/\\', /backslash/],
    // Classes that path.Match finds malformed, and those that take nothing of a path.
    ['[-a].example', /class/],
    ['[]a].example', /class/],
    ['[].example', /class/],
    ['[^-a].example', /./],
    ['[^a-].example', /./],
    ['[^a-z0-9].example', /./],
    ['[9-0].example', /class/],
  ])('%j', (pattern, reason) => expect(neverMatches(pattern)).toMatch(reason));

  it.each([
    '*',
    '**',
    '*.corp.example',
    'git.corp.example/',
    'github.com/acme-*',
    'github\\.com',
    '[a-z]*.example',
    '[AB9].example',
    '[^a].example',
    '[\\-a].example',
    'a.example-',
    'a.example/-x',
    'a.example/X_~',
    'a.example/?',
    'none',
    '',
  ])('says nothing of %j', (pattern) => expect(neverMatches(pattern)).toBeUndefined());

  it('never says so of a pattern that matches a path', () => {
    const path = fc.constantFrom(
      'a.example/b',
      'git-x.corp.example/Team/lib_a~1',
      'github.com/acme/lib/v2',
      '10.0.0.1/x.y',
    );
    const disguise = fc.array(fc.constantFrom('same', 'any', 'class', 'not', 'escaped', 'star'), {
      minLength: 40,
      maxLength: 40,
    });
    const written: Record<string, (char: string) => string> = {
      any: () => '?',
      class: (char) => `[\\${char}-\\${char}]`,
      not: () => '[^:]',
      escaped: (char) => `\\${char}`,
      star: () => '*',
    };
    fc.assert(
      fc.property(path, disguise, fc.nat({ max: 3 }), (target, ways, cut) => {
        const whole = [...target]
          .map((char, i) => (char === '/' ? char : (written[ways[i]!]?.(char) ?? char)))
          .join('');
        const pattern = whole
          .split('/')
          .slice(0, cut + 1)
          .join('/');
        expect(matchPrefixPatterns(pattern, target)).toBe(true);
        expect(neverMatches(pattern)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
