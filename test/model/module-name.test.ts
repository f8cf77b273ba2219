import { expect, test } from 'vitest';
import { moduleName, sumName } from '../../src/model/module-name.ts';
import { source } from '../../src/text/source.ts';

test.each([
  ['module', 'example.com/a', 'a/go.mod', 'example.com/a', 'go.sum'],
  ['module', '', 'a/go.mod', 'a/go.mod', 'go.sum'],
  ['modfile', '_', '.bingo/promu.mod', '.bingo/promu.mod', 'promu.sum'],
  ['workspace', '', 'go.work', 'go.work', 'go.work'],
] as const)('a %s of path %j in %s is called %s', (kind, path, file, name, sum) => {
  const module = { kind, path, source: source(file, '') };
  expect(moduleName(module)).toBe(name);
  expect(sumName(module)).toBe(sum);
});
