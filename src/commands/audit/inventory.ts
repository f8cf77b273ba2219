/** The inventory of an open run: build lists, licenses, hashes and requirements. */
import type { Run } from '../../gather/open-run.ts';
import type { ModuleGraph } from '../../go/graph/types.ts';
import { compareText } from '../../go/std/order.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { isToolchain } from '../../go/version/module-version.ts';
import { compare } from '../../go/version/semver.ts';
import { maskDeep } from '../../lint/mask-report.ts';
import { builtOf } from '../../model/in-use.ts';
import type { MainModule, ModuleInUse } from '../../model/repo.ts';
import type { Report } from '../../model/report.ts';
import type { Component, ComponentLicense, ComponentUse, Inventory, InventoryMain } from '../../report/inventory.ts';
import type { ListedLicense, ListedLicenses } from '../license-list.ts';
import type { Scoped } from '../shared/scope.ts';
import { register } from '../waiver-list.ts';

/** `listed`: the licenses of all modules in use. `scoped`: by the scope `built`, where that was asked for. */
export function inventoryOf(
  session: Run,
  report: Report,
  { licenses, modules, unknown }: ListedLicenses,
  built?: BuiltParts,
): Inventory {
  const licenseOf = new Map(licenses.map((license) => [nameOf(license), license]));
  const found = collect(modules);
  const index = new Map(found.map(({ key }, i) => [key, i]));
  const components = found.map(({ use, uses, mains }) => ({
    ...componentOf(use, uses, mains, licenseOf, index),
    ...(built && builtPart(use, mains, built)),
  }));
  const rows = register(session, report).map(({ hides: _, ...waiver }) => waiver);
  return maskDeep({
    mains: modules.map((main) => mainOf(main, index)),
    components,
    waivers: rows,
    incomplete: unknown,
    ...(built && { built: { text: built.text, unknown: built.scoped.instead } }),
  });
}

export interface BuiltParts {
  /** For which platforms and tags. */
  readonly text: string;
  readonly scoped: Scoped;
}

function builtPart(
  use: ModuleInUse,
  mains: readonly MainModule[],
  { scoped: { builtBy, zips } }: BuiltParts,
): Pick<Component, 'built' | 'builtBy' | 'sha256'> {
  const known = mains.map(({ source }) => builtBy.get(source.path));
  const by = known.map((one) => one?.get(use.path)).find((one) => one !== undefined);
  const sha256 = zips.get(nameOf(builtOf(use)));
  return {
    built: by ? 'yes' : known.includes(undefined) ? 'unknown' : 'no',
    ...(by && { builtBy: by }),
    ...(sha256 !== undefined && { sha256 }),
  };
}

interface Found {
  readonly key: string;
  readonly use: ModuleInUse;
  readonly uses: ComponentUse[];
  readonly mains: MainModule[];
}

/** One for each version and what replaces it. */
function collect(modules: readonly MainModule[]): Found[] {
  const found = new Map<string, Found>();
  for (const main of modules) {
    for (const use of main.uses) {
      if (isToolchain(use.path)) continue;
      const key = keyOf(use);
      const known = found.get(key) ?? { key, use, uses: [], mains: [] };
      known.uses.push(useOf(main, use));
      known.mains.push(main);
      found.set(key, known);
    }
  }
  return [...found.values()].sort(
    (a, b) => compareText(a.use.path, b.use.path) || compare(a.use.version, b.use.version) || compareText(a.key, b.key),
  );
}

function keyOf({ path, version, replace }: ModuleInUse): string {
  return `${path}@${version}${replace === undefined ? '' : ` => ${replace.path}@${replace.version}`}`;
}

function nameOf({ path, version }: ModuleVersion): string {
  return `${path}@${version}`;
}

function useOf({ dir }: MainModule, use: ModuleInUse): ComponentUse {
  const { direct, require, unbuilt, depth, depthState, trail } = use;
  return {
    dir,
    direct,
    required: require !== undefined,
    unbuilt: unbuilt === true || depthState === 'unselected',
    ...(depth !== undefined && { depth }),
    trail: trail.map(({ path, version }) => ({ path, version })),
  };
}

function componentOf(
  use: ModuleInUse,
  uses: readonly ComponentUse[],
  mains: readonly MainModule[],
  licenses: ReadonlyMap<string, ListedLicense>,
  index: ReadonlyMap<string, number>,
): Component {
  const { path, version, replace } = use;
  const built = builtOf(use);
  const hash = mains
    .map(({ sum }) => sum?.entries.find((e) => !e.goMod && e.path === built.path && e.version === built.version)?.hash)
    .find((h) => h !== undefined);
  const requires = mains.flatMap((main) => requirements(main, use, index));
  return {
    path,
    version,
    ...(replace !== undefined && { replacedBy: { path: replace.path, version: replace.version } }),
    uses,
    license: licenseOf(built, licenses.get(nameOf(built))),
    ...(hash !== undefined && { hash }),
    requires: sortedOnce(requires),
  };
}

function licenseOf({ version }: ModuleVersion, license: ListedLicense | undefined): ComponentLicense {
  if (license === undefined) {
    const evidence =
      version === '' ? 'built from a folder: its license is that of the folder' : 'nothing of it is built';
    return { evidence, hints: [] };
  }
  const { expression, declared, confidence, evidence, hints } = license;
  return {
    ...(expression !== undefined && { expression }),
    ...(declared !== undefined && declared !== expression && { declared }),
    ...(confidence !== undefined && { confidence: Math.round(confidence * 1000) / 1000 }),
    evidence,
    hints,
  };
}

/** At the versions that this main module builds. */
function requirements(main: MainModule, use: ModuleInUse, index: ReadonlyMap<string, number>): number[] {
  const graph = graphOf(main);
  const required = graph?.requirements({ path: use.path, version: use.version }) ?? [];
  return builtIndexes(main, required, index);
}

function mainOf(main: MainModule, index: ReadonlyMap<string, number>): InventoryMain {
  const { dir, path, mod } = main;
  return { dir, path, requires: sortedOnce(builtIndexes(main, mod.require, index)) };
}

function builtIndexes(
  main: MainModule,
  required: readonly ModuleVersion[],
  index: ReadonlyMap<string, number>,
): number[] {
  const uses = usesByPath(main);
  return required.flatMap(({ path }) => {
    const use = uses.get(path);
    const i = use && index.get(keyOf(use));
    return i === undefined ? [] : [i];
  });
}

const byPath = new WeakMap<MainModule, ReadonlyMap<string, ModuleInUse>>();

function usesByPath(main: MainModule): ReadonlyMap<string, ModuleInUse> {
  const known = byPath.get(main) ?? new Map(main.uses.map((use) => [use.path, use]));
  byPath.set(main, known);
  return known;
}

function graphOf({ graph }: MainModule): ModuleGraph | undefined {
  return 'graph' in graph ? graph.graph : undefined;
}

function sortedOnce(indexes: readonly number[]): number[] {
  return [...new Set(indexes)].sort((a, b) => a - b);
}
