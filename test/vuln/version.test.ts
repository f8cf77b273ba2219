import { expect, it } from 'vitest';
import { isBefore, standardLibraryVersion, vulnVersion } from '../../src/vuln/version.ts';

it.each([
  ['1.2.3', 'v1.2.3'],
  ['v1.2.3', 'v1.2.3'],
  ['go1.2.3', 'v1.2.3'],
  ['vgo1.2.3', 'v1.2.3'],
  ['soon', 'vsoon'],
])('reads the version %s as %s', (written, version) => {
  expect(vulnVersion(written)).toBe(version);
});

it('puts what is no version before every version', () => {
  expect(isBefore('vsoon', 'v0.0.0-0')).toBe(true);
  expect(isBefore('v1.0.0', 'vsoon')).toBe(false);
  expect(isBefore('v1.2.4-0.20190101000000-aaaaaaaaaaaa', 'v1.2.4')).toBe(true);
});

it.each([
  ['go1.22.3', 'v1.22.3'],
  ['go1.22', 'v1.22.0'],
  ['go1', 'v1.0.0'],
  ['go1.22rc1', 'v1.22.0-rc.1'],
  ['go1.22.1beta10', 'v1.22.1-beta.10'],
  ['go1.22-pre3', 'v1.22.0-pre.3'],
  ['go1.22rc.2', 'v1.22.0-rc.2'],
  [' go1.22.3\n', 'v1.22.3'],
  ['go1.26.8 X:nocoverageredesign', 'v1.26.8'],
  ['devel go1.27-5e8d5a5 Mon Jan 5', undefined],
  ['go1.26.1-custom', undefined],
  ['1.26.1', undefined],
  ['', undefined],
])('takes the standard library of %o for %o', (goversion, version) => {
  expect(standardLibraryVersion(goversion)).toBe(version);
});
