import { describe, expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../../src/gather/run/open-given.ts';
import { openRunFacts, type RunFacts, type RunFactsInput } from '../../../src/gather/run/run-facts.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { Answer, Ask, FactSource } from '../../../src/model/facts/facts.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { MainModule } from '../../../src/model/repo.ts';
import { buildableWorkspaces, workspaceModule } from '../../../src/model/workspace/built.ts';
import { compilePolicy } from '../../../src/policy/compile.ts';
import { presetPolicy } from '../../../src/policy/layers/load.ts';

const policy = await compilePolicy(await presetPolicy('recommended', []));
const policies = { policyFor: () => policy, private: [] };

async function open(files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  return { tree, paths: await tree.list(), repo: await openRepo(tree) };
}

const input = (sources: readonly FactSource[] = []): RunFactsInput => ({
  env: {},
  now: () => new Date('2026-06-01'),
  today: '2026-06-01',
  sources,
  given: NOTHING_GIVEN,
});

it('opens facts, and what loads graphs with them', async () => {
  const opened = await open({ 'go.mod': 'module example.com/m\n\ngo 1.25\n' });
  const { facts, loaders } = await openRunFacts(input(), opened, policies);
  const [module] = await loaders.loadGraphs(opened.repo.modules);
  expect(module?.graph.state).toBe('loaded');
  facts.close();
});

const MODS: Readonly<Record<string, string>> = {
  'example.com/a@v1.0.0': 'module example.com/a\n\nrequire example.com/c v1.0.0\n',
  'example.com/a@v1.1.0': 'module example.com/a\n\nrequire example.com/c v1.1.0\n\nretract v1.0.0 // broken\n',
  'example.com/b@v1.0.0': 'module example.com/b\n\nrequire example.com/c v1.1.0\n',
  'example.com/c@v1.0.0': 'module example.com/c\n',
  'example.com/c@v1.1.0': 'module example.com/c\n\nrequire example.com/gone v1.0.0\n',
  'example.com/c@v1.2.0': 'module example.com/c\n',
};

/** What is published; each question that comes is noted. */
function published(): { readonly source: FactSource; readonly asked: string[] } {
  const asked: string[] = [];
  const answer = ({ kind, module: { path, version } }: Ask): Answer<unknown> | undefined => {
    asked.push(`${kind} ${path}@${version}`);
    const versions = Object.keys(MODS).flatMap((key) =>
      key.startsWith(`${path}@`) ? [key.slice(path.length + 1)] : [],
    );
    const value =
      kind === 'mod'
        ? MODS[`${path}@${version}`]
        : kind === 'versions'
          ? versions
          : kind === 'info' && versions.includes(version)
            ? { version, time: '2026-01-01T00:00:00Z' }
            : undefined;
    return value === undefined || versions.length === 0 ? undefined : { known: true, value, source: 'proxy' };
  };
  return { asked, source: { name: 'proxy', network: true, answer: async (ask) => answer(ask as Ask) as never } };
}

const HASH = 'h1:RfrALnSNXzmXLbGct/P2b4xkFz4e8Gmj/0Vj9M9xC1o=';

/** A repository with a workspace, a replacement folder, a module that no go.work lists, and one whose graph cannot be loaded. */
const FILES: Readonly<Record<string, string>> = {
  'go.mod': 'module example.com/m\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n',
  'go.work': 'go 1.25\n\nuse (\n\t.\n\t./tools\n)\n',
  'tools/go.mod': 'module example.com/tools\n\ngo 1.25\n\nrequire example.com/c v1.0.0\n',
  'apart/go.mod':
    'module example.com/apart\n\ngo 1.16\n\nrequire (\n\texample.com/b v1.0.0\n\texample.com/c v1.0.0 // indirect\n)\n\nreplace example.com/b => ../b\n',
  'b/go.mod': 'module example.com/b\n\nrequire example.com/a v1.0.0\n',
  'lost/go.mod': 'module example.com/lost\n\ngo 1.16\n\nrequire example.com/c v1.1.0\n',
};

/** What rules see of loaded modules, without that which is the same by itself. */
function seen(modules: readonly MainModule[]): unknown {
  return modules.map(({ source, graph, uses, mismatches, survey, surveyGap }) => ({
    path: source.path,
    state: graph.state === 'loaded' ? { ...graph, graph: graph.graph.text() } : graph,
    list: graph.state === 'loaded' && [graph.graph.buildList, graph.graph.roots, graph.graph.main],
    uses: uses.map(({ requiredBy, ...use }) => ({ ...use, requiredBy: requiredBy?.map(({ require }) => require) })),
    mismatches,
    survey: survey && [...survey],
    surveyGap,
  }));
}

async function loaded({ loadGraphs, loadSurveys }: RunFacts['loaders'], { repo }: Awaited<ReturnType<typeof open>>) {
  const built = buildableWorkspaces(repo).map((work) => workspaceModule(work, repo));
  const graphed = await loadGraphs([...repo.modules, ...built]);
  const surveyed = await loadSurveys(graphed.filter(({ graph }) => graph.state === 'loaded'));
  return seen([...graphed, ...surveyed]);
}

describe('the facts of a tree that is compared', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['nothing', {}],
    ['a file that has nothing to do with modules', { 'README.md': 'words\n' }],
    ['a requirement', { 'go.mod': 'module example.com/m\n\ngo 1.16\n\nrequire example.com/a v1.1.0\n' }],
    ['a line that moves', { 'apart/go.mod': `// comment\n\n${FILES['apart/go.mod']}` }],
    ['a replacement folder', { 'b/go.mod': 'module example.com/b\n\nrequire example.com/a v1.1.0\n' }],
    [
      'a replacement folder that is new',
      {
        'lost/go.mod': `${FILES['lost/go.mod']}\nreplace example.com/gone => ../gone\n`,
        'gone/go.mod': 'module example.com/gone\n',
      },
    ],
    ['a go.sum that differs from a go.mod', { 'go.sum': `example.com/a v1.0.0/go.mod ${HASH}\n` }],
    ['a go.sum line of a module that is not in it', { 'tools/go.sum': `example.com/b v1.0.0/go.mod ${HASH}\n` }],
    ['a member of the workspace', { 'tools/go.mod': `${FILES['tools/go.mod']}\nrequire example.com/b v1.0.0\n` }],
    ['the go.work', { 'go.work': 'go 1.25\n\nuse (\n\t.\n\t./tools\n\t./apart\n)\n' }],
    ['a go.work.sum', { 'go.work.sum': `example.com/c v1.1.0/go.mod ${HASH}\n` }],
    ['the path of a neighbor', { 'tools/go.mod': 'module example.com/c\n\ngo 1.25\n' }],
    ['an exclude directive', { 'apart/go.mod': `${FILES['apart/go.mod']}\nexclude example.com/c v1.1.0\n` }],
  ])('are those that it has by itself, where the trees differ in %s', async (_, change) => {
    const [head, base] = [await open({ ...FILES, ...change }), await open(FILES)];
    for (const [one, other] of [
      [head, base],
      [base, head],
    ] as const) {
      const alone = await openRunFacts(input([published().source]), other, policies);
      const both = await openRunFacts({ ...input([published().source]), compared: true }, one, policies);
      const first = await loaded(both.loaders, one);
      const beside = await loaded(await both.beside(other), other);
      expect(beside).toEqual(await loaded(alone.loaders, other));
      expect(await loaded((await openRunFacts(input([published().source]), one, policies)).loaders, one)).toEqual(
        first,
      );
      for (const { facts } of [alone, both]) facts.close();
    }
  });

  it('are asked once for both, and are taken over where nothing differs', async () => {
    const { source, asked } = published();
    const [head, base] = [await open(FILES), await open(FILES)];
    const { beside, loaders, facts } = await openRunFacts({ ...input([source]), compared: true }, head, policies);
    const [own] = await loaders.loadGraphs(head.repo.modules);
    const before = [...asked];
    const [module] = await (await beside(base)).loadGraphs(base.repo.modules);
    expect(asked).toEqual(before);
    expect(new Set(asked).size).toBe(asked.length);
    expect(module!.graph).toBe(own!.graph);
    expect(module!.uses[0]!.require).toBe(base.repo.modules[0]!.mod.require[0]);
    facts.close();
  });

  it('share the list of licenses', async () => {
    const opened = await open(FILES);
    const { beside, loaders, facts } = await openRunFacts({ ...input(), compared: true }, opened, policies);
    expect(await (await beside(opened)).licenseIndex()).toBe(await loaders.licenseIndex());
    facts.close();
  });
});
