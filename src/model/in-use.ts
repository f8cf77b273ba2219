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
  readonly found: Pick<Draft, 'at' | 'subject' | 'module' | 'version' | 'trail' | 'asOf'>;
}

/** The modules in use of every main module, by scope. Toolchains are left out. */
export function* modulesInUse(repo: Repo, scope: Scope): Generator<InUse> {
  for (const module of repo.modules) {
    const own = scope === 'required' && !listsAll(module) ? 'all' : scope;
    for (const use of module.uses) {
      if (isToolchain(use.path) || !isWithin(use, own)) continue;
      const at = use.require === undefined ? use.at : versionSpan(module.mod.syntax, use.require.line);
      const trail = use.trail.length > 1 ? { trail: use.trail } : {};
      yield { module, use, found: { at, subject: use.path, module, version: use.version, ...trail } };
    }
  }
}

/** Since Go 1.17 go.mod lists every module that provides a package to the main module's (no go line means 1.16). */
function listsAll({ mod }: MainModule): boolean {
  return compare(mod.go?.version ?? '1.16', '1.17') >= 0;
}

/** How a module comes to be in use, as findings say it. */
export function listing({ require }: Pick<ModuleInUse, 'require'>): string {
  return require === undefined ? 'only in the graph' : 'required by go.mod';
}

function isWithin(use: ModuleInUse, scope: Scope): boolean {
  return scope === 'all' || (scope === 'direct' ? use.direct : use.require !== undefined);
}

/** The module whose code is built: what replaces it, if anything does. A folder keeps the name and has no version. */
export function builtOf({ path, version, replace, own }: ModuleInUse): ModuleVersion {
  if (replace === undefined) return { path, version: own ? '' : version };
  return replace.version === '' ? { path, version: '' } : replace;
}
