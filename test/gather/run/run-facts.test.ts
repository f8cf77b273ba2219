import { expect, it } from 'vitest';
import { openRunFacts } from '../../../src/gather/run/run-facts.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { openRepo } from '../../../src/model/open.ts';
import { compilePolicy } from '../../../src/policy/compile.ts';
import { presetPolicy } from '../../../src/policy/load.ts';

const tree = memoryTree({ 'go.mod': 'module example.com/m\n\ngo 1.25\n' });
const opened = { tree, paths: await tree.list(), repo: await openRepo(tree) };
const policy = await compilePolicy(await presetPolicy('recommended', []));
const open = (record?: string) =>
  openRunFacts(
    {
      env: {},
      now: () => new Date('2026-06-01'),
      today: '2026-06-01',
      sources: [],
      ...(record !== undefined && { record }),
    },
    opened,
    { policyFor: () => policy, private: [] },
  );

it('opens facts, and what loads graphs with them', async () => {
  const { facts, loaders } = await open();
  const [module] = await loaders.loadGraphs(opened.repo.modules);
  expect(module?.graph.state).toBe('loaded');
  facts.close();
});

it('throws for a record that cannot be read', async () => {
  await expect(open('/nowhere/facts.json')).rejects.toMatchObject({ code: 'unreadable-facts' });
});
