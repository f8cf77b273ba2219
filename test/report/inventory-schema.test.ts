import { describe, expect, it } from 'vitest';
import { inventoryJson } from '../../src/report/inventory-json.ts';
import { inventoryProblem } from '../../src/report/inventory-schema.ts';
import { jsonReport } from '../../src/report/json.ts';
import { MAX_INVENTORY_ENTRIES, MAX_INVENTORY_MODULES } from '../../src/report/limits.ts';
import { readJsonReport } from '../../src/report/read-json.ts';
import { report } from './fixture.ts';
import { INVENTORY } from './html/inventory-fixture.ts';

const VALID = inventoryJson(INVENTORY);
const [first, second] = VALID.components;
const withFirst = (more: object) => ({ ...VALID, components: [{ ...first!, ...more }, ...VALID.components.slice(1)] });
const withLicense = (more: object) => withFirst({ license: { ...first!.license, ...more } });

async function problemOf(inventory: unknown): Promise<string | undefined> {
  const read = await readJsonReport(JSON.stringify({ ...jsonReport(report), inventory }));
  return 'problem' in read ? read.problem : undefined;
}

describe('the inventory of a stored report', () => {
  it('is taken where it is one of ours', async () => {
    expect(await problemOf(VALID)).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['another type', [], 'inventory'],
    ['a path that is no text', withFirst({ path: 1 }), 'inventory.components.0.path: expected string, got 1'],
    ['a negative index', withFirst({ requires: [-1] }), 'inventory.components.0.requires.0'],
    ['a fraction as an index', withFirst({ requires: [0.5] }), 'inventory.components.0.requires.0'],
    [
      'an index beyond the modules',
      withFirst({ requires: [1, 99] }),
      'inventory.components.0.requires.1: expected ascending indexes below 4, got 99',
    ],
    ['an index twice', withFirst({ requires: [1, 1] }), 'inventory.components.0.requires.1: expected ascending'],
    [
      'a main module that requires what there is not',
      { ...VALID, mains: [{ dir: '', path: 'a', requires: [4] }] },
      'inventory.mains.0.requires.0',
    ],
    [
      'two main modules in one folder',
      { ...VALID, mains: [VALID.mains[0], VALID.mains[0]] },
      'inventory.mains.1.dir: expected another folder for each module, got ""',
    ],
    ['a license with markup', withLicense({ expression: '<b>MIT</b>' }), 'inventory.components.0.license.expression'],
    [
      'a license that is no expression',
      withLicense({ declared: 'MIT OR' }),
      'inventory.components.0.license.declared: expected an SPDX expression, got "MIT OR"',
    ],
    ['more than sure', withLicense({ confidence: 1.5 }), 'inventory.components.0.license.confidence'],
    ['a hash that is none', withFirst({ hash: 'h1:x' }), 'inventory.components.0.hash'],
    ['a SHA-256 that is none', withFirst({ sha256: 'AB' }), 'inventory.components.0.sha256'],
    [
      'a day that is none',
      { ...VALID, waivers: [{ ...VALID.waivers[0], until: 'soon' }] },
      'inventory.waivers.0.until',
    ],
    [
      'a state that is none',
      { ...VALID, waivers: [{ ...VALID.waivers[0], state: 'old' }] },
      'inventory.waivers.0.state',
    ],
  ])('is refused with %s, and the place is named', async (_, inventory, problem) => {
    expect(await problemOf(inventory)).toContain(problem);
  });

  it('is refused with more modules than the limit', async () => {
    const small = { ...second!, uses: [], requires: [] };
    const many = (n: number) => ({ ...VALID, mains: [], components: new Array(n).fill(small) });
    expect(await problemOf(many(MAX_INVENTORY_MODULES))).toBeUndefined();
    expect(await problemOf(many(MAX_INVENTORY_MODULES + 1))).toContain('inventory.components: expected');
  });

  it('is refused with more entries than the limit', () => {
    const step = { path: 'a', version: 'v1.0.0' };
    const withSteps = (n: number) =>
      inventoryProblem({
        ...VALID,
        mains: [],
        waivers: [],
        incomplete: [],
        components: [{ ...first!, requires: [], uses: [{ ...first!.uses[0]!, trail: new Array(n).fill(step) }] }],
      });
    // The module, and its use.
    expect(withSteps(MAX_INVENTORY_ENTRIES - 2)).toBeUndefined();
    expect(withSteps(MAX_INVENTORY_ENTRIES - 1)).toBe(`over the limit of ${MAX_INVENTORY_ENTRIES} entries`);
  });

  it('counts everything that a list of it has as an entry', () => {
    const step = { path: 'a', version: 'v1.0.0' };
    const use = { ...first!.uses[0]!, trail: [step, step] };
    const one = { ...first!, requires: [0, 1], uses: [use, use], license: { ...first!.license, hints: ['h', 'i'] } };
    const main = { dir: '', path: 'a', requires: [0, 1] };
    // Modules with requirements, uses with steps, and hints; a main module with requirements.
    const own = 2 * (1 + 2 + 2 * (1 + 2) + 2) + (1 + 2);
    const having = (waivers: number, incomplete: number) =>
      inventoryProblem({
        mains: [main],
        components: [one, one],
        waivers: new Array(waivers),
        incomplete: new Array(incomplete),
      });
    const rest = MAX_INVENTORY_ENTRIES - own;
    expect([having(rest - 3, 3), having(rest - 3, 4)]).toEqual([undefined, 'over the limit of 5000000 entries']);
    expect([having(3, rest - 3), having(4, rest - 3)]).toEqual([undefined, 'over the limit of 5000000 entries']);
  });

  it.each([
    ...['yes', 'no', 'unknown'].map((built) => withFirst({ built })),
    ...['used', 'expired', 'unused', 'unknown'].map((state) => ({
      ...VALID,
      waivers: [{ ...VALID.waivers[0], state, until: '' }],
    })),
    withLicense({ confidence: 0 }),
    withLicense({ confidence: 1 }),
    withLicense({ expression: 'MIT OR (ISC AND LicenseRef-a.b-1+)', declared: 'GPL-2.0+' }),
    withFirst({ requires: [] }),
    withFirst({ requires: [0, 1, 2, 3] }),
    withFirst({ uses: [{ ...first!.uses[0]!, depth: 0 }] }),
    withFirst({
      sha256: '0a'.repeat(32),
      hash: `h1:${'aZ0+/'.repeat(8)}xyz=`,
      builtBy: { package: 'p', importer: 'i' },
    }),
    { ...VALID, built: { text: 'linux/amd64', unknown: ['x'] } },
  ])('is taken: %#', async (inventory) => {
    expect(await problemOf(inventory)).toBeUndefined();
  });

  it.each<[unknown, string]>([
    [withFirst({ built: 'maybe' }), 'inventory.components.0.built'],
    [withFirst({ requires: [2, 1] }), 'inventory.components.0.requires.1: expected ascending indexes below 4, got 1'],
    [withFirst({ requires: [4] }), 'inventory.components.0.requires.0: expected ascending indexes below 4, got 4'],
    [withFirst({ uses: [{ ...first!.uses[0]!, depth: -1 }] }), 'inventory.components.0.uses.0.depth'],
    [withLicense({ confidence: -0.1 }), 'inventory.components.0.license.confidence'],
    [withLicense({ expression: 'MIT OR' }), 'inventory.components.0.license.expression: expected an SPDX expression'],
    [withFirst({ sha256: '0a'.repeat(33) }), 'inventory.components.0.sha256'],
    [withFirst({ hash: `h1:${'a'.repeat(44)}=` }), 'inventory.components.0.hash'],
    [{ ...VALID, waivers: [{ ...VALID.waivers[0], until: '2026-01-01T' }] }, 'inventory.waivers.0.until'],
  ])('is not taken: %#', async (inventory, problem) => {
    expect(await problemOf(inventory)).toContain(problem);
  });
});
