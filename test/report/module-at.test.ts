import { expect, it } from 'vitest';
import { moduleAt } from '../../src/report/module-at.ts';
import { report } from './fixture.ts';

it('gives the first module of a folder', () => {
  const [one] = report.modules;
  const modules = ['', 'a', 'a', 'b'].map((dir, i) => ({ ...one!, dir, path: `${i}`, file: `${i}.mod` }));
  expect(moduleAt(modules, 'a')?.path).toBe('1');
  expect(moduleAt(modules, '')?.path).toBe('0');
  expect(moduleAt(modules, 'b')?.path).toBe('3');
  expect(moduleAt(modules, 'c')).toBeUndefined();
  expect(moduleAt(modules, undefined)).toBeUndefined();
  expect(moduleAt(modules, 'a', '2.mod')?.path).toBe('2');
  expect(moduleAt(modules, 'a', 'a/other.go')?.path).toBe('1');
  expect(moduleAt([], '')).toBeUndefined();
});
