import { describe, expect, it } from 'vitest';
import {
  clean,
  isAbsolute,
  join,
  parent,
  relative,
  shortPath,
  toDirectoryPath,
} from '../../../src/go/path/file-path.ts';

describe('folder paths', () => {
  it.each([
    ['', '.'],
    ['.', '.'],
    ['/', '/'],
    ['a//b/./c/', 'a/b/c'],
    ['a/../..', '..'],
    ['..', '..'],
    ['../..', '../..'],
    ['../../a/..', '../..'],
    ['a/../../b/../../c', '../../c'],
    ['/a/..', '/'],
    // Nothing is above the root.
    ['/../../a', '/a'],
  ])('clean %j', (path, cleaned) => {
    expect(clean(path)).toBe(cleaned);
  });

  it('are joined, and the parent taken', () => {
    expect(join('/m', '../x')).toBe('/x');
    expect(join('/m', './x/')).toBe('/m/x');
    expect(join('', 'x')).toBe('x');
    expect(parent('/w/go.work')).toBe('/w');
    expect(parent('/go.work')).toBe('/');
  });

  it.each([
    ['/a/b', '/a/b', '.'],
    ['/a/b', '/a/b/c', 'c'],
    ['/a/b/c', '/a/d', '../../d'],
    ['/', '/a', 'a'],
    ['/a', '/', '..'],
    ['/ab', '/a', '../a'],
    ['/a/b', '/c/b', '../../c/b'],
    ['/a/b/c', '/a/b', '..'],
  ])('relative from %s to %s', (from, to, way) => {
    expect(relative(from, to)).toBe(way);
  });

  it('are named the short way only if that is shorter', () => {
    expect(shortPath('/w', '/w/one/go.mod')).toBe('one/go.mod');
    expect(shortPath('/w/a/b', '/w/go.mod')).toBe('/w/go.mod');
    expect(shortPath('/w', '/x')).toBe('/x');
    expect(shortPath('/', '/')).toBe('/');
  });

  it('are absolute where they begin with a slash', () => {
    expect(['/', '/a', 'a/', './a', ''].map(isAbsolute)).toEqual([true, true, false, false, false]);
  });

  it('are made to look like folders', () => {
    expect(['x/../y', './x/', '../x', '/x', '..'].map(toDirectoryPath)).toEqual(['./y', './x/', '../x', '/x', '..']);
  });
});
