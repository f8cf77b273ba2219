import { expect, it } from 'vitest';
import { fileNameOf } from '../../../src/gather/cache/file-name.ts';

// FNV-1a: the first half of the name of an empty key is its offset basis.
it.each([
  ['', '811c9dc501000193'],
  ['a', 'e40c292c'],
  ['foobar', 'bf9cf968'],
])('%j begins with the hash that FNV-1a has for it', (key, name) => {
  expect(fileNameOf(key).slice(0, name.length)).toBe(name);
});

it('has sixteen digits, and differs where keys differ', () => {
  const names = Array.from({ length: 2000 }, (_, i) => fileNameOf(`${i}`));
  expect(new Set(names).size).toBe(2000);
  expect(names.every((name) => /^[0-9a-f]{16}$/.test(name))).toBe(true);
});
