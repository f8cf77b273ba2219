/** What a run loads beside files, each module by itself: a fault in one is a gap of that one. */
import { expect, it } from 'vitest';
import type { OpenLicenseList } from '../../src/gather/license-index.ts';
import { type LoaderOptions, loaders } from '../../src/gather/loaders.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';
import { internalFault } from '../../src/model/fault.ts';
import { openRepo } from '../../src/model/open.ts';

const MODS: Readonly<Record<string, string>> = {
  'example.com/a': 'module example.com/a\n',
  'example.com/b': 'module example.com/b\n',
};

/** `fault.broken`: the path of a module about which every question fails. */
async function open(options: LoaderOptions = {}, fault = { broken: '' }) {
  const tree = memoryTree({
    'a/go.mod': 'module m.example/a\n\ngo 1.16\n\nrequire example.com/a v1.0.0\n',
    'b/go.mod': 'module m.example/b\n\ngo 1.16\n\nrequire example.com/b v1.0.0\n',
  });
  const paths = await tree.list();
  const repo = await openRepo(tree);
  const bug = new TypeError('a bug');
  const answerAll = async (asks: readonly Ask[]): Promise<readonly Answer<unknown>[]> => {
    if (asks.some(({ module }) => module.path === fault.broken)) throw bug;
    return asks.map(({ module, kind }) =>
      kind === 'mod' && MODS[module.path] !== undefined
        ? { known: true, value: MODS[module.path]!, source: 'proxy' }
        : { known: false, why: 'missing', detail: 'none' },
    );
  };
  return { ...loaders(tree, paths, repo, answerAll, options), repo, bug };
}

it('loads the graph of each module, and tells of each as soon as it is there', async () => {
  for (const network of [true, false]) {
    const { loadGraphs, repo, network: isNetwork } = await open({ network });
    const told: string[] = [];
    const loaded = await loadGraphs(repo.modules, ({ path }) => void told.push(path));
    expect(loaded.map(({ path, graph }) => [path, graph.state])).toEqual([
      ['m.example/a', 'loaded'],
      ['m.example/b', 'loaded'],
    ]);
    expect([told.sort(), isNetwork]).toEqual([['m.example/a', 'm.example/b'], network]);
  }
  expect((await open()).network).toBe(false);
});

it('takes a fault of its own for a gap of the module in which it is', async () => {
  const { loadGraphs, ownGraph, repo, bug } = await open({}, { broken: 'example.com/b' });
  const lacking = (path: string) => ({
    state: 'lacking',
    missing: [{ module: { path, version: '' }, answer: internalFault(bug) }],
  });
  const [a, b] = await loadGraphs(repo.modules);
  expect([a?.graph.state, b?.graph]).toEqual(['loaded', lacking('m.example/b')]);
  expect(await ownGraph(repo.modules[1]!)).toEqual(lacking('m.example/b'));
  expect((await ownGraph(repo.modules[0]!)) as object).not.toHaveProperty('missing');
});

it('takes a fault while more is asked about a graph for a gap of that', async () => {
  const state = { broken: '' };
  const { loadGraphs, loadSurveys, repo, bug } = await open({}, state);
  const graphs = await loadGraphs(repo.modules);
  state.broken = 'example.com/a';
  const [a, b] = await loadSurveys(graphs);
  expect([a?.surveyGap, b?.surveyGap]).toEqual([internalFault(bug), undefined]);
});

it('opens the list of licenses once, as the caller says, and keeps what is new in it', async () => {
  let [opened, saved] = [0, 0];
  const list: OpenLicenseList = { index: () => new Uint8Array(), known: undefined, save: () => void saved++ };
  const first = await open({
    licenses: async () => {
      opened++;
      return list;
    },
  });
  first.save();
  expect([opened, saved]).toEqual([0, 0]);
  expect([await first.licenseIndex(), await first.licenseIndex()]).toEqual([list, list]);
  first.save();
  expect([opened, saved]).toEqual([1, 1]);
  const second = await open({ before: first });
  expect(second.licenseIndex).toBe(first.licenseIndex);
  // Nobody's earlier runs: the bytes alone.
  expect(await (await open()).licenseIndex()).toBeInstanceOf(Uint8Array);
  const user = await open({ licenses: { env: { MODWARDEN_CACHE: 'off' }, now: () => new Date(0) } });
  expect(await user.licenseIndex()).toHaveProperty('save');
});

it('keeps what it loads only for a tree that is compared', async () => {
  const alone = await open();
  await alone.loadGraphs(alone.repo.modules);
  expect(alone.loaded.graphs.size).toBe(0);
  const compared = await open({ compared: true });
  await compared.loadGraphs(compared.repo.modules);
  expect([...compared.loaded.graphs.keys()]).toEqual(['a/go.mod', 'b/go.mod']);
  const beside = await open({ before: compared });
  const [one] = await beside.loadGraphs(beside.repo.modules);
  expect(one?.graph).toBe(compared.loaded.graphs.get('a/go.mod')?.result.graph);
});
