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
  ['npm:', 'is not a package name', 'use npm:NAME or npm:@SCOPE/NAME, in lower case'],
  ['npm:@acme', 'is not a package name', 'use npm:NAME or npm:@SCOPE/NAME, in lower case'],
  ['npm:Policy', 'is not a package name', 'use npm:NAME or npm:@SCOPE/NAME, in lower case'],
  ['npm:../x', 'is not a package name', 'use npm:NAME or npm:@SCOPE/NAME, in lower case'],
  ['npm:.hidden', 'is not a package name', 'use npm:NAME or npm:@SCOPE/NAME, in lower case'],
  ['npm:policy@1.0.0', 'is not a package name', 'use npm:NAME or npm:@SCOPE/NAME, in lower case'],
  ['xnpm:policy', 'is not a package name', 'use npm:NAME or npm:@SCOPE/NAME, in lower case'],
  ['npm:@acme/policy/a@1.yaml', 'contains a version', 'packages are never fetched: the installed version counts'],
  ['npm:policy/../../x.yaml', 'does not name a file of the package', 'use npm:NAME/FILE, without . and ..'],
  ['npm:policy//x.yaml', 'does not name a file of the package', 'use npm:NAME/FILE, without . and ..'],
  ['npm:policy/./x.yaml', 'does not name a file of the package', 'use npm:NAME/FILE, without . and ..'],
  ['npm:policy/a\\b.yaml', 'does not name a file of the package', 'use npm:NAME/FILE, without . and ..'],
  ['npm:policy/index.js', 'is not a YAML or JSON file', 'use a file with one of these extensions: .yaml, .yml, .json'],
])('refuses %s', (text, message, hint) => {
  expect(packageNameFault(text)).toEqual({ message: `${JSON.stringify(text)} ${message}`, hint });
  expect(parsePackageName(text)).toBeUndefined();
});

it('leaves other names alone', () => {
  expect(['strict', './npm:x.yaml', 'npm/x.yaml'].map(isPackageName)).toEqual([false, false, false]);
});
