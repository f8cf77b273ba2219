/** Which replacements have no effect: nothing in the module graph has the version that they replace. */

import type { Replace } from '../go/modfile/types.ts';
import { isToolchain } from '../go/version/module-version.ts';
import type { DirectiveFile } from './directives.ts';
import type { MainModule, Repo } from './repo.ts';
import { membersOf } from './workspace/members.ts';

/** A replacement that has no effect on any module graph. */
export interface UnusedReplacement {
  /** Versions of the module that the graph does have, sorted. */
  readonly otherVersions: readonly string[];
  /** The modules whose graphs the line would have an effect on. */
  readonly modules: readonly MainModule[];
}

/** Gives what is known of a line without effect; undefined where it has one, or where a graph is not loaded. */
export function unusedReplacements(repo: Repo): (file: DirectiveFile, line: Replace) => UnusedReplacement | undefined {
  const versionsIn = remembered(versionsOf);
  const leftSidesOf = remembered(leftSides);
  const modulesOf = remembered((file: DirectiveFile) => affectedBy(repo, file));
  return (file, line) => {
    const modules = modulesOf(file);
    if (modules === undefined) return undefined;
    const { path, version } = line.old;
    const has = (module: MainModule) => versionsIn(module).has(path);
    const isOther = (m: MainModule) => m !== file.module && has(m) && leftSidesOf(m).has(leftSide(line));
    // Where another member needs the module and has the line itself, this one is for its own module alone.
    const served = file.module && modules.some(isOther) ? [file.module] : modules;
    const there = new Set(served.flatMap((module) => [...(versionsIn(module).get(path) ?? [])]));
    if (version === '' ? there.size > 0 : there.has(version)) return undefined;
    return { otherVersions: [...there].sort(), modules };
  };
}

/** The modules whose graphs a line has its effect on; undefined where one of them is not loaded. */
function affectedBy(repo: Repo, { module, source }: DirectiveFile): readonly MainModule[] | undefined {
  const workspace = module ? module.workspace : repo.workspaces.find((w) => w.source === source);
  const members = workspace ? membersOf(repo, workspace).map((m) => m.module) : [];
  const modules = [...new Set(module ? [module, ...members] : members)];
  const loaded = modules.filter((m) => m?.graph.state === 'loaded') as MainModule[];
  return loaded.length === modules.length ? loaded : undefined;
}

function leftSides({ mod }: MainModule): ReadonlySet<string> {
  return new Set(mod.replace.map(leftSide));
}

function leftSide({ old }: Replace): string {
  return `${old.path}@${old.version}`;
}

/** By path, every version in the graph, selected or not: a replacement holds for all of them. */
function versionsOf({ graph }: MainModule): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  if (graph.state !== 'loaded') return versions;
  for (const { path, version } of graph.graph.walk()) {
    if (version === '' || isToolchain(path)) continue;
    const known = versions.get(path);
    if (known) known.add(version);
    else versions.set(path, new Set([version]));
  }
  return versions;
}

function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}
