/** The order of layers, waivers, rules and keys changes nothing but what docs/presets.md says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Loaded, loadPolicy } from '../../../src/policy/layers/load.ts';
import type { Policy } from '../../../src/policy/types.ts';
import { source } from '../../../src/text/source.ts';
import { RULES } from '../rules.ts';

/** What one layer says; each part is left out or there. */
interface Layer {
  readonly level: string | undefined;
  readonly max: number | undefined;
  readonly exempt: readonly string[] | undefined;
  readonly other: string | undefined;
  readonly gaps: Readonly<Record<string, string>>;
  readonly privates: readonly string[];
  readonly waived: readonly string[];
}

const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const paths = (most: number) =>
  fc.uniqueArray(fc.constantFrom('a.example', 'b.example', 'c.example'), { maxLength: most });

const layer: fc.Arbitrary<Layer> = fc.record({
  level: some(fc.constantFrom('error', 'note', 'off')),
  max: some(fc.integer({ min: 1, max: 9 })),
  exempt: some(paths(3)),
  other: some(fc.constantFrom('error', 'warning')),
  gaps: fc.dictionary(fc.constantFrom('sum', 'license', 'graph'), fc.constantFrom('fail', 'report')),
  privates: paths(2),
  waived: paths(2),
});

function textOf(
  { level, max, exempt, other, gaps, privates, waived }: Layer,
  keys: readonly number[] = [0, 1, 2, 3],
): string {
  const depth = { ...(level && { level }), ...(max && { max }), ...(exempt && { exempt }) };
  const waivers = waived.map((module) => ({ rule: 'graph/max-depth', module, reason: 'r', until: '2030-01-01' }));
  const all: [string, unknown][] = [
    ['rules', { 'graph/max-depth': depth, ...(other && { 'replace/local-path': other }) }],
    ['gaps', gaps],
    ['private', privates],
    ['waivers', waivers],
  ];
  return JSON.stringify({ extends: [], ...Object.fromEntries(keys.map((i) => all[i]!)) });
}

async function merged(layers: readonly string[], by: 'bases' | 'extends' = 'bases'): Promise<Loaded> {
  const files = layers.map((text, i) => source(`l${i}.json`, text));
  const none = async () => undefined;
  const own = files.at(-1)!;
  const below = files.slice(0, -1);
  if (by === 'bases')
    return loadPolicy({
      source: own,
      rules: RULES,
      readFile: none,
      bases: below.map((one) => ({ source: one, readFile: none })),
    });
  const names = below.map(({ path }) => `./${path}`);
  return loadPolicy({
    source: source(own.path, JSON.stringify({ ...(JSON.parse(own.text) as object), extends: names })),
    rules: RULES,
    readFile: async (path) => below.find((one) => one.path === path),
  });
}

/** Without places, and without order where order decides nothing. */
function meaning({ rules, gaps, private: patterns, waivers }: Policy) {
  return {
    rules: Object.fromEntries(Object.entries(rules).map(([id, { level, options }]) => [id, { level, options }])),
    gaps: { ...gaps },
    private: [...patterns].sort(),
    waivers: waivers.map(({ rule, module }) => `${rule} ${module}`).sort(),
  };
}

const RUNS = { numRuns: 60 };

describe('layers', () => {
  it('replace what a later layer names, and keep what it does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(layer, { minLength: 1, maxLength: 4 }), async (layers) => {
        const { policy, problems } = await merged(layers.map((one) => textOf(one)));
        expect(problems).toEqual([]);
        const last = <K extends keyof Layer>(key: K) => layers.findLast((one) => one[key] !== undefined)?.[key];
        expect(policy.rules['graph/max-depth']).toMatchObject({
          level: last('level') ?? 'warning',
          options: { max: last('max') ?? 5, exempt: last('exempt') ?? [] },
        });
        expect(policy.rules['replace/local-path']?.level).toBe(last('other'));
        expect(policy.gaps).toMatchObject(Object.assign({}, ...layers.map(({ gaps }) => gaps)));
        expect([...policy.private].sort()).toEqual([...new Set(layers.flatMap(({ privates }) => privates))].sort());
        expect(policy.waivers).toHaveLength(layers.flatMap(({ waived }) => waived).length);
      }),
      RUNS,
    );
  });

  it('mean the same whether the caller names them or a policy extends them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(layer, { minLength: 2, maxLength: 4 }), async (layers) => {
        const texts = layers.map((one) => textOf(one));
        const [named, extended] = [await merged(texts), await merged(texts, 'extends')];
        expect(meaning(extended.policy)).toEqual(meaning(named.policy));
      }),
      RUNS,
    );
  });

  it('mean the same in any order of their keys, and in any order of layers that name different things', async () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    await fc.assert(
      fc.asyncProperty(layer, order, fc.boolean(), async (one, keys, swap) => {
        const part = (names: readonly number[]) => textOf(one, names);
        const whole = meaning((await merged([textOf(one)])).policy);
        expect(meaning((await merged([part(keys)])).policy)).toEqual(whole);
        const halves = [part(keys.slice(0, 2)), part(keys.slice(2))];
        expect(meaning((await merged(swap ? halves.reverse() : halves)).policy)).toEqual(whole);
      }),
      RUNS,
    );
  });

  it('keep what the first of them locks, and name both places', async () => {
    await fc.assert(
      fc.asyncProperty(layer, layer, async (one, two) => {
        const locking = JSON.stringify({ ...(JSON.parse(textOf(one)) as object), locked: ['graph/max-depth', 'gaps'] });
        const { policy, problems } = await merged([locking, textOf(two)]);
        const alone = (await merged([locking])).policy;
        expect(meaning(policy).rules['graph/max-depth']).toEqual(meaning(alone).rules['graph/max-depth']);
        expect(meaning(policy).gaps).toEqual(meaning(alone).gaps);
        for (const { message, place } of problems) {
          expect(message).toMatch(/^(?:graph\/max-depth|gaps) is locked by l0\.json:1$/);
          expect(place?.path).toBe('l1.json');
        }
      }),
      RUNS,
    );
  });
});
