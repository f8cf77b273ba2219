import { expect, test } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { askingAhead } from '../../../src/lint/facts/ask-ahead.ts';
import { loadTools } from '../../../src/lint/tools.ts';
import { type Answer, type Ask, askKey } from '../../../src/model/facts/facts.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { Rule } from '../../../src/model/rule.ts';
import type { PolicyFor } from '../../../src/policy/compile.ts';
import type { Policy, RuleSetting } from '../../../src/policy/types.ts';

const repo = await openRepo(memoryTree({ 'a/go.mod': 'module example.com/a\n', 'b/go.mod': 'module example.com/b\n' }));
const policyFor: PolicyFor = () => ({
  policy: {} as Policy,
  settings: () => ({ 'x/one': { level: 'error', options: {} } as RuleSetting }),
  isPrivate: () => false,
});
const module = (path: string, version = '') => ({ path, version });
const info: Answer<unknown> = { known: true, value: { version: 'v1.0.0' }, source: 'here' };

/** What is asked about the first module, in its order; each answer comes after those before it were asked. */
async function asked(
  needs: NonNullable<Rule['needs']>,
  answer: (ask: Ask) => Promise<Answer<unknown>> = async () => info,
) {
  const log: string[] = [];
  const ahead = askingAhead({
    rules: [{ id: 'x/one', needs } as Rule],
    policyFor,
    today: '2026-01-01',
    tools: await loadTools([], undefined),
    readsLicenses: true,
    answer: async (asks) => {
      log.push(...asks.map(askKey));
      return Promise.all(asks.map(answer));
    },
  });
  ahead.ask(repo, repo.modules[0]!);
  await ahead.done();
  return log;
}

test('asks about one module alone, in rounds, each question once', async () => {
  const log = await asked(function* ({ modules }, { facts }) {
    for (const { dir } of modules) {
      const first = { kind: 'versions', module: module(dir) } as const;
      yield first;
      yield { kind: 'latest', module: module(dir) };
      if (facts.asked(first)) yield { kind: 'info', module: module(dir, 'v1.0.0') };
    }
  });
  expect(log).toEqual(['versions a@', 'latest a@', 'info a@v1.0.0']);
});

test('leaves out what reaches back, because another module may want it to reach further', async () => {
  const log = await asked(() => [
    { kind: 'seen', module: module('a', 'v1.0.0'), since: '2026-01-01' } as Ask,
    { kind: 'info', module: module('a', 'v1.0.0') },
  ]);
  expect(log).toEqual(['info a@v1.0.0']);
});

test('ends without a fault where a rule or a source breaks down, and where a rule never ends', async () => {
  const broken = () => {
    throw new Error('broken');
  };
  expect(await asked(broken)).toEqual([]);
  expect(await asked(() => [{ kind: 'info', module: module('a', 'v1.0.0') }], broken)).toEqual(['info a@v1.0.0']);
  let n = 0;
  const endless = await asked(() => [{ kind: 'info', module: module('a', `v1.0.${n++}`) }]);
  expect(endless).toHaveLength(16);
});

test('reads license texts as they come, and ends where they cannot be read', async () => {
  const license: Answer<unknown> = { known: true, value: { files: [{ path: 'LICENSE', text: 'x' }] }, source: 'here' };
  const log = await asked(
    () => [{ kind: 'license', module: module('a', 'v1.0.0') }],
    async () => license,
  );
  expect(log).toEqual(['license a@v1.0.0']);
});
