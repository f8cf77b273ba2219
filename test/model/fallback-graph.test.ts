/** What is judged where a module's own graph is unavailable: what Go would build from a vendor folder, or in the workspace. */
import { describe, expect, test } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { factsFrom } from '../../src/library/examples/example-facts.ts';
import { openRepo } from '../../src/model/open.ts';
import type { MainModule } from '../../src/model/repo.ts';

/** The module in folder `dir` with its graph; facts as in the examples of rules: what is not there nobody may ask. */
async function loaded(files: Record<string, string>, facts = '', dir = ''): Promise<MainModule> {
  const tree = memoryTree(new Map(Object.entries(files)));
  const repo = await openRepo(tree);
  const { loadGraphs } = factsFrom(facts === '' ? '{}' : facts, tree, repo);
  const modules = await loadGraphs!(repo.modules);
  return modules.find((m) => m.dir === dir)!;
}

/** `path version depth|state` of each module in use, with what replaces it and whether it is built. */
function uses(module: MainModule): string[] {
  return module.uses.map(({ path, version, depth, depthState, replace, unbuilt, at }) => {
    const by = replace === undefined ? '' : ` => ${replace.path} ${replace.version}`.trimEnd();
    const line = at.file.text.slice(0, at.start).split('\n').length;
    return `${path} ${version}${by} ${depth ?? depthState}${unbuilt ? ' unbuilt' : ''} :${line}`;
  });
}

const GO_MOD = `module example.com/main

go 1.25

require (
	example.com/a v1.0.0
	example.com/z v1.0.0
)

require (
	example.com/b v1.1.0 // indirect
	example.com/tests v1.0.0 // indirect
)

replace example.com/z => example.com/fork v1.2.0
`;
const MODULES_TXT = `# example.com/a v1.0.0
## explicit; go 1.25
example.com/a
# example.com/b v1.1.0
## explicit; go 1.20
example.com/b/inner
# example.com/tests v1.0.0
## explicit
# example.com/z v1.0.0 => example.com/fork v1.2.0
## explicit; go 1.25
example.com/z
# example.com/z => example.com/fork v1.2.0
`;
const VENDORED = { 'go.mod': GO_MOD, 'vendor/modules.txt': MODULES_TXT };

describe('a vendor folder', () => {
  test('stands in for go.mod files that nobody may ask for', async () => {
    const module = await loaded(VENDORED);
    expect(module.graph).toMatchObject({ state: 'vendored', instead: { state: 'lacking' } });
    expect(uses(module)).toEqual([
      'example.com/a v1.0.0 1 :6',
      'example.com/b v1.1.0 unknown :11',
      'example.com/tests v1.0.0 unknown unbuilt :12',
      'example.com/z v1.0.0 => example.com/fork v1.2.0 1 :7',
    ]);
  });

  test('stands in where Go finds a version withdrawn: it builds all the same', async () => {
    const gone = (name: string) => `example.com/${name}: { mod: { why: missing, detail: 404 Not Found } }\n`;
    const facts = ['a@v1.0.0', 'b@v1.1.0', 'tests@v1.0.0', 'fork@v1.2.0'].map(gone).join('');
    const { graph } = await loaded(VENDORED, facts);
    expect(graph).toMatchObject({ state: 'vendored', instead: { state: 'refused' } });
  });

  test('does not count if the graph is available', async () => {
    const mod = (name: string) =>
      `example.com/${name}: { mod: "module example.com/${name.split('@')[0]}\\ngo 1.25\\n" }\n`;
    const { graph } = await loaded(VENDORED, ['a@v1.0.0', 'b@v1.1.0', 'tests@v1.0.0', 'fork@v1.2.0'].map(mod).join(''));
    expect(graph.state).toBe('loaded');
  });

  test('of an unpruned module has modules that go.mod does not name', async () => {
    const module = await loaded({
      'go.mod': 'module example.com/main\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n',
      'vendor/modules.txt':
        '# example.com/a v1.0.0\n## explicit\nexample.com/a\n# example.com/b v1.1.0\nexample.com/b\n',
    });
    expect(module.graph.state).toBe('vendored');
    expect(uses(module)).toEqual(['example.com/a v1.0.0 1 :5', 'example.com/b v1.1.0 unknown :1']);
  });

  test.each([
    ['contradicts go.mod', { ...VENDORED, 'vendor/modules.txt': MODULES_TXT.replace('b v1.1.0', 'b v1.0.0') }],
    ['is empty', { ...VENDORED, 'vendor/modules.txt': '' }],
    ['belongs to a workspace', { ...VENDORED, 'vendor/modules.txt': `## workspace\n${MODULES_TXT}` }],
    // modload.setDefaultBuildMod: -mod=vendor is the default from Go 1.14 on.
    ['is not used before Go 1.14', { ...VENDORED, 'go.mod': GO_MOD.replace('go 1.25', 'go 1.13') }],
    ['is not used without a go line', { ...VENDORED, 'go.mod': GO_MOD.replace('go 1.25', '') }],
  ])('that %s stands for nothing', async (_, files) => {
    const module = await loaded(files);
    expect(module.graph.state).toBe('lacking');
    expect(module.uses.map((use) => use.path)).toEqual(['a', 'b', 'tests', 'z'].map((name) => `example.com/${name}`));
  });
});

