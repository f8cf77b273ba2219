/** Differential tests against the go command are in test/differential/built.test.ts; here is what Go cannot be asked. */
import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { packageFolder } from '../../../src/go/source/package-folder.ts';
import { type BuildOptions, builtModules } from '../../../src/model/built/built-modules.ts';
import { localSources } from '../../../src/model/built/local-sources.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';
import { openRepo } from '../../../src/model/open.ts';

const LINUX = { os: 'linux', arch: 'amd64', cgo: false, tags: new Set<string>() };
const BUILD: BuildOptions = { targets: [LINUX], tests: false };

/** Modules of the world: by `path@version`, the files of their roots. */
async function builtFrom(
  files: Readonly<Record<string, string>>,
  zips: Readonly<Record<string, string>> = {},
  build = BUILD,
) {
  const tree = memoryTree(files);
  const paths = await tree.list();
  const repo = await openRepo(tree, { paths });
  const asked: string[] = [];
  const answer = async (asks: readonly Ask[]) =>
    asks.map(({ module: { path, version } }): Answer<unknown> => {
      asked.push(path);
      const text = zips[`${path}@${version}`];
      if (text === undefined) return { known: false, why: 'offline', detail: 'not here' };
      const packages = [packageFolder('', [['x.go', text]])];
      return { known: true, value: { sha256: 'f'.repeat(64), packages }, source: 'test' };
    });
  const world = { repo, local: localSources(tree, paths, repo.hasFolder), answer, read: new Map() };
  return { result: await builtModules(repo.modules[0]!, world, build), asked };
}

const MOD =
  'module example.com/main\n\ngo 1.21\n\nrequire (\n\texample.com/a v1.0.0\n\texample.com/b v1.0.0 // indirect\n\texample.com/c v1.0.0 // indirect\n)\n';

describe('builtModules', () => {
  it('asks for the zips of what is imported alone, and says by what', async () => {
    const { result, asked } = await builtFrom(
      { 'go.mod': MOD, 'x.go': 'package main\nimport _ "example.com/a"\n' },
      { 'example.com/a@v1.0.0': 'package a\nimport _ "example.com/b"\n', 'example.com/b@v1.0.0': 'package b\n' },
    );
    expect(asked).toEqual(['example.com/a', 'example.com/b']);
    expect(result).toMatchObject({
      state: 'known',
      modules: new Map([
        ['example.com/a', { package: 'example.com/a', importer: 'example.com/main' }],
        ['example.com/b', { package: 'example.com/b', importer: 'example.com/a' }],
      ]),
      unprovided: [],
    });
  });

  it('says which sources are not at hand', async () => {
    const { result } = await builtFrom({ 'go.mod': MOD, 'x.go': 'package main\nimport _ "example.com/a"\n' });
    expect(result).toEqual({ state: 'unknown', why: 'example.com/a@v1.0.0: not here' });
  });

  it('needs .go files of the main module', async () => {
    const { result } = await builtFrom({ 'go.mod': MOD, LICENSE: 'x' });
    expect(result).toEqual({ state: 'unknown', why: 'no .go files of go.mod in the repository' });
  });

  it('does not guess where no graph tells what provides a package', async () => {
    const { result } = await builtFrom({ 'go.mod': MOD, 'x.go': 'package main\nimport _ "example.com/other"\n' });
    expect(result).toEqual({
      state: 'unknown',
      why: 'no requirement in go.mod provides example.com/other, and the module graph is not known',
    });
  });

  it('does not look beyond the repository', async () => {
    const mod = `${MOD}\nreplace example.com/a => ../a\n`;
    const { result } = await builtFrom({ 'go.mod': mod, 'x.go': 'package main\nimport _ "example.com/a/sub"\n' });
    expect(result).toEqual({ state: 'unknown', why: 'the folder of example.com/a is not in the repository' });
  });

  it('follows a package again for a platform that reaches it later', async () => {
    const main = {
      'go.mod': MOD,
      'x_linux.go': 'package main\nimport _ "example.com/a"\n',
      'y_windows.go': 'package main\nimport _ "example.com/b"\n',
    };
    const zips = {
      'example.com/a@v1.0.0': '//go:build linux\n\npackage a\n',
      'example.com/b@v1.0.0': 'package b\nimport _ "example.com/a"\nimport _ "example.com/c"\n',
      'example.com/c@v1.0.0': 'package c\n',
    };
    const windows = { ...LINUX, os: 'windows' };
    const of = async (targets: BuildOptions['targets']) => {
      const { result } = await builtFrom(main, zips, { targets, tests: false });
      return result.state === 'known' ? [...result.modules.keys()].map((path) => path.slice(-1)).sort() : result.why;
    };
    expect(await of([LINUX])).toEqual(['a']);
    expect(await of([windows])).toEqual(['a', 'b', 'c']);
    expect(await of([LINUX, windows])).toEqual(['a', 'b', 'c']);
  });

  it('bounds the number of targets', async () => {
    const targets = Array.from({ length: 31 }, () => LINUX);
    await expect(builtFrom({ 'go.mod': MOD, 'x.go': 'package x\n' }, {}, { targets, tests: false })).rejects.toThrow(
      'more than 30 targets',
    );
  });
});
