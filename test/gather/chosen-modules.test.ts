import { expect, it } from 'vitest';
import { type ChosenPath, chosenModules } from '../../src/gather/chosen-modules.ts';

const MODULES = ['go.mod', 'a/go.mod', 'a/b/go.mod', 'c/d/go.mod', 'c/e/go.mod'];
const TREE = [...MODULES, 'a/x/y.go', 'c/README.md', 'testdata/go.mod'];

const file = (path: string): ChosenPath => ({ path, kind: 'file' });
const folder = (path: string): ChosenPath => ({ path, kind: 'folder' });

it.each<[ChosenPath[], string[], string, boolean]>([
  [[file('a/go.mod')], ['a/go.mod'], 'a', true],
  [[file('a/x/y.go')], ['a/go.mod'], 'a', true],
  [[file('c/README.md')], ['go.mod'], '', true],
  [[file('c/d/go.sum'), file('c/e/go.mod')], ['c/d/go.mod', 'c/e/go.mod'], 'c', false],
  [[folder('c')], ['c/d/go.mod', 'c/e/go.mod'], 'c', false],
  [[folder('c/d/sub')], ['c/d/go.mod'], 'c/d', false],
  [[folder('')], MODULES, '', false],
  [[file('a/b/go.mod'), folder('c')], ['a/b/go.mod', 'c/d/go.mod', 'c/e/go.mod'], '', true],
  [[], [], '', true],
  [[file('a/b/go.mod'), file('a/go.mod')], ['a/go.mod', 'a/b/go.mod'], 'a', false],
  [[file('a/b/go.mod')], ['a/b/go.mod'], 'a/b', false],
  [[file('c/d/go.mod')], ['c/d/go.mod'], 'c/d', false],
  [[folder('a'), folder('a/b')], ['a/go.mod', 'a/b/go.mod'], 'a', false],
  [[folder('c/d'), folder('a/b')], ['a/b/go.mod', 'c/d/go.mod'], '', true],
  [[file('go.mod')], ['go.mod'], '', true],
  [[folder('testdata')], ['go.mod'], '', true],
  [[folder('ca'), file('a')], ['go.mod'], '', true],
])('%j chooses %j', (chosen, modules, under, isPart) => {
  const { isChosen, ...rest } = chosenModules(TREE, chosen);
  expect(MODULES.filter(isChosen)).toEqual(modules);
  expect(rest).toEqual({ under, isPart });
});

it('a file that belongs to no module chooses none', () => {
  const { isChosen } = chosenModules(['a/go.mod', 'README.md'], [file('README.md')]);
  expect(isChosen('a/go.mod')).toBe(false);
});
