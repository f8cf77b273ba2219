import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prefixMatcher } from '../../../src/go/path/pattern.ts';
import {
  coversGlob,
  coversGlobs,
  coversPattern,
  coversPatterns,
  includesAll,
  rangeCovers,
} from '../../../src/policy/lint/covers.ts';
import { fileTest } from '../../../src/policy/patterns/globs.ts';

describe('covering', () => {
  it.each([
    ['example.com', 'example.com/a', true],
    ['example.com/', 'example.com', true],
    ['example.com/a', 'example.com/ab', false],
    ['example.com/a', 'example.com', false],
    ['*', 'example.com/a', true],
    ['*', '*.corp.example', true],
    ['*.corp.example', 'git.corp.example/x', true],
    ['*.corp.example', '*.corp.example/x', true],
    ['*.corp.example', '*', false],
    ['example.com/*/x', 'example.com/a/x/y', true],
    ['example.com/[ab]', 'example.com/a', true],
    ['example.com/[ab]', 'example.com/c', false],
    ['example.com/*', 'example.com', false],
    ['a?.example', 'ab.example', true],
    ['a?.example', 'a*.example', false],
    ['a*.example', 'a*.example/x', true],
    ['x/*', 'x/y*', true],
  ])('%s, %s: %j', (wide, narrow, wanted) => {
    expect(coversPattern(wide, narrow)).toBe(wanted);
  });

  it.each([
    ['**', 'a/b/*.mod', true],
    ['tools/**', 'tools/go.mod', true],
    ['tools/**', 'tools/{a,b}/**', true],
    ['tools/**', 'tools', false],
    ['tools/*', 'tools/a', false],
    ['tools/**', 'toolsx/a', false],
    ['tools/*', 'tools/*', true],
    ['**/*', 'a', true],
    ['a.b/c-d_e/**', 'a.b/c-d_e/f', true],
    ['a*/**', 'ab/c', false],
    ['tools/**/x', 'tools/a/x', false],
  ])('%s, %s: %j (files)', (wide, narrow, wanted) => {
    expect(coversGlob(wide, narrow)).toBe(wanted);
  });

  it('means that nothing matches the narrow pattern and not the wide one', () => {
    const element = fc.constantFrom('a', 'b', '*', 'a*', '?', '[ab]');
    const pattern = fc.array(element, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'c'), { minLength: 1, maxLength: 4 }).map((p) => p.join('/'));
    fc.assert(
      fc.property(pattern, pattern, path, (wide, narrow, target) => {
        if (coversPattern(wide, narrow) && prefixMatcher(narrow)(target))
          expect(prefixMatcher(wide)(target)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('means the same for files', async () => {
    const globs = ['**', '**/*', 'a/**', 'a/b/**', 'a/*', 'a/b', 'a/{b,c}/**', '*/b', 'a/b/c'];
    const paths = ['a', 'b', 'a/b', 'a/b/c', 'b/b', 'a/.x', 'a/c/d'];
    for (const wide of globs)
      for (const narrow of globs) {
        if (!coversGlob(wide, narrow)) continue;
        const [all, some] = [await fileTest([wide]), await fileTest([narrow])];
        for (const path of paths)
          if (some(path)) expect([wide, narrow, path, all(path)]).toEqual([wide, narrow, path, true]);
      }
  });

  it('takes lists for what any of them takes, and none for everything', () => {
    for (const covers of [coversPatterns, coversGlobs]) {
      expect(covers(undefined, ['a/b'])).toBe(true);
      expect(covers(undefined, undefined)).toBe(true);
      expect(covers(['a/b'], undefined)).toBe(false);
      expect(covers(['x', 'a/b'], ['a/b', 'x'])).toBe(true);
      expect(covers(['x', 'a/b'], ['a/b', 'y'])).toBe(false);
    }
    expect([includesAll(['a', 'b'], ['b']), includesAll(['b'], ['a', 'b']), includesAll([], [])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('compares ranges', async () => {
    const { covers, meet } = await rangeCovers();
    expect(covers(undefined, '<1')).toBe(true);
    expect(covers('<1', undefined)).toBe(false);
    expect(covers('<2', '>=1.2.0 <1.4.0')).toBe(true);
    expect(covers('<1.3', '>=1.2.0 <1.4.0')).toBe(false);
    expect(meet('<1', '>=1')).toBe(false);
    expect(meet(undefined, '>=1')).toBe(true);
    expect(meet('<1', undefined)).toBe(true);
    expect(meet('<2', '>=1')).toBe(true);
    expect(covers(undefined, undefined)).toBe(true);
    // Ranges of policies take versions before a release, too.
    expect(covers('^1.2.0', '1.3.0-rc.1')).toBe(true);
  });
});
