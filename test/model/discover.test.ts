import { describe, expect, it } from 'vitest';
import {
  baseName,
  discover,
  folderOf,
  inFolder,
  isPassedOver,
  isUnder,
  resolveIn,
  upwards,
} from '../../src/model/discover.ts';
import { MAX_FOLDER_DEPTH, MAX_MODULES, MAX_WORKSPACES } from '../../src/model/limits.ts';

const files = (paths: readonly string[], options = {}) => {
  const { modules, workspaces } = discover(paths, options);
  return [...modules.map(({ file, kind }) => (kind === 'module' ? file : `+${file}`)), ...workspaces];
};

describe('discovery', () => {
  it('finds go.mod and go.work where Go’s patterns reach, by folder', () => {
    const paths = [
      'b/go.mod',
      'a/go.work',
      'go.mod',
      'a/x/go.mod',
      'a-b/go.mod',
      'a/go.mod',
      'go.work',
      'a/go.sum',
      'xgo.mod',
    ];
    expect(files(paths)).toEqual([
      'go.mod',
      'a/go.mod',
      'a-b/go.mod',
      'a/x/go.mod',
      'b/go.mod',
      'go.work',
      'a/go.work',
    ]);
  });

  it.each(['vendor', 'testdata', '_x', '.x'])('passes over %s, at any depth', (folder) => {
    expect(isPassedOver(folder)).toBe(true);
    const paths = [`${folder}/go.mod`, `a/${folder}/b/go.mod`, `${folder}/go.work`];
    expect(files(paths)).toEqual([]);
    expect(files(paths, { include: () => true })).toEqual(paths.slice(0, 2).sort());
  });

  it.each(['vendors', 'test', 'x_', 'x.y', 'Vendor'])('looks into %s', (folder) => {
    expect(files([`${folder}/go.mod`])).toEqual([`${folder}/go.mod`]);
  });

  it('takes other modfiles only where the policy adds them, and leaves out what it excludes', () => {
    const paths = ['go.mod', 'tools.mod', 'x/go.mod', 'go.modx'];
    expect(files(paths)).toEqual(['go.mod', 'x/go.mod']);
    expect(files(paths, { include: () => true })).toEqual(['go.mod', '+tools.mod', 'x/go.mod']);
    expect(files(paths, { exclude: (path: string) => path === 'go.mod' })).toEqual(['x/go.mod']);
  });

  it('in a folder looks at what lies there, and at workspaces around it', () => {
    const paths = ['go.work', 'a/go.work', 'a/b/go.work', 'c/go.work', 'go.mod', 'a/go.mod', 'a/b/go.mod', 'ab/go.mod'];
    expect(files(paths, { under: 'a' })).toEqual(['a/go.mod', 'a/b/go.mod', 'go.work', 'a/go.work', 'a/b/go.work']);
  });

  it('leaves out what is too deep or too much, and tells it', () => {
    const deep = (n: number) => `${'d/'.repeat(n)}go.mod`;
    expect(discover([deep(MAX_FOLDER_DEPTH)]).omitted).toEqual([]);
    expect(discover([deep(MAX_FOLDER_DEPTH + 1)])).toMatchObject({ modules: [], omitted: [{ path: '' }] });
    // What is passed over anyway is no omission.
    expect(discover([`vendor/${deep(MAX_FOLDER_DEPTH)}`]).omitted).toEqual([]);
    const many = (n: number, name: string) => discover(Array.from({ length: n }, (_, i) => `d${i}/${name}`));
    expect(many(MAX_MODULES, 'go.mod').omitted).toEqual([]);
    const over = many(MAX_MODULES + 1, 'go.mod');
    expect([over.modules.length, over.omitted.length]).toEqual([MAX_MODULES, 1]);
    expect(many(MAX_WORKSPACES, 'go.work').omitted).toEqual([]);
    const works = many(MAX_WORKSPACES + 1, 'go.work');
    expect([works.workspaces.length, works.omitted.length]).toEqual([MAX_WORKSPACES, 1]);
  });
});

describe('paths', () => {
  it('have a folder and a name', () => {
    expect(['a/b/c', 'a', '', '/a'].map(folderOf)).toEqual(['a/b', '', '', '']);
    expect(['a/b/c', 'a', ''].map(baseName)).toEqual(['c', 'a', '']);
    expect([inFolder('', 'x'), inFolder('a/b', 'x')]).toEqual(['x', 'a/b/x']);
    expect([...upwards('a/b')]).toEqual(['a/b', 'a', '']);
  });

  it.each([
    ['a/b', 'a', true],
    ['a', 'a', true],
    ['ab', 'a', false],
    ['a', '', true],
    ['a', 'a/b', false],
  ])('%s under %j: %s', (path, folder, under) => expect(isUnder(path, folder)).toBe(under));

  it.each([
    ['a/b', '../c', 'a/c'],
    ['a/b', '../../c', 'c'],
    ['a/b', '../../../c', undefined],
    ['', './c/', 'c'],
    ['', '..', undefined],
    ['a', '/c', undefined],
    ['a', '.', 'a'],
    ['a', './/b/./c', 'a/b/c'],
  ])('in %j %s is %j', (folder, relative, path) => expect(resolveIn(folder, relative)).toBe(path));
});
