import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { builtOf, isRequired, listing, modulesInUse, type Scope } from '../../src/model/in-use.ts';
import { openRepo } from '../../src/model/open.ts';
import type { MainModule, ModuleInUse, Repo } from '../../src/model/repo.ts';

const repoOf = (mod: string) => openRepo(memoryTree(new Map([['go.mod', mod]])));
const names = (repo: Repo, scope: Scope) => [...modulesInUse(repo, scope)].map(({ use }) => use.path);

/** As where a graph is loaded: a module that no line of go.mod names. */
function withUse(repo: Repo, path: string): Repo {
  const [module] = repo.modules as [MainModule];
  const [known] = module.uses as [ModuleInUse];
  const { require: _, ...rest } = known;
  const use = { ...rest, path, direct: false } as ModuleInUse;
  return { ...repo, modules: [{ ...module, uses: [...module.uses, use] }] };
}

const LINES = 'require example.com/a v1.0.0\n\nrequire example.com/b v1.0.0 // indirect\n';

describe('modules in use', () => {
  it.each<[go: string, scope: Scope, paths: string[]]>([
    ['go 1.17', 'direct', ['a']],
    ['go 1.17', 'required', ['a', 'b']],
    ['go 1.17', 'all', ['a', 'b', 'c']],
    // Before that go.mod does not list all that is built.
    ['go 1.16', 'direct', ['a']],
    ['go 1.16', 'required', ['a', 'b', 'c']],
    ['', 'required', ['a', 'b', 'c']],
    ['', 'direct', ['a']],
  ])('%j, %s', async (go, scope, paths) => {
    const repo = withUse(await repoOf(`module example.com/shop\n\n${go}\n\n${LINES}`), 'example.com/c');
    expect(names(repo, scope)).toEqual(paths.map((name) => `example.com/${name}`));
  });

  it('are no toolchains', async () => {
    const repo = await repoOf(`module example.com/shop\n\ngo 1.25\n\n${LINES}`);
    expect(names(withUse(repo, 'go'), 'all')).toEqual(['example.com/a', 'example.com/b']);
    expect(names(withUse(repo, 'toolchain'), 'all')).toEqual(['example.com/a', 'example.com/b']);
  });

  it('are found at the version on their own line', async () => {
    const repo = await repoOf(`module example.com/shop\n\ngo 1.25\n\n${LINES}`);
    const [a] = modulesInUse(repo, 'direct');
    const { at } = a!.found;
    expect(at.file.text.slice(at.start, at.end)).toBe('v1.0.0');
    expect(a!.found).toMatchObject({ subject: 'example.com/a', version: 'v1.0.0' });
    expect(a!.found).not.toHaveProperty('trail');
    expect(a!.found).not.toHaveProperty('related');
  });

  it('of a workspace name the lines of at most three members', async () => {
    const repo = await repoOf(`module example.com/shop\n\ngo 1.25\n\n${LINES}`);
    const [module] = repo.modules as [MainModule];
    const [use] = module.uses as [ModuleInUse];
    const requiredBy = Array.from({ length: 4 }, () => ({ module, require: use.require! }));
    const { require: _, ...rest } = use;
    const built = { ...rest, version: 'v1.2.0', requiredBy } as unknown as ModuleInUse;
    const [item] = modulesInUse({ ...repo, modules: [{ ...module, uses: [built] }] }, 'required');
    expect(item!.found.related!.map(({ message }) => message)).toEqual(
      Array(3).fill('requires v1.0.0; the workspace selects v1.2.0'),
    );
    expect([isRequired(built), listing(built)]).toEqual([true, 'required by go.mod, at this version in the workspace']);
  });
});

it('says how a module comes to be in use', async () => {
  const repo = withUse(await repoOf(`module example.com/shop\n\ngo 1.25\n\n${LINES}`), 'example.com/c');
  const uses = repo.modules[0]!.uses;
  expect(uses.map(listing)).toEqual(['required by go.mod', 'required by go.mod', 'only in the graph']);
});

it.each<[string, Partial<ModuleInUse>, string]>([
  ['itself', {}, 'example.com/a v1.0.0'],
  ['a module of the repository', { own: true } as Partial<ModuleInUse>, 'example.com/a '],
  ['a replacement', { replace: { path: 'example.com/b', version: 'v2.0.0' } } as never, 'example.com/b v2.0.0'],
  ['a folder', { replace: { path: './b', version: '' } } as never, 'example.com/a '],
])('builds %s', (_, more, expected) => {
  const { path, version } = builtOf({ path: 'example.com/a', version: 'v1.0.0', ...more } as ModuleInUse);
  expect(`${path} ${version}`).toBe(expected);
});
