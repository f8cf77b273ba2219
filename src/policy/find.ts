/** The nearest policy upwards from a folder, in any tree. policy-file.ts of gather/ does the same on disk through cosmiconfig. */
import { baseName, inFolder, upwards } from '../model/discover.ts';
import type { PolicyProblem } from '../model/report.ts';
import { type Tree, TreeError } from '../model/tree.ts';
import { decode } from '../text/bytes.ts';
import { type Source, source } from '../text/source.ts';
import { hasPackageKey, PACKAGE_FILE, POLICY_FILES } from './file-names.ts';
import type { Refused } from './layers/layers.ts';
import { NODE_LIMITS } from './parse/node.ts';
import { byPlace, fileProblem } from './parse/problems.ts';

export interface FoundPolicies {
  /** By folder: the policy file that judges it; undefined where there is none up to the root. */
  readonly of: ReadonlyMap<string, Source | undefined>;
  /** Policies that are there and are unavailable, and those that stand beside the one that judges. */
  readonly problems: readonly PolicyProblem[];
}

/** A place where a policy stands: its text, or why it is unavailable. */
export type Candidate = { readonly path: string } & (
  | { readonly source: Source }
  | { readonly fault: string; readonly hint?: string | undefined }
);

/** What stands in one folder, in the order of the table of places. */
export interface FolderPolicies {
  readonly candidates: readonly Candidate[];
  /** The one that judges. */
  readonly chosen: Source | undefined;
}

export async function findPolicies(tree: Tree, folders: Iterable<string>): Promise<FoundPolicies> {
  const paths = await tree.list();
  const files = new Set(paths);
  const asFolders = foldersNamedAsPolicies(paths);
  return nearestPolicies(folders, async (folder) => {
    const candidates: Candidate[] = [];
    for (const name of POLICY_FILES) {
      const path = inFolder(folder, name);
      if (asFolders.has(path) && name !== PACKAGE_FILE) candidates.push({ path, fault: IS_FOLDER });
      const candidate = files.has(path) ? await readCandidate(tree, path) : undefined;
      if (candidate) candidates.push(candidate);
    }
    return { candidates, chosen: candidates.flatMap((c) => ('source' in c ? [c.source] : []))[0] };
  });
}

export const IS_FOLDER = 'a folder has the name of a policy file';

/** Looks into each folder once, nearest first. What is unavailable is told and skipped; the folder above may have another. */
export async function nearestPolicies(
  folders: Iterable<string>,
  lookInto: (folder: string) => Promise<FolderPolicies>,
): Promise<FoundPolicies> {
  const seen = new Map<string, FolderPolicies>();
  const of = new Map<string, Source | undefined>();
  for (const folder of folders) {
    let found: Source | undefined;
    for (const at of upwards(folder)) {
      const here = seen.get(at) ?? (await lookInto(at));
      seen.set(at, here);
      found = here.chosen;
      if (found) break;
    }
    of.set(folder, found);
  }
  return { of, problems: [...seen.values()].flatMap(problemsOf).sort(byPlace) };
}

function problemsOf({ candidates, chosen }: FolderPolicies): PolicyProblem[] {
  return candidates.flatMap((candidate) => {
    const { path } = candidate;
    if ('fault' in candidate)
      return [fileProblem(path, `cannot read the policy: ${candidate.fault}`, candidate.hint ?? 'fix or remove it')];
    if (!chosen || path === chosen.path) return [];
    return [
      fileProblem(
        path,
        `unused policy file: ${baseName(chosen.path)} in the same folder takes precedence`,
        'keep only one of them',
      ),
    ];
  });
}

/** undefined where no policy stands there: no file, or a package.json without our key. */
export async function readCandidate(tree: Tree, path: string): Promise<Candidate | undefined> {
  const found = await readPolicyFile(tree, path);
  if (found === undefined) return undefined;
  if ('refused' in found) return { path, fault: found.refused, hint: found.hint };
  return baseName(path) === PACKAGE_FILE && !hasPackageKey(found.text) ? undefined : { path, source: found };
}

/** A policy file's text, for policies and what they extend; `refused`: it is there and is unavailable. */
export async function readPolicyFile(tree: Tree, path: string): Promise<Source | Refused | undefined> {
  try {
    const bytes = await tree.read(path);
    if (bytes === undefined) return undefined;
    const { maxBytes } = NODE_LIMITS;
    return bytes.length > maxBytes
      ? { refused: `${bytes.length} bytes, more than ${maxBytes}` }
      : source(path, decode(bytes));
  } catch (error) {
    if (error instanceof TreeError) return { refused: error.message, hint: error.hint };
    throw error;
  }
}

/** Trees list no folders, so those that are called like a policy are known by what lies in them. */
function foldersNamedAsPolicies(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    for (const name of POLICY_FILES) {
      for (let at = path.indexOf(`${name}/`); at >= 0; at = path.indexOf(`${name}/`, at + 1)) {
        if (at === 0 || path[at - 1] === '/') found.add(path.slice(0, at + name.length));
      }
    }
  }
  return found;
}
