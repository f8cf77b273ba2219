import { describe, expect, it } from 'vitest';
import {
  isToolchain,
  modCompare,
  modIsPrefix,
  modIsPrerelease,
  modIsValid,
  modMajorMinor,
  modSort,
  sortBySemver,
} from '../../../src/go/version/module-version.ts';

const X = 'x.example';

describe('versions of a module', () => {
  it.each<[path: string, x: string, y: string, order: number]>([
    [X, 'v1.2.0', 'v1.10.0', -1],
    ['go', '1.9', '1.10', -1],
    ['go', '1.21rc1', '1.21.0', -1],
    // A toolchain may stand with or without its go.
    ['toolchain', 'go1.9', '1.10', -1],
    ['toolchain', '1.21.0', 'go1.21.0', 0],
    ['toolchain', 'go1.21.1-custom', 'go1.21.0', 1],
  ])('of %s: %s to %s is %d', (path, x, y, order) => {
    expect(modCompare(path, x, y)).toBe(order);
    expect(modCompare(path, y, x)).toBe(order === 0 ? 0 : -order);
  });

  it.each<[path: string, version: string, valid: boolean, prefix: boolean, prerelease: boolean, minor: string]>([
    [X, 'v1.2.3', true, false, false, 'v1.2'],
    [X, 'v1.2', true, true, false, 'v1.2'],
    [X, 'v1', true, true, false, 'v1.0'],
    [X, 'v1.2.3-rc.1', true, false, true, 'v1.2'],
    ['go', '1.21', true, true, false, '1.21'],
    ['go', '1.21.3', true, false, false, '1.21'],
    ['go', '1.21rc1', true, false, true, '1.21'],
    ['toolchain', 'go1.21.3', true, false, false, 'go1.21'],
    ['toolchain', 'go1.21', true, true, false, 'go1.21'],
  ])('%s %s', (path, version, valid, prefix, prerelease, minor) => {
    expect([modIsValid(path, version), modIsPrefix(path, version), modIsPrerelease(path, version)]).toEqual([
      valid,
      prefix,
      prerelease,
    ]);
    expect(modMajorMinor(path, version)).toBe(minor);
  });

  it.each([
    [X, '1.2.3'],
    [X, 'go1.21'],
    ['go', 'v1.21.0'],
    ['go', 'go1.21'],
    ['toolchain', '1.21'],
  ])('%s has no version %s', (path, version) => expect(modIsValid(path, version)).toBe(false));

  it('knows the two that are of Go’s own kind', () => {
    expect(['go', 'toolchain', 'golang.org/toolchain', 'go.example', ''].map(isToolchain)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('a list of modules', () => {
  const list = (...texts: string[]) =>
    texts.map((text) => {
      const [path = '', version = ''] = text.split('@');
      return { path, version };
    });
  const shown = (sorted: readonly { path: string; version: string }[]) => sorted.map((m) => `${m.path}@${m.version}`);

  it('is sorted by path and version, what go.sum adds to one behind it', () => {
    const given = list('b@v1.0.0', 'a@v1.10.0', 'a@v1.9.0/go.mod', 'a@v1.9.0', 'a@v1.10.0/go.mod', 'a-b@v1.0.0');
    const sorted = ['a@v1.9.0', 'a@v1.9.0/go.mod', 'a@v1.10.0', 'a@v1.10.0/go.mod', 'a-b@v1.0.0', 'b@v1.0.0'];
    expect(shown(modSort(given))).toEqual(sorted);
    expect(shown(sortBySemver(given))).toEqual(sorted);
    // A new list: what was given stays.
    expect(given[0]!.path).toBe('b');
  });

  it('has versions of go in their own order', () => {
    expect(shown(modSort(list('go@1.10', 'go@1.9')))).toEqual(['go@1.9', 'go@1.10']);
  });
});