const mod = (name: string, requires: string) =>
  `example.com/${name}: { mod: "module example.com/${name.split('@')[0]}\\ngo 1.25\\n${requires}" }\n`;
const FACTS = [
  mod('x@v1.0.0', 'require example.com/y v1.0.0\\n'),
  mod('y@v1.0.0', ''),
  mod('x@v1.2.0', 'require example.com/y v1.3.0\\n'),
  mod('y@v1.3.0', ''),
  mod('only-other@v1.0.0', ''),
  'example.com/lib@v0.0.0: { mod: { why: missing, detail: 404 Not Found } }\n',
].join('');

describe('a workspace', () => {
  /** `app` needs `lib` at a version that nobody has published, which go.work replaces; `other` needs a newer x. */
  const files = {
    'go.work': 'go 1.25\n\nuse (\n\t./app\n\t./lib\n\t./other\n)\n\nreplace example.com/lib v0.0.0 => ./lib\n',
    'app/go.mod': 'module example.com/app\n\ngo 1.25\n\nrequire example.com/lib v0.0.0\n',
    'lib/go.mod': 'module example.com/lib\n\ngo 1.25\n\nrequire example.com/x v1.0.0\n',
    'other/go.mod':
      'module example.com/other\n\ngo 1.25\n\nrequire (\n\texample.com/only-other v1.0.0\n\texample.com/x v1.2.0\n)\n',
  };

  test('stands in for a graph that Go refuses, with the part that the module needs', async () => {
    const module = await loaded(files, FACTS, 'app');
    expect(module.graph).toMatchObject({
      state: 'workspace',
      instead: { state: 'refused', message: 'example.com/lib@v0.0.0: 404 Not Found' },
    });
    // Versions are the workspace's: other raises x. lib is this repository's own and no module in use.
    expect(uses(module)).toEqual(['example.com/x v1.2.0 2 :5', 'example.com/y v1.3.0 3 :5']);
    expect(module.uses[1]!.trail.map((m) => m.path)).toEqual(['example.com/lib', 'example.com/x', 'example.com/y']);
  });

  test('does not count for members with a graph of their own', async () => {
    const module = await loaded(files, FACTS, 'lib');
    expect(module.graph.state).toBe('loaded');
    expect(uses(module)).toEqual(['example.com/x v1.0.0 1 :5', 'example.com/y v1.0.0 2 :5']);
  });

  test('that Go refuses too stands for nothing', async () => {
    // The version is asked for although a member has that path.
    const work = 'go 1.25\n\nuse (\n\t./app\n\t./lib\n)\n';
    const app = files['app/go.mod'].replace('v0.0.0', 'v1.9.0');
    const facts = FACTS.replace('lib@v0.0.0', 'lib@v1.9.0');
    const { graph, uses: declared } = await loaded({ ...files, 'app/go.mod': app, 'go.work': work }, facts, 'app');
    expect(graph).toMatchObject({ state: 'refused' });
    expect(declared.map((use) => use.path)).toEqual(['example.com/lib']);
  });

  test('builds a member from its folder where it is required at a placeholder version', async () => {
    const work = 'go 1.25\n\nuse (\n\t./app\n\t./lib\n)\n';
    const module = await loaded({ ...files, 'go.work': work }, FACTS, 'app');
    expect(module.graph).toMatchObject({ state: 'workspace', instead: { state: 'refused', placeholders: true } });
    expect(uses(module)).toEqual(['example.com/x v1.0.0 2 :5', 'example.com/y v1.0.0 3 :5']);
  });

  test('does not stand in for missing go.mod files: it lacks them too', async () => {
    const { graph } = await loaded(files, '', 'other');
    expect(graph.state).toBe('lacking');
  });

  test('has a vendor folder of its own', async () => {
    const vendored = {
      ...files,
      'lib/go.mod':
        'module example.com/lib\n\ngo 1.25\n\nrequire example.com/x v1.0.0\n\nrequire example.com/y v1.0.0 // indirect\n',
      'other/go.mod': `${files['other/go.mod']}\nrequire example.com/y v1.3.0 // indirect\n`,
      'vendor/modules.txt': `## workspace
# example.com/only-other v1.0.0
## explicit; go 1.25
example.com/only-other
# example.com/x v1.2.0
## explicit; go 1.25
example.com/x
# example.com/y v1.3.0
## explicit; go 1.25
example.com/y
# example.com/lib v0.0.0 => ./lib
## explicit; go 1.25
# example.com/x v1.0.0
## explicit; go 1.25
# example.com/y v1.0.0
## explicit; go 1.25
`,
    };
    const module = await loaded(vendored, '', 'lib');
    expect(module.graph.state).toBe('vendored');
    expect(uses(module)).toEqual(['example.com/x v1.2.0 1 :5', 'example.com/y v1.3.0 unknown :7']);
  });
});
