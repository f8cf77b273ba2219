import { expect, test } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { type LoadInput, loadedRepo } from '../../src/lint/loaded-repo.ts';
import { openRepo } from '../../src/model/open.ts';
import type { MainModule } from '../../src/model/repo.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { PolicyFor } from '../../src/policy/compile.ts';
import type { Policy, RuleSetting } from '../../src/policy/types.ts';

const repo = await openRepo(
  memoryTree({
    'go.work': 'go 1.25\n\nuse ./a\n',
    'a/go.mod': 'module example.com/a\n',
    'b/go.mod': 'module example.com/b\n\nrequire\n',
    'sub/go.work': 'go 1.25\n\nuse ./c\n',
    'sub/c/go.mod': 'module example.com/c\n',
  }),
);

const policyFor = (workspace?: Policy['workspace']): PolicyFor => {
  const on = { level: 'error', options: {} } as RuleSetting;
  return () => ({
    policy: { workspace } as Policy,
    settings: () => ({ 'x/graph': on, 'x/files': on }),
    isPrivate: () => false,
  });
};

/** Asks for everything, and gives what was asked for. */
async function asked(rule: Partial<Rule>, more: Partial<LoadInput> = {}): Promise<Record<string, string[]>> {
  const log: Record<string, string[]> = {};
  const load = (what: string) => async (modules: readonly MainModule[], loaded?: (module: MainModule) => void) => {
    log[what] = [...(log[what] ?? []), ...modules.map((m) => m.source.path)];
    const anew = modules.map((m) => ({ ...m, graph: { state: 'loaded' } }) as MainModule);
    if (what === 'graphs') for (const module of anew) loaded?.(module);
    return anew;
  };
  await loadedRepo({
    repo,
    rules: [{ id: rule.reach === 'files' ? 'x/files' : 'x/graph', ...rule } as Rule],
    policyFor: policyFor(),
    loadGraphs: load('graphs'),
    loadSurveys: load('surveys'),
    loadImports: load('imports'),
    ...more,
  });
  return log;
}

test('loads nothing that no rule wants', async () => {
  expect(await asked({ reach: 'files' })).toEqual({});
});

test('loads graphs of go.mod files without errors, and surveys and imports where a rule reads them', async () => {
  expect(await asked({ reach: 'graph' })).toEqual({ graphs: ['a/go.mod', 'sub/c/go.mod'] });
  expect(await asked({ reach: 'facts', survey: true, imports: true })).toEqual({
    graphs: ['a/go.mod', 'sub/c/go.mod'],
    surveys: ['a/go.mod', 'sub/c/go.mod'],
    imports: ['a/go.mod', 'sub/c/go.mod'],
  });
});

test('loads what a go.work builds for rules that judge it', async () => {
  expect(await asked({ reach: 'graph', workspaces: 'all' })).toEqual({
    graphs: ['a/go.mod', 'sub/c/go.mod', 'go.work', 'sub/go.work'],
  });
});

test('a go.work above the judged folder, or one that the policy ignores, is not judged', async () => {
  const rule = { reach: 'graph', workspaces: 'all' } as const;
  expect((await asked(rule, { under: 'sub' })).graphs).toEqual(['a/go.mod', 'sub/c/go.mod', 'sub/go.work']);
  expect((await asked(rule, { policyFor: policyFor('ignore') })).graphs).toEqual(['a/go.mod', 'sub/c/go.mod']);
});

test('a run that looks at less loads nothing', async () => {
  expect(await asked({ reach: 'facts', workspaces: 'all', survey: true }, { partial: 'staged' })).toEqual({});
});

test('begins the survey of a module while graphs of others load, and surveys anew what was changed after its graph', async () => {
  const log: string[] = [];
  const path = (modules: readonly MainModule[]) => modules.map((m) => m.source.path).join(' ');
  const { modules } = await loadedRepo({
    repo,
    rules: [{ id: 'x/graph', reach: 'facts', survey: true } as Rule],
    policyFor: policyFor(),
    loadGraphs: async (all, loaded) => {
      const anew = all.map((m) => ({ ...m, graph: { state: 'loaded' } }) as MainModule);
      for (const module of anew) {
        log.push(`graph ${path([module])}`);
        loaded?.(module);
      }
      return [anew[0]!, { ...anew[1]!, mismatches: [] }];
    },
    loadSurveys: async (some) => {
      log.push(`survey ${path(some)}`);
      return some.map((m) => ({ ...m, survey: new Map() }));
    },
  });
  expect(log).toEqual([
    'graph a/go.mod',
    'survey a/go.mod',
    'graph sub/c/go.mod',
    'survey sub/c/go.mod',
    'survey sub/c/go.mod',
  ]);
  expect(modules.filter((m) => m.survey).map((m) => [m.source.path, m.mismatches])).toEqual([
    ['a/go.mod', undefined],
    ['sub/c/go.mod', []],
  ]);
});
