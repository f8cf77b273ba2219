import { expect, it } from 'vitest';
import { isPackageName, packageNameFault, parsePackageName } from '../../../src/policy/layers/package-name.ts';

it.each([
  ['npm:policy', 'policy', undefined],
  ['npm:@acme/go-policy', '@acme/go-policy', undefined],
  ['npm:@acme/go-policy/strict.yaml', '@acme/go-policy', 'strict.yaml'],
  ['npm:policy/team/a.json', 'policy', 'team/a.json'],
])('reads %s', (text, name, file) => {
  expect(isPackageName(text)).toBe(true);
  expect(packageNameFault(text)).toBeUndefined();
  expect(parsePackageName(text)).toEqual({ name, file });
});

it.each([
  ['npm:', 'is not a package name'],
  ['npm:@acme', 'is not a package name'],
  ['npm:Policy', 'is not a package name'],
  ['npm:../x', 'is not a package name'],
  ['npm:.hidden', 'is not a package name'],
  ['npm:policy@1.0.0', 'is not a package name'],
  ['npm:@acme/policy/a@1.yaml', 'contains a version'],
  ['npm:policy/../../x.yaml', 'does not name a file of the package'],
  ['npm:policy//x.yaml', 'does not name a file of the package'],
  ['npm:policy/index.js', 'is not a YAML or JSON file'],
])('refuses %s', (text, message) => {
  expect(packageNameFault(text)?.message).toContain(message);
  expect(parsePackageName(text)).toBeUndefined();
});

it('leaves other names alone', () => {
  expect(['strict', './npm:x.yaml', 'npm/x.yaml'].map(isPackageName)).toEqual([false, false, false]);
});
