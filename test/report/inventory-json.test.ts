import { expect, it } from 'vitest';
import type { Inventory } from '../../src/report/inventory.ts';
import { inventoryJson } from '../../src/report/inventory-json.ts';
import { INVENTORY } from './html/inventory-fixture.ts';

const full: Inventory = {
  ...INVENTORY,
  components: [
    {
      ...INVENTORY.components[0]!,
      license: { expression: 'MIT', declared: 'MIT OR ISC', confidence: 1, evidence: 'e', hints: ['h'] },
      sha256: 'a'.repeat(64),
      built: 'yes',
      builtBy: { package: 'p', importer: 'i' },
    },
    ...INVENTORY.components.slice(1),
  ],
  built: { text: 'linux/amd64', unknown: ['tools: no sources'] },
};

/** The same data with the members of every object the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, v]) => [key, reversed(v)]),
  ) as T;
}

it.each([INVENTORY, full])('has every member, and the same bytes whatever the order of members was', (inventory) => {
  expect(inventoryJson(inventory)).toEqual(inventory);
  expect(JSON.stringify(inventoryJson(reversed(inventory)))).toBe(JSON.stringify(inventoryJson(inventory)));
});

it('leaves out what is undefined', () => {
  const [first] = INVENTORY.components;
  const json = inventoryJson({ ...INVENTORY, components: [{ ...first!, hash: undefined as never }] });
  expect(json.components[0]).not.toHaveProperty('hash');
});
