import { expect, it } from 'vitest';
import { memoryTree } from '../../src/gather/tree/memory.ts';
import { groupsOf, narrowed } from '../../src/lint/settings.ts';
import { openRepo } from '../../src/model/open.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { Policy, RuleSetting } from '../../src/policy/types.ts';

const rule = (id: string) => ({ id }) as Rule;
const setting = (level: RuleSetting['level']): RuleSetting => ({ level, options: {} }) as RuleSetting;

const repo = await openRepo(
  memoryTree({
    'go.mod': 'module example.com/a\n',
    'b/go.mod': 'module example.com/b\n',
    'c/go.mod': 'module example.com/c\n',
    'd/go.work': 'go 1.25\n',
  }),
);

/** The paths of each group, with `settings` for each path. */
function groups(id: string, settings: (path: string) => Readonly<Record<string, RuleSetting>>): string[][] {
  const found = groupsOf(rule(id), repo, () => ({ policy: {} as Policy, settings, isPrivate: () => false }));
  return found.map((group) => {
    const { modules, workspaces } = narrowed(repo, group);
    return [...modules, ...workspaces].map(({ source }) => source.path);
  });
}

it('groups what is judged by the same setting', () => {
  const [one, other] = [setting('error'), setting('error')];
  expect(groups('x/y', (path) => ({ 'x/y': path === 'b/go.mod' ? other : one }))).toEqual([
    ['go.mod', 'c/go.mod', 'd/go.work'],
    ['b/go.mod'],
  ]);
});

it('leaves out what the rule is off for, or is not set for', () => {
  expect(groups('x/y', (path) => (path === 'go.mod' ? {} : { 'x/y': setting('off') }))).toEqual([]);
});

it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('does not take %s for a setting', (id) => {
  expect(groups(id, () => ({ 'x/y': setting('error') }))).toEqual([]);
});
