/**
 * Finds policies on disk through cosmiconfig's ExplorerSync, with static loaders only. Its public factory is never called: it executes
 * `.config/config.js` of the folder it stands in, whatever it is told. What ExplorerSync would silently pass over or follow (folders,
 * files that cannot be read, symlinks out of the repository) is looked at before and told.
 */
import { lstatSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inFolder } from '../../model/discover.ts';
import { hasPackageKey, PACKAGE_FILE, PACKAGE_KEY, POLICY_FILES } from '../../policy/file-names.ts';
import { type Candidate, type FoundPolicies, IS_FOLDER, nearestPolicies, readCandidate } from '../../policy/find.ts';
import { diskTree } from '../tree/disk.ts';

type Explorer = typeof import('cosmiconfig/dist/ExplorerSync.js').ExplorerSync;

/** `root`: the repository's folder; `folders` and all paths given back are relative to it. */
export async function findPoliciesOnDisk(root: string, folders: Iterable<string>): Promise<FoundPolicies> {
  const { ExplorerSync } = await import('cosmiconfig/dist/ExplorerSync.js');
  const tree = diskTree(root);
  return nearestPolicies(folders, async (folder) => {
    const candidates: Candidate[] = [];
    for (const name of POLICY_FILES) {
      const path = inFolder(folder, name);
      const fault = faultOf(join(root, path));
      const isFault = fault !== undefined && !(fault === IS_FOLDER && name === PACKAGE_FILE);
      const candidate = fault === undefined ? await readCandidate(tree, path) : isFault ? { path, fault } : undefined;
      if (candidate) candidates.push(candidate);
    }
    const sources = candidates.flatMap((c) => ('source' in c ? [c.source] : []));
    const first = search(
      ExplorerSync,
      join(root, folder),
      sources.map(({ path }) => basename(path)),
    );
    return { candidates, chosen: sources.find(({ path }) => basename(path) === first) };
  });
}

/** What lies there and is no file; undefined for a file, for a symlink that leads astray (the tree says so) and for nothing. */
function faultOf(path: string): string | undefined {
  try {
    const own = lstatSync(path, { throwIfNoEntry: false });
    const stat = own?.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : own;
    if (stat === undefined || stat.isFile()) return undefined;
    return stat.isDirectory() ? IS_FOLDER : 'the policy is not a regular file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOTDIR' || code === 'ENOENT' || code === 'ELOOP'
      ? undefined
      : `cannot be read (${code ?? 'unknown error'})`;
  }
}

/** Never a plain object: cosmiconfig would follow the `$import` of one. */
class PolicyText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** The name of the file that judges, of those that may. */
function search(ExplorerSync: Explorer, folder: string, places: readonly string[]): string | undefined {
  if (places.length === 0) return undefined;
  const explorer = new ExplorerSync({
    moduleName: PACKAGE_KEY,
    searchPlaces: places,
    loaders: { '.yaml': load, '.yml': load, '.json': load },
    searchStrategy: 'none',
    ignoreEmptySearchPlaces: false,
    cache: false,
    metaConfigFilePath: null,
    mergeSearchPlaces: false,
    mergeImportArrays: false,
    transform: (result) => result,
  });
  const found = explorer.search(folder);
  return found ? basename(found.filepath) : undefined;
}

function load(path: string, content: string): unknown {
  if (basename(path) !== PACKAGE_FILE) return new PolicyText(content);
  return hasPackageKey(content) ? { [PACKAGE_KEY]: new PolicyText(content) } : {};
}
