import { describe, expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import type { ModuleGraph } from '../../../src/go/graph/types.ts';
import { isSameModule, withGraphFrom, withSurveyFrom } from '../../../src/model/compared/same-module.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { MainModule } from '../../../src/model/repo.ts';

const MOD = 'module example.com/m\n\nrequire example.com/a v1.0.0\n';
const WORK = 'go 1.25\n\nuse (\n\t.\n\t./sub\n)\n';

async function moduleIn(files: Readonly<Record<string, string>>): Promise<MainModule> {
  return (await openRepo(memoryTree(files))).modules[0]!;
}

describe('the same module', () => {
  const files = { 'go.mod': MOD, 'sub/go.mod': 'module example.com/sub\n', 'go.work': WORK };

  it('has the same file, whatever else has changed', async () => {
    expect(isSameModule(await moduleIn(files), await moduleIn({ ...files, 'go.sum': 'x\n', 'a.go': '' }))).toBe(true);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['other text', { ...files, 'go.mod': `${MOD}\n// more\n` }],
    ['another folder', { 'a/go.mod': MOD }],
    ['a neighbor of another path', { ...files, 'sub/go.mod': 'module example.com/other\n' }],
    ['no workspace', { 'go.mod': MOD }],
  ])('is another one with %s', async (_, changed) => {
    expect(isSameModule(await moduleIn(files), await moduleIn(changed))).toBe(false);
  });
});

it('takes a graph over, and places the modules in use in its own file', async () => {
  const [one, other] = [await moduleIn({ 'go.mod': MOD }), await moduleIn({ 'go.mod': MOD })];
  const graph = { state: 'loaded', graph: {} as ModuleGraph, beyond: [] } as const;
  const taken = withGraphFrom(one, { ...other, graph })!;
  expect(taken.graph).toBe(graph);
  expect(taken.uses).toEqual(other.uses);
  expect(taken.uses[0]!.require).toBe(one.mod.require[0]);
  expect(taken.uses[0]!.at.file).toBe(one.source);
  expect(withGraphFrom(one, other)).toBeUndefined();
});

it('takes a survey over only with the same graph', async () => {
  const module = await moduleIn({ 'go.mod': MOD });
  const survey = new Map();
  const gap = { known: false, why: 'offline', detail: '' } as const;
  expect(withSurveyFrom(module, { ...module, survey })?.survey).toBe(survey);
  expect(withSurveyFrom(module, { ...module, surveyGap: gap })?.surveyGap).toBe(gap);
  expect(withSurveyFrom(module, { ...module, graph: { state: 'not-wanted' }, survey })).toBeUndefined();
});
