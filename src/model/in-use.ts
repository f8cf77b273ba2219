/** The modules that rules of the graph judge, with what every finding about them has in common. */

import { versionSpan } from '../go/modfile/spans.ts';
import { compare } from '../go/version/go-version.ts';
import type { ModuleVersion } from '../go/version/module-version.ts';
import { isToolchain } from '../go/version/module-version.ts';
import type { MainModule, ModuleInUse, Repo } from './repo.ts';
import type { Draft, Valibot } from './rule.ts';

/**
 * `direct`: required without `// indirect` · `required`: on a line of go.mod; below go 1.17, where go.mod does not list all that is
 * built, the build list · `all`: the whole build list, where it is known.
 */
export type Scope = 'direct' | 'required' | 'all';

/** The option by which a rule lets its scope be chosen. */
export function scopeOption(v: Valibot, fallback: Scope) {
  const meaning =
    '`direct`: requirements without `// indirect` · `required`: all requirements in go.mod, which may be built · `all`: the whole build list';
  return v.optional(v.pipe(v.picklist(['direct', 'required', 'all']), v.description(meaning)), fallback);
}

/** A module in use by a main module, ready to be reported. */
export interface InUse {
  readonly module: MainModule;
  readonly use: ModuleInUse;
  /** Place (the version on its own line, else the line through which it comes in), subject, version, trail. */
  readonly found: Pick<Draft, 'at' | 'subject' | 'module' | 'version' | 'trail' | 'related' | 'asOf'>;
}

/** The modules in use of every main module, by scope. Toolchains are left out. */
export function* modulesInUse(repo: Repo, scope: Scope): Generator<InUse> {
  for (const module of repo.modules) {
    const own = scope === 'required' && !(module.members ?? [module]).every(listsAll) ? 'all' : scope;
    for (const item of allInUse(module)) if (isWithin(item.use, own)) yield item;
  }
}

/** Dozens of rules look through the same modules, several times each. */
const inUse = new WeakMap<MainModule, readonly InUse[]>();

function allInUse(module: MainModule): readonly InUse[] {
  let all = inUse.get(module);
  if (all === undefined) {
    all = module.uses.filter(({ path }) => !isToolchain(path)).map((use) => itemOf(module, use));
    inUse.set(module, all);
  }
  return all;
}

function itemOf(module: MainModule, use: ModuleInUse): InUse {
  const at = use.require === undefined ? use.at : versionSpan(module.mod.syntax, use.require.line);
  const trail = use.trail.length > 1 ? { trail: use.trail } : {};
  const related = use.requiredBy && { related: requiredLines(use) };
  return { module, use, found: { at, subject: use.path, module, version: use.version, ...trail, ...related } };
}

/** Members whose lines are shown beside a finding about their workspace. */
const MAX_MEMBERS = 3;

/** What the members of a workspace ask for, where the workspace builds something else. */
function requiredLines({ version, requiredBy = [] }: ModuleInUse): NonNullable<Draft['related']> {
  return requiredBy.slice(0, MAX_MEMBERS).map(({ module, require }) => ({
    at: versionSpan(module.mod.syntax, require.line),
    message: `requires ${require.version}; the workspace selects ${version}`,
  }));
}

/** Since Go 1.17 go.mod lists every module that provides a package to the main module's (no go line means 1.16). */
function listsAll({ mod }: MainModule): boolean {
  return compare(mod.go?.version ?? '1.16', '1.17') >= 0;
}

/** How a module comes to be in use, as findings say it. */
export function listing(use: ModuleInUse): string {
  if (use.requiredBy !== undefined) return 'required by go.mod, at this version in the workspace';
  return isRequired(use) ? 'required by go.mod' : 'only in the graph';
}

/** Whether a go.mod names it: that of the module, or of a member where a workspace is judged. */
export function isRequired({ require, requiredBy }: Pick<ModuleInUse, 'require' | 'requiredBy'>): boolean {
  return require !== undefined || requiredBy !== undefined;
}

function isWithin(use: ModuleInUse, scope: Scope): boolean {
  return scope === 'all' || (scope === 'direct' ? use.direct : isRequired(use));
}

/** The module whose code is built: what replaces it, if anything does. A folder keeps the name and has no version. */
export function builtOf({ path, version, replace, own }: ModuleInUse): ModuleVersion {
  if (replace === undefined) return { path, version: own ? '' : version };
  return replace.version === '' ? { path, version: '' } : replace;
}
