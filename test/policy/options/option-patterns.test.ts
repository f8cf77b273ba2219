import * as v from 'valibot';
import { expect, it } from 'vitest';
import { optionPatterns } from '../../../src/policy/options/option-patterns.ts';
import { modulePattern, modulePatterns } from '../../../src/policy/options/options.ts';

const SCHEMA = v.strictObject({
  plain: v.optional(modulePatterns(v), []),
  either: v.optional(v.union([modulePattern(v), modulePatterns(v)])),
  mixed: v.optional(
    v.array(v.union([modulePattern(v), v.strictObject({ module: modulePatterns(v), reason: v.optional(v.string()) })])),
  ),
  text: v.optional(v.string()),
});

const found = (options: unknown) =>
  [...optionPatterns(SCHEMA, options)].map(({ keys, pattern }) => `${keys.join('.')} ${pattern}`);

it('finds patterns in lists, in unions, and in maps of unions', () => {
  expect(found({ plain: ['a'], text: 'no' })).toEqual(['plain a']);
  expect(found({ either: 'a' })).toEqual(['either a']);
  expect(found({ either: ['a', 'b'] })).toEqual(['either a', 'either b']);
  expect(found({ mixed: ['a', { module: ['b', 'c'], reason: 'no' }] })).toEqual([
    'mixed a',
    'mixed.module b',
    'mixed.module c',
  ]);
  expect(found({})).toEqual([]);
  expect(found(undefined)).toEqual([]);
});
