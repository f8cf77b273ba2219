/** The modules that rules of the graph judge, with what every finding about them has in common. */

import { versionSpan } from '../go/modfile/spans.ts';
import type { ModuleVersion } from '../go/version/module-version.ts';
import { isToolchain } from '../go/version/module-version.ts';
import type { MainModule, ModuleInUse, Repo } from './repo.ts';
import type { Draft, Valibot } from './rule.ts';

/** `direct`: required without `// indirect` · `required`: on a line of go.mod · `all`: the whole build list, where it is known. */
export type Scope = 'direct' | 'required' | 'all';

/** The option by which a rule lets its scope be chosen. */
export function scopeOption(v: Valibot, fallback: Scope) {
  const meaning =
    '`direct`: requirements without `// indirect` · `required`: all requirements in go.mod · `all`: the build list';
  return v.optional(v.pipe(v.picklist(['direct', 'required', 'all']), v.description(meaning)), fallback);
}

export interface InUse {
  readonly module: MainModule;
  readonly use: ModuleInUse;
  /** Place (the version on its own line, else the line through which it comes in), subject, version, trail. */
  readonly found: Pick<Draft, 'at' | 'subject' | 'module' | 'version' | 'trail' | 'asOf'>;
}

export function* modulesInUse(repo: Repo, scope: Scope): Generator<InUse> {
  for (const module of repo.modules) {
    for (const use of module.uses) {
      if (isToolchain(use.path) || !isWithin(use, scope)) continue;
      const at = use.require === undefined ? use.at : versionSpan(module.mod.syntax, use.require.line);
      const trail = use.trail.length > 1 ? { trail: use.trail } : {};
      yield { module, use, found: { at, subject: use.path, module, version: use.version, ...trail } };
    }
  }
}

function isWithin(use: ModuleInUse, scope: Scope): boolean {
  return scope === 'all' || (scope === 'direct' ? use.direct : use.require !== undefined);
}

/** The module whose code is built: what replaces it, if anything does. A folder keeps the name and has no version. */
export function builtOf({ path, version, replace, own }: ModuleInUse): ModuleVersion {
  if (replace === undefined) return { path, version: own ? '' : version };
  return replace.version === '' ? { path, version: '' } : replace;
}
