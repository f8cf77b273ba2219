import { expect, it } from 'vitest';
import { isStandard } from '../../../src/go/source/std-packages.ts';

it('knows packages, not what lies beside or below them', () => {
  expect(['fmt', 'net/http', 'math/rand/v2', 'syscall/js', 'C', 'unsafe'].map(isStandard)).not.toContain(false);
  expect(['', 'net/htt', 'fmt/x', 'golang.org/x/net', 'encoding/yaml', 'internal/abi'].map(isStandard)).not.toContain(
    true,
  );
});
