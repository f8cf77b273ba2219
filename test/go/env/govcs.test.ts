import { describe, expect, it } from 'vitest';
import { allowsVcs, parseGovcs } from '../../../src/go/env/govcs.ts';

describe('GOVCS', () => {
  it.each([
    ['', 'git', true],
    ['', 'svn', false],
    ['', 'hg', true],
    ['private:all', 'svn', false],
    ['other.example:all', 'git', true],
    ['example.com/m:svn,*:git', 'svn', true],
    ['public:all', 'svn', true],
    ['github.com/evil:off,public:all', 'svn', true],
    ['example.com:git', 'hg', false],
    ['*:ALL', 'git', false],
    [' *:git | svn , private:all ', 'svn', true],
  ])('%j lets %s meet a public path: %s', (value, vcs, allowed) => {
    expect(allowsVcs(parseGovcs(value).value!, 'example.com/m', false, vcs)).toBe(allowed);
  });

  it('lets private paths meet all, unless it is said otherwise', () => {
    expect(allowsVcs([], 'example.com/m', true, 'bzr')).toBe(true);
    expect(allowsVcs(parseGovcs('public:git').value!, 'example.com/m', true, 'svn')).toBe(true);
    expect(allowsVcs(parseGovcs('private:git').value!, 'example.com/m', true, 'bzr')).toBe(false);
  });

  it('has rules in their order', () => {
    expect(parseGovcs(' *.corp.example : git | svn ,private:all')).toEqual({
      value: [
        { pattern: '*.corp.example', allowed: ['git', 'svn'] },
        { pattern: 'private', allowed: ['all'] },
      ],
    });
    expect(parseGovcs('  ')).toEqual({ value: [] });
    expect(parseGovcs('.x:git,...:hg').error).toBeUndefined();
  });

  it.each([
    ['off', 'malformed entry in GOVCS (missing colon): "off"'],
    ['*:git,', 'empty entry in GOVCS'],
    [':git', 'empty pattern in GOVCS: ":git"'],
    ['*:', 'empty VCS list in GOVCS: "*:"'],
    ['*:git||hg', 'empty VCS name in GOVCS: "*:git||hg"'],
    ['./x:git', 'relative pattern not allowed in GOVCS: "./x"'],
    ['..:git', 'relative pattern not allowed in GOVCS: ".."'],
    ['*:git,*:svn', 'unreachable pattern in GOVCS: "*:svn" after "*:git"'],
  ])('refuses %j', (value, message) => {
    expect(parseGovcs(value).error).toBe(message);
  });
});
