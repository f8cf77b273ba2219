import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { lintPolicy } from '../../../src/policy/lint/lint-policy.ts';
import { source } from '../../../src/text/source.ts';
import { found } from './helpers.ts';

it('finds nothing in presets', async () => {
  expect(await found('')).toEqual([]);
  const { policy, layers } = await loadPolicy({
    source: source('p.yaml', 'extends: [recommended, strict, audit, production, library]\n'),
    rules,
    readFile: async () => undefined,
  });
  expect(await lintPolicy({ policy, layers, rules, today: '2026-06-01' })).toEqual([]);
});
