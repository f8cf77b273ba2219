import { expect, test } from 'vitest';
import { builtComponent, isWholeExpression } from '../../../src/report/sbom/built-component.ts';
import { INVENTORY } from '../html/inventory-fixture.ts';

test('a replacement is what is built; a folder has no version', () => {
  const [plain, replaced] = INVENTORY.components;
  expect(builtComponent(plain!)).toEqual({ path: 'example.com/a', version: 'v1.0.0' });
  expect(builtComponent(replaced!)).toEqual({ path: 'example.com/fork/b', version: 'v1.2.1' });
  expect(builtComponent({ ...plain!, replacedBy: { path: '../a', version: '' } })).toEqual({
    path: 'example.com/a',
    version: '',
  });
});

test('NONE and NOASSERTION are no part of an expression', () => {
  expect(['MIT', 'MIT OR Apache-2.0'].every(isWholeExpression)).toBe(true);
  expect(['NONE', 'MIT AND NOASSERTION'].some(isWholeExpression)).toBe(false);
});
