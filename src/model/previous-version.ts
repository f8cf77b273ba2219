/** The version of a module that the revision before a change used. */
import type { ModuleVersion } from '../go/version/module-version.ts';
import * as semver from '../go/version/semver.ts';
import type { MainModule } from './repo.ts';

/**
 * By the zips in go.sum of the base revision: the highest other version of the same path. undefined where nothing is compared with a
 * base, where the version itself was in use there, or the module is new.
 */
export function previousVersion(
  { sumBefore }: MainModule,
  { path, version }: ModuleVersion,
): ModuleVersion | undefined {
  const before = (sumBefore?.entries ?? []).filter((entry) => entry.path === path && !entry.goMod);
  if (before.some((entry) => entry.version === version)) return undefined;
  const [highest] = semver.sort(before.map((entry) => entry.version)).slice(-1);
  return highest === undefined ? undefined : { path, version: highest };
}
