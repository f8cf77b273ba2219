/** The modules in use by a main module, as go.mod itself declares them: what is judged where no graph is loaded. */
import type { ModFile, ModuleVersion, Replace, Require } from '../go/modfile-types.ts';
import { compareText } from '../go/order.ts';
import { compare } from '../go/semver.ts';
import type { Span } from '../text/source.ts';
import type { ModuleInUse } from './repo.ts';

/** What replaces a module version: the line for that very version wins over the one for all versions (Go's rule). */
export function replacementOf(replaces: readonly Replace[], path: string, version: string): ModuleVersion | undefined {
  let wildcard: ModuleVersion | undefined;
  for (const { old, new: target } of replaces) {
    if (old.path !== path) continue;
    if (old.version === version) return target;
    if (old.version === '') wildcard = target;
  }
  return wildcard;
}

/** `own`: module paths that the workspace builds from folders. */
export function declaredUses(
  mod: ModFile,
  spanOf: (require: Require) => Span,
  own: ReadonlySet<string> | undefined,
): ModuleInUse[] {
  const excluded = new Set(mod.exclude.map((e) => `${e.path}@${e.version}`));
  const byPath = new Map<string, Require>();
  for (const require of mod.require) {
    if (excluded.has(`${require.path}@${require.version}`)) continue;
    const known = byPath.get(require.path);
    if (known === undefined || compare(require.version, known.version) > 0) byPath.set(require.path, require);
  }
  return [...byPath.values()]
    .map((require) => ({
      path: require.path,
      version: require.version,
      replace: replacementOf(mod.replace, require.path, require.version),
      direct: !require.indirect,
      require,
      depth: require.indirect ? undefined : 1,
      depthState: require.indirect ? ('unknown' as const) : ('declared' as const),
      trail: [{ path: require.path, version: require.version }],
      at: spanOf(require),
      ...(own?.has(require.path) && { own: true as const }),
    }))
    .sort((a, b) => compareText(a.path, b.path));
}
