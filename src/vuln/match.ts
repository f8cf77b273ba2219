/** Entries of a database against a build list. */
import type { ModuleVersion } from '../go/version/module-version.ts';
import { fixedVersion, holding, isWithdrawn } from './affects.ts';
import type { AffectedModule, VulnEntry } from './types.ts';

/** A module of the build list. `replace` without a version is a folder. */
export interface ListedModule extends ModuleVersion {
  readonly replace?: ModuleVersion | undefined;
}

/** An entry that holds for a module. */
export interface Vulnerability {
  readonly entry: VulnEntry;
  /** What is built: the replacing module where there is one. */
  readonly module: ModuleVersion;
  /** The parts of the entry that hold. */
  readonly affected: readonly AffectedModule[];
  /** With `v`; '' where no fixed version is known. */
  readonly fixed: string;
}

/**
 * What holds for one module of the build list: entries of the built path that name the required path, and those that name the built path
 * itself. Folders, main modules and members of a workspace have no version, and nothing holds for them. `today`: YYYY-MM-DD.
 */
export function vulnerabilitiesOf(
  { path, version, replace }: ListedModule,
  entriesOf: (path: string) => readonly VulnEntry[],
  today: string,
): Vulnerability[] {
  const module = replace ?? { path, version };
  if (module.version === '' || module.version === '(devel)') return [];
  const names = module.path === path ? [path] : [path, module.path];
  const found = new Map<string, Vulnerability>();
  for (const entry of entriesOf(module.path)) {
    if (isWithdrawn(entry, today)) continue;
    for (const name of names) {
      const affected = holding(entry, name, module.version);
      if (affected.length === 0) continue;
      const own = affected.filter((one) => one.module === module.path);
      const fixed = fixedVersion(own, module.version);
      // Of two the one that knows a fix: an entry may name both the original and its fork.
      if (!found.get(entry.id)?.fixed) found.set(entry.id, { entry, module, affected, fixed });
    }
  }
  return [...found.values()];
}
