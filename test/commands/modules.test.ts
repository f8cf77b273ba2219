import { describe, expect, it } from 'vitest';
import { complain, loadedModules, reasonOf, theModule } from '../../src/commands/modules.ts';
import type { Run } from '../../src/gather/open-run.ts';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { openRepo } from '../../src/model/open.ts';
import type { GraphState, MainModule } from '../../src/model/repo.ts';
import { terminalIn } from '../support/terminal.ts';

const NONE = { known: false, why: 'missing', detail: 'not found' } as const;
const LACKING: GraphState = {
  state: 'lacking',
  missing: [{ module: { path: 'a.example/x', version: 'v1.0.0' }, answer: NONE }],
};

async function modulesOf(files: Readonly<Record<string, string>>, include: (path: string) => boolean = () => false) {
  return (await openRepo(memoryTree(files), { include })).modules;
}

function runOf(modules: readonly MainModule[], more: Partial<Record<'under' | 'loaders', unknown>> = {}): Run {
  return { repo: { modules }, under: '', ...more } as unknown as Run;
}

function listening() {
  const said: string[] = [];
  return { said, terminal: terminalIn('.', (text) => said.push(text)) };
}

describe('the module of a command', () => {
  const modfile = (path: string) => path.endsWith('tools.mod');

  it('is the only one, wherever the command runs', async () => {
    const [one] = await modulesOf({ 'a/go.mod': 'module a\n' });
    expect(theModule(runOf([one!], { under: 'b' }))).toBe(one);
  });

  it('is the one of the folder, where there are several', async () => {
    const modules = await modulesOf({ 'go.mod': 'module a\n', 'b/go.mod': 'module b\n' });
    expect(theModule(runOf(modules)).path).toBe('a');
    expect(theModule(runOf(modules, { under: 'b' })).path).toBe('b');
  });

  it('is no other modfile, unless there are only those', async () => {
    const both = await modulesOf({ 'a/go.mod': 'module a\n', 'tools.mod': 'module t\n' }, modfile);
    expect(both).toHaveLength(2);
    expect(theModule(runOf(both)).path).toBe('a');
    expect(theModule(runOf(both.filter(({ kind }) => kind === 'modfile'))).path).toBe('t');
  });

  it('must be there, and be the only one meant', async () => {
    expect(() => theModule(runOf([]))).toThrow('no go.mod found');
    const many = (count: number) =>
      modulesOf(Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}/go.mod`, `module m${i}\n`])));
    const five = await many(5);
    expect(() => theModule(runOf(five))).toThrow(
      /^found 5 modules; add the folder of one: "m0", "m1", "m2", "m3", "m4"$/,
    );
    const six = await many(6);
    expect(() => theModule(runOf(six))).toThrow(/^found 6 modules; .*"m4", …$/);
    const root = await modulesOf({ 'go.mod': 'module a\n', 'b/go.mod': 'module b\n' });
    expect(() => theModule(runOf(root, { under: 'c' }))).toThrow(/: "\.", "b"$|: "b", "\."$/);
  });
});

describe('why a graph is not there', () => {
  it('is said where it is known', async () => {
    const [sound] = await modulesOf({ 'go.mod': 'module a\n' });
    const [broken] = await modulesOf({ 'go.mod': 'module a\n\nnonsense x\n' });
    expect(reasonOf(sound!)).toBeUndefined();
    expect(reasonOf(broken!)).toBe('Go cannot read it: unknown directive: nonsense');
    expect(reasonOf({ ...sound!, graph: LACKING })).toMatch(/^the module graph is incomplete: 1 go\.mod file/);
    // The graph says more.
    expect(reasonOf({ ...broken!, graph: LACKING })).toMatch(/^the module graph is incomplete/);
  });

  it('is complained of with the file', async () => {
    const [sound] = await modulesOf({ 'b/go.mod': 'module a\n' });
    const { said, terminal } = listening();
    expect(complain(sound!, terminal)).toBe(false);
    expect(said).toEqual([]);
    expect(complain({ ...sound!, graph: LACKING }, terminal)).toBe(true);
    expect(said.join('')).toMatch(/^modwarden: b\/go\.mod: the module graph is incomplete: .*not found\n$/);
  });
});

describe('loaded modules', () => {
  const loaded = { state: 'loaded' } as unknown as GraphState;

  it('are loaded where Go can read them, and stay in their order', async () => {
    const modules = await modulesOf({ 'a/go.mod': 'module a\n', 'b/go.mod': 'nonsense x\n', 'c/go.mod': 'module c\n' });
    const asked: string[] = [];
    const loadGraphs = async (all: readonly MainModule[]) =>
      all
        .map((m): MainModule => {
          asked.push(m.dir);
          return { ...m, graph: m.dir === 'a' ? loaded : LACKING };
        })
        .toReversed();
    const { said, terminal } = listening();
    const result = await loadedModules(runOf(modules, { loaders: { loadGraphs } }), terminal);
    expect(asked).toEqual(['a', 'c']);
    expect(result.modules.map((m) => [m.dir, m.graph.state])).toEqual([
      ['a', 'loaded'],
      ['b', 'not-wanted'],
      ['c', 'lacking'],
    ]);
    expect(result.complete).toBe(false);
    expect(result.unknown).toEqual([
      'b/go.mod: Go cannot read it: unknown directive: nonsense',
      expect.stringMatching(/^c\/go\.mod: the module graph is incomplete/),
    ]);
    expect(said).toEqual(result.unknown.map((line) => `modwarden: ${line}\n`));
  });

  it('are complete where every graph is known, or what stands in for it is enough', async () => {
    const modules = await modulesOf({ 'a/go.mod': 'module a\n', 'c/go.mod': 'module c\n' });
    const loadGraphs = async (all: readonly MainModule[]) =>
      all.map((m): MainModule => ({ ...m, graph: m.dir === 'a' ? loaded : LACKING }));
    const { said, terminal } = listening();
    const run = runOf(modules, { loaders: { loadGraphs } });
    expect(await loadedModules(run, terminal, ({ graph }) => graph.state === 'lacking')).toMatchObject({
      complete: true,
      unknown: [],
    });
    expect(said).toEqual([]);
    expect(await loadedModules(run, terminal, ({ graph }) => graph.state === 'loaded')).toMatchObject({
      complete: false,
    });
  });

  it('are told of where nothing loads graphs, as of staged files', async () => {
    const modules = await modulesOf({ 'go.mod': 'module a\n' });
    const { said, terminal } = listening();
    expect((await loadedModules(runOf(modules), terminal)).complete).toBe(false);
    expect(said).toEqual([
      'modwarden: go.mod: the module graph is not loaded for staged files: only the requirements in go.mod are known\n',
    ]);
  });
});
