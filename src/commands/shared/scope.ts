/** `--scope`: which modules of the build lists a list or notice is about. */
import type { Run } from '../../gather/open-run.ts';
import { type BuildOptions, type BuiltBy, builtModules } from '../../model/built/built-modules.ts';
import { localSources } from '../../model/built/local-sources.ts';
import type { Ask } from '../../model/facts/facts.ts';
import { modulesInUse, type Scope } from '../../model/in-use.ts';
import type { MainModule, ModuleInUse } from '../../model/repo.ts';
import { printable, safe } from '../../text/printable.ts';
import { type Arguments, type OptionTable, quoted, UsageError } from './args.ts';
import { BUILDING, buildOptionsOf, buildText, refuseBuildOptions } from './build-options.ts';
import type { Terminal } from './command.ts';

export const SCOPING = {
  scope: {
    value: 'SCOPE',
    help: 'direct, required (listed in go.mod), built (compiled into its packages), vendored or all modules (default: all)',
  },
  ...BUILDING,
} as const satisfies OptionTable;

export type ScopeChoice =
  | { readonly scope: Scope | 'vendored' }
  | { readonly scope: 'built'; readonly build: BuildOptions };

export const ALL_MODULES: ScopeChoice = { scope: 'all' };

/** Throws UsageError. */
export function scopeOf(args: Arguments): ScopeChoice {
  const scope = args.values.get('scope') ?? 'all';
  if (scope === 'built') return { scope, build: buildOptionsOf(args) };
  refuseBuildOptions(args);
  if (scope === 'direct' || scope === 'required' || scope === 'vendored' || scope === 'all') return { scope };
  throw new UsageError(`--scope: expected direct, required, built, vendored or all, got ${quoted(scope)}`);
}

export interface Scoped {
  /** The modules again, `uses` being those within the scope. */
  readonly modules: readonly MainModule[];
  /** Why the scope is unknown, and which one counts in its place: a line for each main module. */
  readonly instead: readonly string[];
  /** Packages that Go could not build, a line each. */
  readonly remarks: readonly string[];
  /** Of the scope `built`, by the file of the main module and by module path; without those where it is unknown. */
  readonly builtBy: ReadonlyMap<string, ReadonlyMap<string, BuiltBy>>;
  /** SHA-256 of the zips that were read for it, by `path@version`. */
  readonly zips: ReadonlyMap<string, string>;
}

/** What is built or vendored is told by vendor/modules.txt as well as by the graph. */
export function isEnoughFor({ scope }: ScopeChoice): (module: MainModule) => boolean {
  return ({ graph }) => (scope === 'built' || scope === 'vendored') && graph.state === 'vendored';
}

/** `modules`: with their graphs. What is unknown is said on standard error. */
export async function withinScope(
  run: Run,
  modules: readonly MainModule[],
  choice: ScopeChoice,
  terminal: Terminal,
): Promise<Scoped> {
  const scoped = await applied(run, modules, choice);
  for (const line of [...scoped.instead, ...scoped.remarks]) terminal.err(safe`modwarden: ${printable(line)}\n`);
  return scoped;
}

async function applied(run: Run, modules: readonly MainModule[], choice: ScopeChoice): Promise<Scoped> {
  if (choice.scope === 'built') return built(run, modules, choice.build);
  const instead: string[] = [];
  const kept = modules.map((module): MainModule => {
    if (choice.scope !== 'vendored') return { ...module, uses: usesIn(run, module, choice.scope) };
    if (module.vendor !== undefined) return { ...module, uses: vendoredUses(module) };
    instead.push(fallback(module, 'vendored', 'nothing is vendored'));
    return { ...module, uses: usesIn(run, module, 'required') };
  });
  return { modules: kept, instead, remarks: [], builtBy: new Map(), zips: new Map() };
}

async function built(run: Run, modules: readonly MainModule[], build: BuildOptions): Promise<Scoped> {
  const { tree, paths, repo, facts } = run;
  const world = {
    repo,
    local: localSources(tree, paths, repo.hasFolder),
    answer: async (asks: readonly Ask[]) => (await facts?.answerAll(asks)) ?? [],
    read: new Map(),
  };
  const kept: MainModule[] = [];
  const instead: string[] = [];
  const remarks: string[] = [];
  const builtBy = new Map<string, ReadonlyMap<string, BuiltBy>>();
  const zips = new Map<string, string>();
  for (const module of modules) {
    const result = await builtModules(module, world, build);
    if (result.state === 'unknown') {
      instead.push(fallback(module, 'built', result.why));
      kept.push({ ...module, uses: usesIn(run, module, 'required') });
      continue;
    }
    kept.push({ ...module, uses: module.uses.filter(({ path }) => result.modules.has(path)) });
    builtBy.set(module.source.path, result.modules);
    for (const [name, sha256] of result.zips) zips.set(name, sha256);
    remarks.push(...unprovided(module, result.unprovided));
  }
  return { modules: kept, instead, remarks, builtBy, zips };
}

function usesIn({ repo }: Run, module: MainModule, scope: Scope): ModuleInUse[] {
  return [...modulesInUse({ ...repo, modules: [module] }, scope)].map(({ use }) => use);
}

function vendoredUses({ vendor, uses }: MainModule): ModuleInUse[] {
  const paths = new Set(vendor?.list.map(({ path }) => path));
  return uses.filter(({ path }) => paths.has(path));
}

function fallback({ source }: MainModule, scope: string, why: string): string {
  return `${source.path}: the modules of the scope ${scope} are unknown (${why}); all required modules count instead`;
}

/** Of the packages that no module provides. */
const SHOWN = 3;

function unprovided({ source }: MainModule, missing: readonly BuiltBy[]): string[] {
  if (missing.length === 0) return [];
  const shown = missing.slice(0, SHOWN).map((one) => `${one.package} (imported by ${one.importer})`);
  const more = missing.length > SHOWN ? `, and ${missing.length - SHOWN} more` : '';
  return [`${source.path}: no module of the build list provides ${shown.join(', ')}${more}`];
}

/** What the scope means, as a sentence. */
export function scopeText(choice: ScopeChoice): string {
  switch (choice.scope) {
    case 'direct':
      return 'the modules that go.mod requires without "// indirect"';
    case 'required':
      return 'the modules that go.mod requires, without those that are only in the module graph';
    case 'vendored':
      return 'the modules of which packages are vendored';
    case 'built':
      return `the modules that provide a package which is built for ${buildText(choice.build)}`;
    default:
      return 'all modules of the build lists; not all of them need be compiled into the program';
  }
}
