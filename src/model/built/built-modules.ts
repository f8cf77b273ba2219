/**
 * The modules that a main module's packages are built of: those that provide a package which they import, transitively. The same as
 * `go list -deps -f '{{.Module}}' ./...` tells, for each target; without Go, from the .go files alone.
 */
import type { PackageFolder } from '../../go/source/package-folder.ts';
import { type BuildTarget, holdsOn, NEWEST_GO_MINOR } from '../../go/source/platform.ts';
import { ignoreTest } from '../imports.ts';
import type { MainModule } from '../repo.ts';
import { mainsOf, type NoSources, providersOf, type SourceWorld } from './providers.ts';

export interface BuildOptions {
  /** What is built for one of them counts. At most MAX_TARGETS. */
  readonly targets: readonly Omit<BuildTarget, 'goMinor'>[];
  /** Whether the tests of the main module's packages count. */
  readonly tests: boolean;
}

/** Each has a bit of a number. */
export const MAX_TARGETS = 30;

export type BuiltModules =
  | {
      readonly state: 'known';
      /** By module path, the first package of it that is built. */
      readonly modules: ReadonlyMap<string, BuiltBy>;
      /** Imports that no module of the build list provides: Go could not build these packages. */
      readonly unprovided: readonly BuiltBy[];
      /** SHA-256 of the zips that were read, by `path@version` of what is built. */
      readonly zips: ReadonlyMap<string, string>;
    }
  /** `why` names what is not at hand. */
  | { readonly state: 'unknown'; readonly why: string };

export interface BuiltBy {
  readonly package: string;
  /** A package that imports it. */
  readonly importer: string;
}

/** `module`: with its graph, or what stands in for it. */
export async function builtModules(
  module: MainModule,
  world: SourceWorld,
  options: BuildOptions,
): Promise<BuiltModules> {
  if (options.targets.length > MAX_TARGETS) throw new RangeError(`more than ${MAX_TARGETS} targets`);
  const outside = outsideMember(module);
  if (outside !== undefined)
    return { state: 'unknown', why: `the module of "use ${outside}" is not in the repository` };
  const providers = providersOf(module, world);
  const maskOf = masks(options, module);
  const walk = importWalk(maskOf);
  const rooted = await walkRoots(module, world, options.tests, walk);
  if (rooted !== undefined) return unknown(rooted);
  const modules = new Map<string, BuiltBy>();
  const unprovided: BuiltBy[] = [];
  for (let batch = walk.next(); batch.length > 0; batch = walk.next()) {
    const found = await Promise.all(batch.map(({ path }) => providers.of(path)));
    for (const [i, provided] of found.entries()) {
      const { path, mask, importer, isNew } = batch[i]!;
      if (provided === undefined) {
        if (isNew) unprovided.push({ package: path, importer });
        continue;
      }
      if ('problem' in provided) return unknown(provided);
      if (provided.use !== undefined && !modules.has(provided.use.path))
        modules.set(provided.use.path, { package: path, importer });
      walk.add(provided.package, path, mask, false);
    }
  }
  if (unprovided.length > 0 && !isWhole(module))
    return {
      state: 'unknown',
      why: `no requirement in go.mod provides ${unprovided[0]!.package}, and the module graph is not known`,
    };
  return { state: 'known', modules, unprovided, zips: providers.zips };
}

function unknown({ problem }: NoSources): BuiltModules {
  return { state: 'unknown', why: problem };
}

/** Whether `uses` are the whole build list. */
function isWhole({ graph }: MainModule): boolean {
  return graph.state === 'loaded' || graph.state === 'workspace' || graph.state === 'vendored';
}

function outsideMember({ kind, workspace, members = [] }: MainModule): string | undefined {
  if (kind !== 'workspace') return undefined;
  const judged = new Set(members.map(({ dir }) => dir));
  return workspace?.members.find(({ dir }) => dir === undefined || !judged.has(dir))?.text;
}

/** The packages that `./...` matches in each main module. */
async function walkRoots(
  module: MainModule,
  { local }: SourceWorld,
  tests: boolean,
  walk: ImportWalk,
): Promise<NoSources | undefined> {
  let count = 0;
  for (const main of mainsOf(module)) {
    const isIgnored = ignoreTest(main);
    for (const dir of local.inPatterns.get(main.dir) ?? []) {
      if (isIgnored(dir)) continue;
      count++;
      const found = await local.packageAt(dir);
      if ('problem' in found) return found;
      const inside = main.dir === '' ? dir : dir.slice(main.dir.length + 1);
      walk.add(found, [main.path, inside].filter((part) => part !== '').join('/'), ALL, tests);
    }
  }
  return count > 0 ? undefined : { problem: `no .go files of ${module.source.path} in the repository` };
}

const ALL = -1;

type MaskOf = (constraint: string) => number;

/** A bit for each target on which a constraint holds. */
function masks({ targets }: BuildOptions, module: MainModule): MaskOf {
  const goMinor = Math.max(NEWEST_GO_MINOR, ...mainsOf(module).flatMap(minorsOf));
  const wholes = targets.map((target) => ({ ...target, goMinor }));
  const known = new Map<string, number>();
  return (constraint) => {
    const before = known.get(constraint);
    if (before !== undefined) return before;
    const mask = wholes.reduce((sum, target, i) => sum | (holdsOn(constraint, target) ? 1 << i : 0), 0);
    known.set(constraint, mask);
    return mask;
  };
}

/** Of the Go that builds it: not older than the go and toolchain lines say. */
function minorsOf({ mod }: MainModule): number[] {
  const versions = [mod.go?.version, mod.toolchain?.name];
  return versions.flatMap((version) => {
    const [, minor] = /^(?:go)?1\.([0-9]{1,4})/.exec(version ?? '') ?? [];
    return minor === undefined ? [] : [Number(minor)];
  });
}

interface Step {
  readonly path: string;
  /** Targets on which it has not been followed yet. */
  readonly mask: number;
  readonly importer: string;
  readonly isNew: boolean;
}

interface ImportWalk {
  /** What a package imports on these targets. */
  add(found: PackageFolder, path: string, mask: number, tests: boolean): void;
  /** Import paths that are to be followed. */
  next(): readonly Step[];
}

function importWalk(maskOf: MaskOf): ImportWalk {
  const done = new Map<string, number>();
  let pending = new Map<string, { mask: number; importer: string }>();
  return {
    add: ({ files }, importer, mask, tests) => {
      for (const { when, test, imports } of files) {
        const own = test && !tests ? 0 : mask & maskOf(when);
        if (own === 0) continue;
        for (const path of imports) {
          const fresh = own & ~(done.get(path) ?? 0);
          const known = pending.get(path);
          if (fresh === 0) continue;
          if (known) known.mask |= fresh;
          else pending.set(path, { mask: fresh, importer });
        }
      }
    },
    next: () => {
      const steps: Step[] = [];
      for (const [path, { mask, importer }] of pending) {
        const before = done.get(path) ?? 0;
        const fresh = mask & ~before;
        if (fresh === 0) continue;
        done.set(path, before | fresh);
        steps.push({ path, mask: fresh, importer, isNew: before === 0 });
      }
      pending = new Map();
      return steps;
    },
  };
}
