/** Policies by which every dependency is reported with its score. */
import { expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { everyScore } from '../../src/lint/every-score.ts';
import type { PolicyFor } from '../../src/policy/compile.ts';

const rule = rules.find(({ id }) => id === 'health/score')!;

function policyOf(settings: (path: string) => object): PolicyFor {
  return (() => ({ policy: { path: 'p' }, settings })) as unknown as PolicyFor;
}

it('switches the rule on with a minimum above every score, also where the policy does not name it', async () => {
  const policy = (
    await everyScore(
      rule,
      policyOf(() => ({ 'graph/banned': { level: 'error' } })),
    )
  )('');
  expect(Object.keys(policy.settings('go.mod'))).toEqual(['health/score']);
  expect(policy.settings('go.mod')['health/score']).toMatchObject({ level: 'warning', options: { min: 101 } });
  expect(policy.policy.path).toBe('p');
});

it('keeps the options of the policy, those of a path too', async () => {
  const options = (age: string) => ({ 'health/score': { level: 'error', options: { 'max-age': age, min: 50 } } });
  const [all, tools] = [options('1y'), options('3y')];
  const policy = (
    await everyScore(
      rule,
      policyOf((path) => (path.startsWith('tools/') ? tools : all)),
    )
  )('');
  const ageAt = (path: string) =>
    (policy.settings(path)['health/score']!.options as { readonly 'max-age': string })['max-age'];
  expect([ageAt('go.mod'), ageAt('tools/go.mod')]).toEqual(['1y', '3y']);
  expect(policy.settings('a/go.mod')).toBe(policy.settings('go.mod'));
});
