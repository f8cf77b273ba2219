import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/report.ts';
import { isInside, regionOf, shownAt, uriOf } from '../../../src/report/sarif/place.ts';
import { report } from '../fixture.ts';

describe('a URI', () => {
  it.each([
    ['a/b.mod', 'a/b.mod'],
    ['a b', 'a%20b'],
    ['a:b', 'a%3Ab'],
    ['a?b#c', 'a%3Fb%23c'],
    ['a%20', 'a%2520'],
    ['é', '%C3%A9'],
    ['a\udcff', 'a%FF'],
    ['a\n', 'a%0A'],
    ["-._~!$&'()*+,;=@", "-._~!$&'()*+,;=@"],
    ['a\\b', 'a%5Cb'],
  ])('of %j is %s', (path, uri) => expect(uriOf(path)).toBe(uri));
});

describe('a place of the repository', () => {
  it.each([
    ['go.mod', true],
    ['a/..b/c', true],
    ['c:x', true],
    ['', false],
    ['/etc/x', false],
    ['../x', false],
    ['a/../x', false],
    ['C:/x', false],
    ['c:\\x', false],
  ])('is %j: %s', (path, inside) => expect(isInside(path)).toBe(inside));
});

describe('a region', () => {
  const region = (from: [number, number], to: [number, number], snippet?: string) => {
    const { startLine, startColumn, endLine, endColumn } = regionOf(
      { path: 'f', start: { line: from[0], column: from[1] }, end: { line: to[0], column: to[1] } },
      snippet,
    );
    return [startLine, startColumn, endLine, endColumn];
  };
  it('is on the first line, and never empty', () => {
    expect(region([2, 3], [2, 7])).toEqual([2, 3, 2, 7]);
    expect(region([2, 3], [2, 3])).toEqual([2, 3, 2, 4]);
    expect(region([2, 3], [4, 1], '0123456')).toEqual([2, 3, 2, 8]);
    expect(region([2, 3], [4, 9])).toEqual([2, 3, 2, 4]);
  });
});

describe('a finding is shown', () => {
  const place = (path: string, line = 5) => ({ path, start: { line, column: 1 }, end: { line, column: 2 } });
  const base = { ...report.findings[0]!, snippet: 's', module: 'b' } as Finding;
  const { anchor: _, policy: __, ...bare } = base;
  const modules = ['a', 'b'].map((dir) => ({ ...report.modules[0]!, dir, file: `${dir}/go.mod` }));
  const shown = (more: Partial<Finding>, of = modules) => {
    const at = shownAt({ ...bare, ...more } as Finding, of);
    return `${at.place.path}:${at.place.start.line} ${at.snippet}`;
  };
  const policy = { place: place('.modwarden.yaml', 9), snippet: 'p' };

  it('where it is, if that is in the repository', () => {
    expect(shown({ place: place('go.sum') })).toBe('go.sum:5 s');
    expect(shown({ place: place('go.sum'), anchor: place('go.mod') })).toBe('go.mod:5 ');
  });

  it('else at the policy, else at the top of its module', () => {
    expect(shown({ place: place('/etc/env'), policy })).toBe('.modwarden.yaml:9 p');
    expect(shown({ place: place('go.sum'), anchor: place('../x'), policy })).toBe('.modwarden.yaml:9 p');
    expect(shown({ place: place('/etc/env'), policy: { ...policy, place: place('../p') } })).toBe('b/go.mod:1 ');
    expect(shown({ place: place('/etc/env') })).toBe('b/go.mod:1 ');
    expect(shown({ place: place('/etc/env'), module: 'gone' })).toBe('a/go.mod:1 ');
    expect(shown({ place: place('/etc/env') }, [])).toBe('go.mod:1 ');
  });
});
