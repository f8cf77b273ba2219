import { expect, test } from 'vitest';
import { standingOf } from '../../src/report/standing.ts';
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
