/** Parts of nodes and schemas: what is taken out, and what is looked up. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/policy/parse/json.ts';
import { plainOf } from '../../../src/policy/parse/node.ts';
import { collectProblems } from '../../../src/policy/parse/problems.ts';
import { without } from '../../../src/policy/schema/prune.ts';
import {
  type AnySchema,
  alternatives,
  descriptionOf,
  keysOf,
  schemasAt,
  valuesOf,
} from '../../../src/policy/schema/schema-walk.ts';
import { validate, validateItems, validateMap } from '../../../src/policy/schema/validate.ts';
import { firstLine, source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

const nodeOf = (value: unknown) => parseJson(source('p.json', JSON.stringify(value)), collectProblems())!;

describe('a node without parts', () => {
  const VALUE = { a: { b: 1, c: 2 }, d: [{ e: 1 }, { f: [3, 4] }], g: 5 };

  it.each<[paths: (string | number)[][], left: unknown]>([
    [[], VALUE],
    [[[]], VALUE],
    [[['g']], { a: VALUE.a, d: VALUE.d }],
    [[['a', 'b']], { ...VALUE, a: { c: 2 } }],
    [
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
      { ...VALUE, a: {} },
    ],
    // What is missing takes the map that lacks it.
    [[['a', 'x']], VALUE],
    [[['a', 'b', 'x']], { ...VALUE, a: { c: 2 } }],
    [[['d', 0]], { ...VALUE, d: [{ f: [3, 4] }] }],
    [[['d', 1, 'f', 0]], { ...VALUE, d: [{ e: 1 }] }],
    [
      [
        ['d', 0],
        ['d', 1],
      ],
      { ...VALUE, d: [] },
    ],
    [[['x']], VALUE],
  ])('at %j', (paths, left) => {
    expect(JSON.parse(JSON.stringify(plainOf(without(nodeOf(VALUE), paths))))).toEqual(left);
  });
});

describe('a schema', () => {
  const described = v.pipe(v.string(), v.description('first'), v.minLength(1), v.description('last'));
  const schema = v.strictObject({
    text: v.optional(described),
    list: v.array(v.union([v.literal('x'), v.picklist(['y', 'z']), v.strictObject({ deep: v.number() })])),
    pair: v.tuple([v.number(), v.boolean()]),
    map: v.record(v.string(), v.number()),
    rest: v.objectWithRest({ a: v.string() }, v.boolean()),
    lazy: v.lazy(() => v.union([v.string(), v.null()])),
  }) as unknown as AnySchema;
  const types = (...path: unknown[]) => schemasAt(schema, path).map(({ type }) => type);

  it('is walked by keys and indices', () => {
    expect(types()).toEqual(['strict_object']);
    expect(types('text')).toEqual(['string']);
    expect(types('none')).toEqual([]);
    expect(types('toString')).toEqual([]);
    expect(types('list')).toEqual(['array']);
    expect(types('list', 0)).toEqual(['literal', 'picklist', 'strict_object']);
    expect(types('list', '0')).toEqual([]);
    expect(types('list', 3, 'deep')).toEqual(['number']);
    expect([types('pair', 0), types('pair', 1), types('pair', 2)]).toEqual([['number'], ['boolean'], []]);
    expect(types('map', 'any')).toEqual(['number']);
    expect([types('rest', 'a'), types('rest', 'b')]).toEqual([['string'], ['boolean']]);
    expect(types('lazy')).toEqual(['string', 'null']);
  });

  it('says its keys, its values and what it is', () => {
    expect(keysOf(schemasAt(schema, []))).toEqual(['text', 'list', 'pair', 'map', 'rest', 'lazy']);
    expect(keysOf(schemasAt(schema, ['list', 0]))).toEqual(['deep']);
    expect(valuesOf(schemasAt(schema, ['list', 0]))).toEqual(['x', 'y', 'z']);
    expect(valuesOf(schemasAt(schema, ['text']))).toEqual([]);
    expect(descriptionOf(schemasAt(schema, ['text'])[0])).toBe('last');
    expect(descriptionOf(v.optional(described) as unknown as AnySchema)).toBe('last');
    expect(descriptionOf(v.string() as unknown as AnySchema)).toBeUndefined();
    expect(descriptionOf(undefined)).toBeUndefined();
    const variant = v.variant('type', [v.object({ type: v.literal('a') }), v.object({ type: v.literal('b') })]);
    expect(alternatives(variant as unknown as AnySchema)).toHaveLength(2);
  });
});

describe('what is sound of a node', () => {
  const checked = <T>(work: (problems: ReturnType<typeof collectProblems>) => T) => {
    const problems = collectProblems();
    const value = work(problems);
    return { value: JSON.parse(JSON.stringify(value ?? null)) as unknown, problems: told(problems.list(), 'p.json') };
  };
  const around = firstLine(source('p.json', '{}'));

  it('is the whole, or nothing', () => {
    const schema = v.strictObject({ a: v.number(), b: v.optional(v.string(), 'x') });
    expect(checked((problems) => validate(v, schema, nodeOf({ a: 1 }), problems))).toEqual({
      value: { value: { a: 1, b: 'x' } },
      problems: [],
    });
    expect(checked((problems) => validate(v, schema, nodeOf({ a: '1', b: 2 }), problems))).toEqual({
      value: null,
      problems: [
        '1:6 expected a number, got "1" | remove the quotes: 1',
        '1:14 expected text, got 2 | put it in quotes: "2"',
      ],
    });
  });

  it('is each item by itself', () => {
    const schema = v.pipe(v.array(v.number()), v.minLength(9));
    const items = (value: unknown) =>
      checked((problems) => validateItems(v, schema, nodeOf(value), problems).map((item) => item.value));
    expect(items([1, 'x', 2])).toEqual({ value: [1, 2], problems: ['1:4 expected a number, got "x"'] });
    expect(items({})).toEqual({ value: [], problems: ['1:1 expected a list, got a map'] });
    expect(items([])).toEqual({ value: [], problems: [] });
  });

  it('is each key by itself, upon a preset', () => {
    const schema = v.strictObject({
      a: v.optional(v.number(), 1),
      b: v.optional(v.array(v.number()), []),
      c: v.optional(v.strictObject({ d: v.number() })),
    });
    const map = (value: unknown, preset = {}, needed: v.GenericSchema = schema) =>
      checked(
        (problems) => validateMap(v, needed, nodeOf(value), problems, { around, preset, beside: ['level'] })?.value,
      );
    expect(map({})).toEqual({ value: { a: 1, b: [] }, problems: [] });
    expect(map({ b: [2] }, { a: 5, b: [3] })).toEqual({ value: { a: 5, b: [2] }, problems: [] });
    expect(map({ a: 'x', b: [1, 'y', 2], c: {}, extra: 1, levl: 2 })).toEqual({
      value: { a: 1, b: [1, 2] },
      problems: [
        '1:6 expected a number, got "x"',
        '1:17 expected a number, got "y"',
        '1:24 missing key d | add d:',
        '1:31 unknown key "extra" | known keys: level, a, b, c',
        '1:41 unknown key "levl" | did you mean level?',
      ],
    });
    expect(map([])).toEqual({ value: null, problems: ['1:1 expected a map, got a list'] });
    expect(map({ extra: 1 }, {}, v.strictObject({ a: v.number() }))).toEqual({
      value: null,
      problems: ['1:1 missing key a | add a:', '1:2 unknown key "extra" | known keys: level, a'],
    });
  });
});
