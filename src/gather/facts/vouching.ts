/** What a repository's own files say about go.mod files of others: their hashes, and which modules stand in for others. */
import type { Replace } from '../../go/modfile/types.ts';
import { sumHashes, sumKey } from '../../go/sum/parse.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { Repo } from '../../model/repo.ts';
import { sumFiles } from '../../model/sums.ts';

export interface Vouching {
  /** The `h1:` hashes that go.sum files list for a module's go.mod; mostly one, none where it is not listed. */
  hashesOf(module: ModuleVersion): readonly string[];
  /** The same of a module's zip. */
  zipHashesOf(module: ModuleVersion): readonly string[];
  /** Whether a replace directive puts `target` in the place of `path`: its go.mod may then name either (modload.goModSummary). */
  replaces(target: string, path: string): boolean;
}

export const NO_VOUCHING: Vouching = { hashesOf: () => [], zipHashesOf: () => [], replaces: () => false };

/** A go.sum could list thousands of hashes for one file. */
const MAX_HASHES = 8;

/** Read when it is first asked: most runs ask little. */
export function vouchingOf(repo: Repo): Vouching {
  let hashes: Map<string, Set<string>> | undefined;
  let replaced: Set<string> | undefined;
  const listed = (module: ModuleVersion, goMod: boolean) => {
    hashes ??= hashesIn(repo);
    return [...(hashes.get(sumKey({ ...module, goMod })) ?? [])].slice(0, MAX_HASHES);
  };
  return {
    hashesOf: (module) => listed(module, true),
    zipHashesOf: (module) => listed(module, false),
    replaces: (target, path) => {
      replaced ??= new Set([...replacesOf(repo)].map((r) => `${r.new.path} ${r.old.path}`));
      return replaced.has(`${target} ${path}`);
    },
  };
}

function hashesIn(repo: Repo): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const { sum } of sumFiles(repo)) {
    for (const [key, lines] of sumHashes(sum)) {
      const known = all.get(key) ?? new Set();
      for (const line of lines) if (line.startsWith('h1:')) known.add(line);
      all.set(key, known);
    }
  }
  return all;
}

function* replacesOf({ modules, workspaces }: Repo): Generator<Replace> {
  for (const { mod } of modules) yield* mod.replace;
  for (const { work } of workspaces) yield* work.replace;
}
