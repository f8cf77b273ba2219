import { expect, test } from 'vitest';
import { latestOf, majorOf, majorPath, standingVersions } from '../../../src/model/facts/majors.ts';

test.each([
  ['example.com/x', 1, 'example.com/x/v2'],
  ['example.com/x/v2', 2, 'example.com/x/v4'],
  ['gopkg.in/x.v2', 1, 'gopkg.in/x.v3'],
  ['example.com/x/v1', 1, undefined],
])('%s, %i majors up: %s', (path, steps, next) => {
  expect(majorPath(path, steps)).toBe(next);
});

test('a path without a major version is of the first', () => {
  expect([majorOf('example.com/x'), majorOf('example.com/x/v3'), majorOf('gopkg.in/x.v0')]).toEqual([1, 3, 1]);
});

test.each([
  [['v2.0.0', 'v2.1.0', 'v2.2.0-rc.1'], 'v2.1.0'],
  [['v2.0.0-rc.1', 'v2.0.0-rc.2'], 'v2.0.0-rc.2'],
  [[], undefined],
])('of %j the go.mod of %s says what is retracted', (versions, latest) => {
  expect(latestOf(versions)).toBe(latest);
});

test('versions that are not retracted stand', () => {
  const goMod = 'module example.com/x/v2\n\nretract (\n\tv2.0.0\n\t[v2.1.0, v2.3.0]\n)\n';
  const versions = ['v2.0.0', 'v2.0.1', 'v2.1.0', 'v2.2.0', 'v2.3.0', 'v2.3.1'];
  expect(standingVersions(versions, goMod)).toEqual(['v2.0.1', 'v2.3.1']);
  expect(standingVersions(versions, undefined)).toEqual(versions);
});
