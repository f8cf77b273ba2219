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

it('finds patterns below other checks, in the branch of a union that takes the value', () => {
  const entry = v.strictObject({ module: modulePattern(v), name: v.optional(v.string()) });
  const schema = v.pipe(
    v.strictObject({
      list: v.optional(
        v.pipe(
          v.array(
            v.pipe(
              entry,
              v.check(() => true),
            ),
          ),
          v.minLength(1),
        ),
      ),
      // Text, a list or a map, each in a branch of its own.
      any: v.optional(
        v.union([
          v.number(),
          v.optional(v.pipe(v.string(), v.maxLength(9))),
          v.pipe(
            v.strictObject({ module: modulePatterns(v) }),
            v.check(() => true),
          ),
          v.array(modulePattern(v)),
        ]),
      ),
    }),
    v.check(() => true),
  );
  const found = (options: unknown) =>
    [...optionPatterns(schema, options)].map(({ keys, pattern }) => `${keys.join('.')} ${pattern}`);
  expect(found({ list: [{ module: 'a', name: 'no' }, { module: 'b' }] })).toEqual(['list.module a', 'list.module b']);
  expect(found({ any: 5 })).toEqual([]);
  expect(found({ any: 'text' })).toEqual([]);
  expect(found({ any: { module: ['c'] } })).toEqual(['any.module c']);
  expect(found({ any: ['d', 'e'] })).toEqual(['any d', 'any e']);
  expect(found({ any: true })).toEqual([]);
  expect(found({ any: null, list: 'x' })).toEqual([]);
  expect(found(['x'])).toEqual([]);
  expect([...optionPatterns(undefined, {}), ...optionPatterns(null, {}), ...optionPatterns('x', {})]).toEqual([]);
});

it('reaches into an optional list of a union', () => {
  const schema = v.union([v.optional(v.pipe(v.array(modulePattern(v)), v.minLength(1))), v.string()]);
  expect([...optionPatterns(schema, ['a'])]).toEqual([{ keys: [], pattern: 'a' }]);
  expect([...optionPatterns(schema, 'a')]).toEqual([]);
});
