/** Properties of graphs over random universes, against minimal version selection as textbooks have it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depthsKnown, requirementDepths } from '../../../src/go/graph/depth.ts';
import { modCompare } from '../../../src/go/version/module-version.ts';
import { graphOf, type Universe } from './universe.ts';

const PATHS = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `x.example/${letter}`);
const VERSIONS = ['v0.1.0', 'v1.0.0-rc.2', 'v1.0.0-rc.10', 'v1.0.0', 'v1.2.0', 'v1.10.0'];

type Requirement = readonly [path: string, version: string];
interface Spec {
  readonly main: readonly Requirement[];
  /** By `path@version`. */
  readonly mods: ReadonlyMap<string, { readonly go: string; readonly require: readonly Requirement[] }>;
}

const requirement = fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom(...VERSIONS));
const requirements = fc.uniqueArray(requirement, { maxLength: 3, selector: ([path]) => path });

function spec(goLines: readonly string[]): fc.Arbitrary<Spec> {
  const keys = PATHS.flatMap((path) => VERSIONS.map((version) => `${path}@${version}`));
  const mod = fc.record({ go: fc.constantFrom(...goLines), require: requirements });
  return fc.record({
    main: requirements,
    mods: fc
      .array(mod, { minLength: keys.length, maxLength: keys.length })
      .map((list) => new Map(list.map((m, i) => [keys[i]!, m]))),
  });
}

function universe({ main, mods }: Spec, go: string): Universe {
  const lines = (list: readonly Requirement[]) =>
    list.map(([path, version]) => `require ${path} ${version}\n`).join('');
  const texts = [...mods].map(([key, mod]) => [key, `go ${mod.go}\n${lines(mod.require)}`]);
  return { files: { '/m/go.mod': `module m.example/main\ngo ${go}\n${lines(main)}` }, mods: Object.fromEntries(texts) };
}

/** All that can be reached, and of each path the highest. */
function textbook({ main, mods }: Spec): Map<string, string> {
  const seen = new Set<string>();
  const best = new Map<string, string>();
  const stack = [...main];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [path, version] = next;
    const key = `${path}@${version}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const before = best.get(path);
    if (before === undefined || modCompare(path, before, version) < 0) best.set(path, version);
    stack.push(...mods.get(key)!.require);
  }
  return best;
}

const selectedOf = async (u: Universe) =>
  new Map((await graphOf(u)).buildList.filter(({ main }) => !main).map(({ path, version }) => [path, version]));

describe('selection', () => {
  it('in unpruned modules is the textbook one', async () => {
    await fc.assert(
      fc.asyncProperty(spec(['1.12', '1.16', '1.18', '1.21']), async (s) => {
        const expected = textbook(s);
        expect(await selectedOf(universe(s, '1.16'))).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('in pruned modules is never above the textbook one, and equal to it over old modules unless a root was raised', async () => {
    await fc.assert(
      fc.asyncProperty(spec(['1.12', '1.16']), spec(['1.16', '1.17', '1.20']), async (old, mixed) => {
        const full = textbook(mixed);
        for (const [path, version] of await selectedOf(universe(mixed, '1.17'))) {
          expect(modCompare(path, version, full.get(path) ?? 'none')).toBeLessThanOrEqual(0);
        }
        // What a root required before it was raised is forgotten.
        const graph = await graphOf(universe(old, '1.17'));
        const raised = old.main.some(([path, version]) => graph.selected(path) !== version);
        if (!raised) expect(await selectedOf(universe(old, '1.17'))).toEqual(textbook(old));
      }),
      { numRuns: 200 },
    );
  });

  it('does not change when the roots are what a graph ended with', async () => {
    await fc.assert(
      fc.asyncProperty(spec(['1.16', '1.17', '1.20']), fc.constantFrom('1.16', '1.17', '1.21'), async (s, go) => {
        const graph = await graphOf(universe(s, go));
        const goLine = graph.roots.find(({ path }) => path === 'go')!.version;
        const main = graph.roots
          .filter(({ path }) => path !== 'go' && path !== 'toolchain')
          .map(({ path, version }) => [path, version] as const);
        const again = await graphOf(universe({ ...s, main }, goLine));
        expect(again.buildList.map(({ path, version }) => [path, version])).toEqual(
          graph.buildList.map(({ path, version }) => [path, version]),
        );
        expect(again.roots).toEqual(graph.roots);
        // Every root is at its selected version.
        for (const { path, version } of graph.roots) expect(graph.selected(path)).toBe(version);
      }),
      { numRuns: 150 },
    );
  });
});

describe('depths', () => {
  it('are of every module, and trails are chains of requirements', async () => {
    await fc.assert(
      fc.asyncProperty(spec(['1.16', '1.17']), fc.constantFrom('1.16', '1.17'), async (s, go) => {
        const graph = await graphOf(universe(s, go));
        const { of } = depthsKnown(graph);
        const near = requirementDepths(graph);
        for (const { path, version, main } of graph.buildList) {
          if (main) continue;
          const { state, depth, trail } = of.get(path)!;
          expect(trail.at(-1)).toEqual({ path, version });
          expect(near.get(path)).toBeGreaterThan(0);
          if (state === 'declared') expect(depth).toBe(trail.length);
          trail.slice(0, -1).forEach((module, i) => {
            const next = trail[i + 1]!;
            expect(s.mods.get(`${module.path}@${module.version}`)!.require.some(([p]) => p === next.path)).toBe(true);
          });
        }
      }),
      { numRuns: 100 },
    );
  });
});
