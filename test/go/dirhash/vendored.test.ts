import { describe, expect, it } from 'vitest';
import { isVendored } from '../../../src/go/dirhash/vendored.ts';

describe('isVendored', () => {
  it.each([
    ['vendor/modules.txt', false, true],
    ['vendor/m/x.go', true, true],
    ['vendor/x.go', false, false],
    ['sub/vendor/x.go', true, false],
    ['sub/vendor/m/x.go', true, true],
    ['vendored/m/x.go', false, false],
    ['sub/vendor', false, false],
  ])('%s: %s before Go 1.24, %s since', (path, before, since) => {
    for (const version of ['', '1.16', '1.23.9']) expect(isVendored(path, version), version).toBe(before);
    for (const version of ['1.24', '1.24rc1', '1.24.3', '1.26']) expect(isVendored(path, version), version).toBe(since);
  });
});
