/** Which module a deprecation notice names, one table a kind of notice. */
import { describe, expect, it } from 'vitest';
import { successorIn } from '../../rules/freshness/deprecated/successor.ts';

const OLD = 'example.com/old';

describe('the successor', () => {
  it.each([
    ['use example.com/new instead.', 'example.com/new'],
    ['Use example.com/new instead of example.com/old.', 'example.com/new'],
    ['use github.com/acme/new instead of github.com/acme/old/v2', 'github.com/acme/new'],
    ['instead of example.com/old/v3, use example.com/new', 'example.com/new'],
    ['Use example.com/old/v2, which does not lose writes.', 'example.com/old/v2'],
    ['use example.com/new@latest', 'example.com/new'],
    ['use example.com/new/v2@v2.1.0.', 'example.com/new/v2'],
    ['in favor of gopkg.in/new.v3', 'gopkg.in/new.v3'],
    ['superseded by golang.org/x/new', 'golang.org/x/new'],
  ])('in prose: %s', (text, expected) => {
    expect(successorIn(text, OLD)).toBe(expected);
  });

  it.each([
    ['example.com/old moved to example.com/new', 'example.com/new'],
    ['example.com/older moved to example.com/new.', 'example.com/new'],
    [
      'The repository github.com/acme/old has moved to github.com/acme/new. Deprecated since 2024.',
      'github.com/acme/new',
    ],
    ['github.com/acme/old was renamed to github.com/acme/new', 'github.com/acme/new'],
    ['github.com/acme/old is deprecated, use github.com/acme/new', 'github.com/acme/new'],
    ['github.com/acme/old is no longer maintained: see github.com/acme/new', 'github.com/acme/new'],
    ['moved to example.com/new. Deprecated since 2024.', 'example.com/new'],
  ])('where something moved: %s', (text, expected) => {
    expect(successorIn(text, OLD)).toBe(expected);
  });

  it.each([
    ['use `example.com/new`', 'example.com/new'],
    ['use "example.com/new" instead', 'example.com/new'],
    ['use [example.com/new](https://example.com/docs)', 'example.com/new'],
    ['use <example.com/new>', 'example.com/new'],
    ["use 'example.com/new/sub'.", 'example.com/new/sub'],
  ])('in code marks: %s', (text, expected) => {
    expect(successorIn(text, OLD)).toBe(expected);
  });
});

describe('no successor', () => {
  it.each([
    ['moved to https://github.com/acme/new'],
    ['see https://github.com/acme/old/issues/7 for why.'],
    ['see https://example.org/blogs/developer/2025/end-of-old/'],
    ['see [the notice](https://example.org/notice/old)'],
    ['see <http://example.org/a/b>'],
    ['git+ssh://git@github.com/acme/new'],
  ])('is taken from a URL: %s', (text) => {
    expect(successorIn(text, OLD)).toBeUndefined();
  });

  it.each([
    ['see github.com/acme/old/issues/7'],
    ['see github.com/acme/old/discussions/3306.'],
    ['see github.com/acme/old/pull/12'],
    ['see github.com/acme/old/blob/main/MIGRATION.md'],
    ['see github.com/acme/old/tree/v2'],
    ['see gitlab.com/acme/old/-/merge_requests/3'],
    ['see example.org/blogs/developer/end-of-old'],
    ['see example.org/2025/03/end-of-old'],
    ['see pkg.go.dev/example.com/new'],
    ['see godoc.org/example.com/new'],
    ['see go.dev/blog/new'],
    ['see www.example.org/new'],
    ['see docs.example.org/new'],
    ['see example.org/migration.html'],
    ['see github.com/acme'],
  ])('is taken from the address of a page: %s', (text) => {
    expect(successorIn(text, OLD)).toBeUndefined();
  });

  it.each([
    ['nobody works on it any more.'],
    ['example.com/old is not maintained.'],
    ['use crypto/ed25519 and/or net/http'],
    ['use aws-sdk-go-v2'],
    ['use version 1.2/1.3 of it'],
    ['write to joe@example.com/team'],
    ['instead of example.com/older'],
    ['a fork of github.com/acme/base'],
    ['use example.com/a~!b/c'],
    [''],
  ])('is in: %s', (text) => {
    expect(successorIn(text, OLD)).toBeUndefined();
  });
});
