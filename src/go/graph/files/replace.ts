/** What the main modules' and go.work's replace directives put in a module's place. Replacements do not chain. */

import type { ModFile, Replace } from '../../modfile/types.ts';
import { isAbsolute, join, relative, toDirectoryPath } from '../../path/file-path.ts';
import type { ModuleVersion } from '../../version/module-version.ts';
import { modCompare } from '../../version/module-version.ts';
import { moduleText } from '../failure.ts';
import { type GraphSession, type MainFile, type MainModules, reportError, versionKey } from '../session.ts';

/** Left sides to right sides; `conflict` where one left side has two right sides (Go ends there). */
export function replaceMap(replaces: readonly Replace[]): {
  readonly map: Map<string, ModuleVersion>;
  readonly conflict?: string;
} {
  const map = new Map<string, ModuleVersion>();
  for (const { old, new: to } of replaces) {
    const before = map.get(versionKey(old));
    if (before && !same(before, to)) {
      return {
        map,
        conflict: `conflicting replacements for ${moduleText(old)}:\n\t${moduleText(before)}\n\t${moduleText(to)}`,
      };
    }
    map.set(versionKey(old), to);
  }
  return { map };
}

/** Where a replacement was found. `folder`: of the go.mod that has it, '' for go.work. */
export interface Found {
  readonly to: ModuleVersion;
  readonly folder: string;
  /** Absolute path of the go.mod or go.work. */
  readonly file: string;
  /** What go says, without ending, where two members contradict each other. */
  readonly conflict?: string;
}

/** modload.replacementFrom. In a workspace the last member that matches wins, silently but for one case (see go-graph.md, section 8). */
export function replacementFrom(session: GraphSession, module: ModuleVersion): Found | undefined {
  const { mains } = session;
  if (module.version === '' && mains.files.has(module.path)) return undefined;
  if (mains.work) {
    const hit = lookUp(mains.work.replace, module);
    if (hit) return { to: hit.to, folder: '', file: mains.work.path };
  }
  let found: Found | undefined;
  for (const main of replacers(mains).get(module.path) ?? []) {
    const hit = lookUp(main.replace, module);
    if (!hit) continue;
    const file = join(main.folder, 'go.mod');
    // Go compares with a version that it never remembers, so only a specific match that comes later is noticed.
    if (found && hit.from !== '' && !same(found.to, hit.to)) {
      const conflict = `conflicting replacements found for ${moduleText(module)} in workspace modules defined by ${found.file} and ${file}`;
      return { ...found, conflict };
    }
    found = { to: hit.to, folder: main.folder, file };
  }
  return found;
}

const byPath = new WeakMap<MainModules, ReadonlyMap<string, readonly MainFile[]>>();

/** By path, the members that replace some version of it, in their order. A workspace may have as many members as modules. */
function replacers(mains: MainModules): ReadonlyMap<string, readonly MainFile[]> {
  const known = byPath.get(mains);
  if (known) return known;
  const index = new Map<string, MainFile[]>();
  for (const name of mains.paths) {
    const main = mains.files.get(name);
    const paths = new Set(main?.file.replace.map(({ old }) => old.path));
    for (const path of paths) {
      const members = index.get(path);
      if (members) members.push(main!);
      else index.set(path, [main!]);
    }
  }
  byPath.set(mains, index);
  return index;
}

/** modload.Replacement: folders relative to the main module, or to go.work. */
export function replacementOf(session: GraphSession, module: ModuleVersion): ModuleVersion | undefined {
  const found = replacementFrom(session, module);
  return found && canonicalReplacement(session.mains, found);
}

/** Go says a conflict aloud each time that it looks a replacement up; this is called where Go does. */
export function sayConflict(session: GraphSession, module: ModuleVersion): void {
  if (session.mains.paths.length < 2) return;
  const conflict = replacementFrom(session, module)?.conflict;
  if (conflict !== undefined) reportError(session, conflict);
}

/** What is read in the module's place: its replacement or itself. */
export function actualOf(session: GraphSession, module: ModuleVersion): ModuleVersion {
  return replacementOf(session, module) ?? module;
}

export function canonicalReplacement(mains: MainModules, { to, folder }: Pick<Found, 'to' | 'folder'>): ModuleVersion {
  if (to.version !== '' || isAbsolute(to.path) || folder === '' || !mains.work) return to;
  return { path: toDirectoryPath(relative(mains.work.folder, join(folder, to.path))), version: '' };
}

function lookUp(
  map: ReadonlyMap<string, ModuleVersion>,
  module: ModuleVersion,
): { readonly to: ModuleVersion; readonly from: string } | undefined {
  if (map.size === 0) return undefined;
  const exact = map.get(versionKey(module));
  if (exact) return { to: exact, from: module.version };
  const wildcard = map.get(versionKey({ path: module.path, version: '' }));
  return wildcard && { to: wildcard, from: '' };
}

function same(a: ModuleVersion, b: ModuleVersion): boolean {
  return a.path === b.path && a.version === b.version;
}

/**
 * The highest replaced version of every path, and the conflict between two members of a workspace where there is one (Go ends there).
 * Paths that go.work replaces itself are exempt.
 */
export function memberReplacements(
  members: readonly Pick<MainFile, 'folder' | 'file'>[],
  workReplaces: readonly Replace[],
  inWork: boolean,
): { readonly highest: Map<string, string>; readonly conflict?: string } {
  const highest = new Map<string, string>();
  const replacements = new Map<string, ModuleVersion>();
  const byWork = new Set<string>();
  for (const { old, new: to } of workReplaces) {
    byWork.add(old.path);
    raise(highest, old);
    replacements.set(versionKey(old), to);
  }
  for (const { folder, file } of members) {
    const own = new Set<string>();
    for (const { old, new: to } of file.replace) {
      if (byWork.has(old.path)) continue;
      const target =
        inWork && to.version === '' && !isAbsolute(to.path) ? { path: join(folder, to.path), version: '' } : to;
      const key = versionKey(old);
      const before = replacements.get(key);
      if (before && !own.has(key) && !same(before, target)) {
        const left = moduleText(old);
        return {
          highest,
          conflict: `conflicting replacements for ${left}:\n\t${moduleText(before)}\n\t${moduleText(target)}\nuse "go work edit -replace ${left}=[override]" to resolve`,
        };
      }
      own.add(key);
      replacements.set(key, target);
      raise(highest, old);
    }
  }
  return { highest };
}

function raise(highest: Map<string, string>, { path, version }: ModuleVersion): void {
  const before = highest.get(path);
  if (before === undefined || modCompare(path, version, before) > 0) highest.set(path, version);
}

/** gover.FromGoMod: no go line means Go 1.16. */
export function goVersionOf(file: Pick<ModFile, 'go'>): string {
  return file.go?.version ?? '1.16';
}
