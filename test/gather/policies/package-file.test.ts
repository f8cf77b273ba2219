import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { packageFile, packageRoot } from '../../../src/gather/policies/package-file.ts';

it('is read from the folder of modwarden itself', () => {
  const root = resolve(import.meta.dirname, '../../..');
  expect(packageRoot()).toBe(root);
  expect(Buffer.from(packageFile('package.json')!)).toEqual(readFileSync(join(root, 'package.json')));
  expect(packageFile('schemas/none.json')).toBeUndefined();
});
