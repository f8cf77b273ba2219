import fc from 'fast-check';
import { Minimatch, minimatch } from 'minimatch';
import { describe, expect, it } from 'vitest';
import { MAX_BRACE_PATTERNS } from '../../../src/policy/limits.ts';
import { bracePatterns } from '../../../src/policy/patterns/braces.ts';
import { fileTest } from '../../../src/policy/patterns/globs.ts';
import { load, told } from '../helpers.ts';

describe('bracePatterns', () => {
  it.each<[string, number]>([
    ['a/b', 1],
    ['{a,b}', 2],
    ['{a,b}{c,d}', 4],
    ['{a,{b,c}}', 3],
    ['{a{1,2},b}', 3],
    ['{1..9}', 9],
    ['{9..1}', 9],
    ['{a..e}', 5],
    ['{a}', 1],
    ['{a,b', 1],
    ['{,}'.repeat(17), 2 ** 17],
    ['{1..99999999999}', Number.POSITIVE_INFINITY],
  ])('%s: %d', (glob, count) => {
    expect(bracePatterns(glob)).toBe(count);
  });

  it('never counts less than minimatch makes', () => {
    const piece = fc.constantFrom('{', '}', ',', 'a', 'b', '/', '..', '1', '5', '-', '{a,b}', '{1..3}');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const glob = pieces.join('');
        expect(bracePatterns(glob)).toBeGreaterThanOrEqual(new Set(minimatch.braceExpand(glob)).size);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('braces of a policy', () => {
  const policy = (glob: string) => `modules:\n  include:\n    - "${glob}"\n`;

  it.each([`${'{a,b}'.repeat(17)}/go.mod`, '{1..1000}/go.mod', `{${'{a,b,c,d,e},'.repeat(30)}f}`])(
    'are refused beyond the limit, at their place: %s',
    async (glob) => {
      const { problems } = await load(policy(glob));
      expect(told(problems)).toEqual([
        `3:7 the braces of the file pattern expand to more than ${MAX_BRACE_PATTERNS} patterns | use *, or list the folders`,
      ]);
    },
  );

  it('count up to the limit', async () => {
    const { problems, policy: loaded } = await load(policy(`{1..${MAX_BRACE_PATTERNS}}/vendor.mod`));
    expect(problems).toEqual([]);
    const includes = await fileTest(loaded.modules.include);
    expect(includes(`${MAX_BRACE_PATTERNS}/vendor.mod`)).toBe(true);
    expect(includes(`${MAX_BRACE_PATTERNS + 1}/vendor.mod`)).toBe(false);
  });
});

describe('fileTest', () => {
  it('takes a plain path for itself, as minimatch does', async () => {
    const globs = ['a/go.mod', 'a.b/c-d/go.mod', '*/x.mod', 'a//b.mod', '.hidden/go.mod'];
    const test = await fileTest(globs);
    for (const path of [
      'a/go.mod',
      'b/go.mod',
      'a.b/c-d/go.mod',
      'q/x.mod',
      'a/b.mod',
      '.hidden/go.mod',
      'axb/c-d/go.mod',
    ]) {
      const expected = globs.some((g) => new Minimatch(g, { dot: true, nocomment: true, nonegate: true }).match(path));
      expect([path, test(path)]).toEqual([path, expected]);
    }
  });
});

it.each([
  ['{a..c}{x,y}', 6],
  ['{a..c..2}', 3],
  ['{1..9..3}', 9],
  ['{-2..2}', 5],
  ['{Z..a}', 8],
  ['{a,b}{c', 2],
  ['{a,b{c,d}', 2],
  ['{{a,b},{c,d,e}}', 5],
  ['{{a,b}{c,d}}', 4],
  ['x}{a,b', 1],
  ['{}', 1],
  ['{,}', 2],
  ['{a.c}', 1],
  ['{-1..1..-1}', 3],
])('counts %s as %d', (glob, count) => {
  expect(bracePatterns(glob)).toBe(count);
});
