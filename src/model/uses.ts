/** The modules in use by a main module, as go.mod itself declares them: what is judged where no graph is loaded. */
import type { ModFile, Replace, Require } from '../go/modfile/types.ts';
import { compareText } from '../go/std/order.ts';
import type { ModuleVersion } from '../go/version/module-version.ts';
import { compare } from '../go/version/semver.ts';
import type { Span } from '../text/source.ts';
import type { ModuleInUse } from './repo.ts';

/** What replaces a module version: the line for that very version wins over the one for all versions (Go's rule). */
export function replacementOf(replaces: readonly Replace[], path: string, version: string): ModuleVersion | undefined {
  const lines = replacedPaths(replaces).get(path);
  return lines && (lines.exact.get(version) ?? lines.all);
}

interface Lines {
  /** By version, the target of the first line that names it. */
  readonly exact: Map<string, ModuleVersion>;
  /** Of the last line for all versions. */
  all: ModuleVersion | undefined;
}

const indexes = new WeakMap<readonly Replace[], ReadonlyMap<string, Lines>>();

/** Made once a list: rules ask for each of a module's requirements, and there may be as many replacements. */
function replacedPaths(replaces: readonly Replace[]): ReadonlyMap<string, Lines> {
  const known = indexes.get(replaces);
  if (known) return known;
  const index = new Map<string, Lines>();
  for (const { old, new: target } of replaces) {
    const lines: Lines = index.get(old.path) ?? { exact: new Map(), all: undefined };
    index.set(old.path, lines);
    if (!lines.exact.has(old.version)) lines.exact.set(old.version, target);
    if (old.version === '') lines.all = target;
  }
  indexes.set(replaces, index);
  return index;
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
