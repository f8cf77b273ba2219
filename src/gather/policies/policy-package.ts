/**
 * Policies in npm packages that the caller has installed. A package is read as data: nothing of it runs, nothing is fetched, and none
 * comes from the repository that is checked, be it by a link on the way.
 */
import { realpathSync } from 'node:fs';
import type { Tree } from '../../model/tree.ts';
import { POLICY_FILES } from '../../policy/file-names.ts';
import { readCandidate, readPolicyFile } from '../../policy/find.ts';
import type { PolicyLayer, Refused } from '../../policy/layers/layers.ts';
import { parsePackageName } from '../../policy/layers/package-name.ts';
import { type Source, source } from '../../text/source.ts';
import { installedPackages } from '../plugins/find-plugin.ts';
import { leadsThrough } from '../plugins/inside.ts';
import { diskTree } from '../tree/disk.ts';

export interface PackageSearch {
  /** Folders from which node_modules are searched upwards, in this order; absolute. */
  readonly from: string;
  /** modwarden's own folder: packages that are installed beside it are found. */
  readonly installation: string;
  /** The folders of the checked repository. */
  readonly untrusted: readonly string[];
}

/** `name`: `npm:NAME`, or `npm:NAME/FILE`. Files are called by these names in messages, wherever they are. */
export async function readPolicyPackage(name: string, search: PackageSearch): Promise<PolicyLayer | Refused> {
  const parsed = parsePackageName(name);
  if (parsed === undefined) return { refused: 'not a package name' };
  const all = installedPackages(parsed.name, search.from, search.installation);
  const folder = all.find((one) => !leadsThrough(one, search.untrusted));
  if (folder === undefined)
    return all.length > 0
      ? { refused: 'it is installed only in the checked repository', hint: 'install it outside of the repository' }
      : { refused: 'no such package is installed', hint: `install it: npm install ${parsed.name}` };
  const real = realpathSync(folder);
  const tree = diskTree(real);
  const found = await policyIn(tree, parsed.file);
  if ('refused' in found) return found;
  const prefix = `npm:${parsed.name}/`;
  return {
    source: source(`${prefix}${found.path}`, found.text),
    readFile: async (path) => {
      if (!path.startsWith(prefix)) return { refused: 'it is outside of the package' };
      const inside = await readPolicyFile(tree, path.slice(prefix.length));
      return inside && 'text' in inside ? source(path, inside.text) : inside;
    },
    readPackage: (other) => readPolicyPackage(other, { ...search, from: real }),
  };
}

/** The file that is named, else the first of those that can be a policy in any folder. */
async function policyIn(tree: Tree, file: string | undefined): Promise<Source | Refused> {
  if (file !== undefined) return (await readPolicyFile(tree, file)) ?? { refused: `the package has no file ${file}` };
  for (const name of POLICY_FILES) {
    const candidate = await readCandidate(tree, name);
    if (candidate === undefined) continue;
    return 'source' in candidate ? candidate.source : { refused: candidate.fault, hint: candidate.hint };
  }
  return {
    refused: 'the package has no policy',
    hint: `it needs one of ${POLICY_FILES.join(', ')} (key modwarden), or name a file: npm:NAME/FILE`,
  };
}
