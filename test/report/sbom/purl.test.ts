import { expect, test } from 'vitest';
import { purlOf } from '../../../src/report/sbom/purl.ts';

test.each([
  ['github.com/Masterminds/semver/v3', 'v3.2.0', 'pkg:golang/github.com/Masterminds/semver/v3@v3.2.0'],
  ['example.com/a', 'v2.0.0+incompatible', 'pkg:golang/example.com/a@v2.0.0%2Bincompatible'],
  ['example.com/a', '', 'pkg:golang/example.com/a'],
  ['/a//b\n/', '', 'pkg:golang/a/b%0A'],
  ['AZaz09.-_~:', 'v@/', 'pkg:golang/AZaz09.-_~:@v%40%2F'],
  ['a b/ü/../%', 'v1 #?', 'pkg:golang/a%20b/%C3%BC/../%25@v1%20%23%3F'],
])('%s %s', (path, version, purl) => {
  expect(purlOf({ path, version })).toBe(purl);
});
