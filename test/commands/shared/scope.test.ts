import { describe, expect, it } from 'vitest';
import type { Arguments } from '../../../src/commands/shared/args.ts';
import { isEnoughFor, type ScopeChoice, scopeOf, scopeText, withinScope } from '../../../src/commands/shared/scope.ts';
import type { Run } from '../../../src/gather/open-run.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { GraphState, MainModule } from '../../../src/model/repo.ts';
import { terminalIn } from '../../support/terminal.ts';

const args = (values: Record<string, string>, ...flags: string[]): Arguments => ({
  values: new Map(Object.entries(values)),
  flags: new Set(flags),
  lists: new Map(),
  positionals: [],
});
const built = scopeOf(args({ scope: 'built', platform: 'linux/amd64', cgo: 'off' }));
const choice = (scope: 'direct' | 'required' | 'vendored' | 'all'): ScopeChoice => ({ scope });

describe('--scope', () => {
  it.each(['direct', 'required', 'vendored', 'all'] as const)('%s', (scope) => {
    expect(scopeOf(args({ scope }))).toEqual({ scope });
    expect(() => scopeOf(args({ scope, tags: 'x' }))).toThrow('--tags needs --scope built');
  });

  it('is all modules where it is left out', () => {
    expect(scopeOf(args({}))).toEqual({ scope: 'all' });
  });

  it('built has what is built', () => {
    expect(built).toMatchObject({ scope: 'built', build: { targets: [{ os: 'linux', arch: 'amd64', cgo: false }] } });
  });

  it('is no other', () => {
    expect(() => scopeOf(args({ scope: 'some' }))).toThrow(
      '--scope: expected direct, required, built, vendored or all, got "some"',
    );
  });
});

it('vendor/modules.txt is enough for what is built or vendored, and for nothing else', () => {
  const module = (state: string) => ({ graph: { state } as GraphState }) as MainModule;
  const choices = [choice('direct'), choice('required'), choice('all'), choice('vendored'), built];
  expect(choices.map((one) => isEnoughFor(one)(module('vendored')))).toEqual([false, false, false, true, true]);
  expect(choices.some((one) => isEnoughFor(one)(module('lacking')))).toBe(false);
});

it('each scope is told in words of its own', () => {
  expect([choice('direct'), choice('required'), choice('vendored'), choice('all'), built].map(scopeText)).toEqual([
    'the modules that go.mod requires without "// indirect"',
    'the modules that go.mod requires, without those that are only in the module graph',
    'the modules of which packages are vendored',
    'all modules of the build lists; not all of them need be compiled into the program',
    'the modules that provide a package which is built for linux/amd64, without cgo, without tests',
  ]);
});

describe('modules within a scope', () => {
  const GO_MOD = `module example.com/app

go 1.25

require (
	example.com/a v1.0.0
	example.com/b v1.0.0 // indirect
)
`;

  async function within(scope: ScopeChoice, files: Readonly<Record<string, string>>, more = ['example.com/c']) {
    const tree = memoryTree(files);
    const repo = await openRepo(tree);
    // What only the graph has.
    const modules = repo.modules.map(
      (m): MainModule => ({
        ...m,
        ...(more.length === 0 && { graph: { state: 'loaded' } as GraphState }),
        uses: [...m.uses, ...more.map((path) => ({ ...m.uses[1]!, path, require: undefined, depth: 2 }))],
      }),
    );
    const said: string[] = [];
    const run = { repo: { ...repo, modules }, tree, paths: await tree.list(), facts: undefined } as unknown as Run;
    const scoped = await withinScope(
      run,
      modules,
      scope,
      terminalIn('.', (text) => said.push(text)),
    );
    return { scoped, said, uses: scoped.modules.map(({ uses }) => uses.map(({ path }) => path.slice(-1)).join('')) };
  }

  it.each([
    ['direct', 'a'],
    ['required', 'ab'],
    ['all', 'abc'],
  ] as const)('%s', async (scope, wanted) => {
    const { uses, said, scoped } = await within(choice(scope), { 'go.mod': GO_MOD });
    expect(uses).toEqual([wanted]);
    expect(said).toEqual([]);
    expect(scoped).toMatchObject({ instead: [], remarks: [], builtBy: new Map(), zips: new Map() });
  });

  it('vendored are those of vendor/modules.txt; where there is none, all required ones count', async () => {
    const vendored = { 'go.mod': GO_MOD, 'vendor/modules.txt': '# example.com/b v1.0.0\n## explicit\nexample.com/b\n' };
    expect((await within(choice('vendored'), vendored)).uses).toEqual(['b']);
    const { uses, said, scoped } = await within(choice('vendored'), { 'x/go.mod': GO_MOD });
    expect(uses).toEqual(['ab']);
    expect(scoped.instead).toEqual([
      'x/go.mod: the modules of the scope vendored are unknown (nothing is vendored); all required modules count instead',
    ]);
    expect(said).toEqual(scoped.instead.map((line) => `modwarden: ${line}\n`));
  });

  it('built are those that provide a package, where the sources are at hand', async () => {
    const { uses, said, scoped } = await within(built, {
      'go.mod': `${GO_MOD}\nreplace example.com/a => ./a\n`,
      'main.go': 'package main\n\nimport _ "example.com/a/sub"\n\nfunc main() {}\n',
      'a/go.mod': 'module example.com/a\n',
      'a/sub/x.go': 'package sub\n',
    });
    expect(uses).toContain('a');
    expect([...scoped.builtBy.get('go.mod')!.keys()]).toEqual(['example.com/a']);
    expect(scoped.builtBy.get('go.mod')!.get('example.com/a')).toMatchObject({
      package: 'example.com/a/sub',
      importer: 'example.com/app',
    });
    expect([...said, ...scoped.instead]).toEqual([]);
  });

  it('built are all required ones where it is unknown', async () => {
    const { uses, said, scoped } = await within(built, {
      'go.mod': GO_MOD,
      'main.go': 'package main\n\nimport _ "example.com/a/sub"\n',
    });
    expect(uses).toEqual(['ab']);
    expect(scoped.builtBy.size).toBe(0);
    expect(scoped.instead).toEqual([expect.stringMatching(/^go\.mod: the modules of the scope built are unknown \(/)]);
    expect(said).toHaveLength(1);
  });

  it('three packages that no module provides are named, and the rest is counted', async () => {
    const of = async (count: number) => {
      const imports = Array.from({ length: count }, (_, i) => `import _ "example.org/p${i}"\n`).join('');
      const files = {
        'go.mod': 'module example.com/app\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n\nreplace example.com/a => ./a\n',
        'a/go.mod': 'module example.com/a\n',
        'main.go': `package main\n\n${imports}\nfunc main() {}\n`,
      };
      const { scoped, said } = await within(built, files, []);
      expect(said).toEqual([...scoped.instead, ...scoped.remarks].map((line) => `modwarden: ${line}\n`));
      return scoped.remarks;
    };
    const one = (i: number) => `example.org/p${i} (imported by example.com/app)`;
    expect(await of(0)).toEqual([]);
    expect(await of(3)).toEqual([`go.mod: no module of the build list provides ${[0, 1, 2].map(one).join(', ')}`]);
    expect(await of(5)).toEqual([
      `go.mod: no module of the build list provides ${[0, 1, 2].map(one).join(', ')}, and 2 more`,
    ]);
  });
});
