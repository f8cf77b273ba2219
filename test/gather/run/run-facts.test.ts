import { expect, it } from 'vitest';
import { NOTHING_GIVEN } from '../../../src/gather/run/open-given.ts';
import { openRunFacts } from '../../../src/gather/run/run-facts.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import { compilePolicy } from '../../../src/policy/compile.ts';
import { presetPolicy } from '../../../src/policy/layers/load.ts';

const tree = memoryTree({ 'go.mod': 'module example.com/m\n\ngo 1.25\n' });
const opened = { tree, paths: await tree.list(), repo: await openRepo(tree) };
const policy = await compilePolicy(await presetPolicy('recommended', []));

it('opens facts, and what loads graphs with them', async () => {
  const input = { env: {}, now: () => new Date('2026-06-01'), today: '2026-06-01', sources: [], given: NOTHING_GIVEN };
  const { facts, loaders } = await openRunFacts(input, opened, { policyFor: () => policy, private: [] });
  const [module] = await loaders.loadGraphs(opened.repo.modules);
  expect(module?.graph.state).toBe('loaded');
  facts.close();
});
