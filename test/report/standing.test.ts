import { expect, test } from 'vitest';
import { builtByText, standingOf, whereOf } from '../../src/report/standing.ts';
import { INVENTORY } from './html/inventory-fixture.ts';

test('where a module stands is the strongest of its uses', () => {
  expect(INVENTORY.components.map(({ uses }) => standingOf(uses))).toEqual([
    'direct',
    'direct',
    'only in the graph',
    'not built',
  ]);
  expect(standingOf([{ ...INVENTORY.components[0]!.uses[0]!, direct: false }])).toBe('required');
});

test('whether it is built is said where that was computed', () => {
  const [a, , c, unbuilt] = INVENTORY.components;
  const builtBy = { package: 'example.com/a/sub', importer: 'example.com/shop' };
  expect(whereOf(a!)).toBe('direct');
  expect(whereOf({ ...a!, built: 'yes', builtBy })).toBe('direct, built');
  expect(whereOf({ ...a!, built: 'unknown' })).toBe('direct, not known whether built');
  expect(whereOf({ ...c!, built: 'no' })).toBe('only in the graph, not built');
  expect(whereOf({ ...unbuilt!, built: 'no' })).toBe('not built');
  expect(builtByText({ ...a!, builtBy })).toBe('example.com/a/sub, imported by example.com/shop');
  expect(builtByText(a!)).toBeUndefined();
});

test.each([
  [[], 'not built'],
  [['unbuilt'], 'not built'],
  [['unbuilt', ''], 'only in the graph'],
  [['', ''], 'only in the graph'],
  [['', 'required'], 'required'],
  [['required', 'direct', 'unbuilt'], 'direct'],
])('with the uses %j it is %s', (uses, standing) => {
  const none = { dir: '', direct: false, required: false, unbuilt: false, trail: [] };
  expect(standingOf(uses.map((what) => ({ ...none, ...(what !== '' && { [what]: true }) })))).toBe(standing);
});
