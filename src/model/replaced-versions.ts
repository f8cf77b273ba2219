/** Which versions in use a replacement replaces. */

import type { Replace } from '../go/modfile/types.ts';
import { compare } from '../go/version/semver.ts';
import type { DirectiveFile } from './directives.ts';
import type { MainModule, ModuleInUse, Repo } from './repo.ts';
import { membersOf } from './workspace/members.ts';

/** The highest version that a replacement takes the place of. */
export interface ReplacedVersion {
  readonly version: string;
  /** A go.mod requires this version; else the module graph selects it. */
  readonly isRequired: boolean;
}

/** Gives the highest version in use that a line of the file replaces; undefined where it replaces none that is known. */
export function replacedVersions(
  repo: Repo,
  { module, source }: DirectiveFile,
): (line: Replace) => ReplacedVersion | undefined {
  const workspace = module ? undefined : repo.workspaces.find((w) => w.source === source);
  const modules = module ? [module] : workspace ? membersOf(repo, workspace).flatMap((m) => m.module ?? []) : [];
  const users = usersByPath(modules);
  return ({ old, new: target }) => {
    let highest: ReplacedVersion | undefined;
    for (const { use, graph } of users.get(old.path) ?? []) {
      if (old.version !== '' && old.version !== use.version) continue;
      // A line for that very version goes before one for all.
      if (module && (use.replace?.path !== target.path || use.replace.version !== target.version)) continue;
      if (highest !== undefined && compare(use.version, highest.version) <= 0) continue;
      const isRequired = graph.state !== 'loaded' || use.require?.version === use.version;
      highest = { version: use.version, isRequired };
    }
    return highest;
  };
}

interface User {
  readonly use: ModuleInUse;
  readonly graph: MainModule['graph'];
}

function usersByPath(modules: readonly MainModule[]): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>();
  for (const { uses, graph } of modules) {
    for (const use of uses) {
      const known = users.get(use.path);
      if (known) known.push({ use, graph });
      else users.set(use.path, [{ use, graph }]);
    }
  }
  return users;
}
