/** The files of vendor folders, and what the zips of their modules say of them. */
import { hash } from 'node:crypto';
import { hash1 } from '../../go/dirhash/hash1.ts';
import { coveringPaths } from '../../go/path/prefixes.ts';
import { sumHashes } from '../../go/sum/parse.ts';
import type { VendorFile, VendorRecord } from '../../go/vendor/modules-txt.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { folderOf } from '../discover.ts';
import type { FactTypes } from '../facts/facts.ts';
import type { MainModule, Repo } from '../repo.ts';
import { sumFiles } from '../sums.ts';
import { type Tree, TreeError } from '../tree.ts';

/** The repository again, with the hash of every file of its vendor folders. `paths`: the tree's. */
export async function withVendoredFiles(repo: Repo, tree: Tree, paths: readonly string[]): Promise<Repo> {
  const folders = vendorsOf(repo).map(({ vendor }) => folderWithSlash(vendor));
  const hashes = new Map<string, string | undefined>();
  for (const path of paths)
    if (folders.some((folder) => path.startsWith(folder))) hashes.set(path, await hashOf(tree, path));
  return { ...repo, vendoredFiles: hashes };
}

/** undefined where the tree cannot give the file. */
async function hashOf(tree: Tree, path: string): Promise<string | undefined> {
  try {
    const content = await tree.read(path);
    return content && hash('sha256', content, 'hex');
  } catch (error) {
    if (error instanceof TreeError) return undefined;
    throw error;
  }
}

/** The files of one module in one vendor folder. */
export interface VendoredModule {
  readonly vendor: VendorFile;
  /** Whose vendor folder it is; undefined for a workspace. */
  readonly main: MainModule | undefined;
  /** undefined for files that belong to no module of modules.txt. */
  readonly record: VendorRecord | undefined;
  /** What was vendored: of a replaced module, the replacement; undefined where that is a folder. */
  readonly module: ModuleVersion | undefined;
  /** Paths in the module, with the hashes of their content. */
  readonly files: ReadonlyMap<string, string | undefined>;
  /** Where they lie, with a slash at the end. */
  readonly folder: string;
}

/** Every file of the vendor folders under the innermost module that it lies in. Needs `withVendoredFiles`. */
export function* vendoredModules(repo: Repo): Generator<VendoredModule> {
  for (const { vendor, main } of vendorsOf(repo)) {
    const root = folderWithSlash(vendor);
    const records = vendor.records.filter(({ packages }) => packages.length > 0);
    const recordsAt = coveringPaths(records.map((record) => [record.path, record] as const));
    const files = new Map<VendorRecord | undefined, Map<string, string | undefined>>();
    for (const record of records) files.set(record, new Map());
    for (const [path, sum] of repo.vendoredFiles ?? []) {
      if (!path.startsWith(root) || path === vendor.source.path) continue;
      const inVendor = path.slice(root.length);
      const [record] = recordsAt(inVendor);
      const own = files.get(record) ?? new Map<string, string | undefined>();
      own.set(record === undefined ? inVendor : inVendor.slice(record.path.length + 1), sum);
      files.set(record, own);
    }
    for (const [record, own] of files) {
      const module = record && (record.replacement ?? record);
      const folder = record === undefined ? root : `${root}${record.path}/`;
      yield { vendor, main, record, module: module?.version === '' ? undefined : module, files: own, folder };
    }
  }
}

function vendorsOf({ modules, workspaces }: Repo): { readonly vendor: VendorFile; readonly main?: MainModule }[] {
  return [
    ...modules.flatMap((main) => (main.vendor && !main.vendor.workspace ? [{ vendor: main.vendor, main }] : [])),
    ...workspaces.flatMap(({ vendor }) => (vendor ? [{ vendor }] : [])),
  ];
}

function folderWithSlash({ source }: VendorFile): string {
  return `${folderOf(source.path)}/`;
}

/** By `path@version`, what all go.sum files of the repository record of module zips. */
export function recordedZips(repo: Repo): ReadonlyMap<string, readonly string[]> {
  const hashes = new Map<string, string[]>();
  for (const { sum } of sumFiles(repo))
    for (const [key, lines] of sumHashes(sum)) hashes.set(key, [...(hashes.get(key) ?? []), ...lines]);
  return hashes;
}

/** `unknown`: why the files could not be compared. */
export type VendorComparison =
  | { readonly modified: readonly string[]; readonly added: readonly string[]; readonly unknown?: undefined }
  | { readonly unknown: string };

/**
 * Vendored files against the files of the module's zip, once go.sum vouches for these. That other files of the module are not vendored is
 * normal: tests, packages that nothing imports, go.mod.
 */
export function compareVendored(
  module: ModuleVersion,
  files: VendoredModule['files'],
  published: FactTypes['files'],
  recorded: ReadonlyMap<string, readonly string[]>,
): VendorComparison {
  const key = `${module.path}@${module.version}`;
  const hashes = recorded.get(key) ?? [];
  if (hashes.length === 0) return { unknown: 'go.sum has no checksum of its zip' };
  const zip = hash1(published.files.map(({ path, sha256 }) => ({ name: `${key}/${path}`, sha256 }))).value;
  if (zip === undefined || !hashes.includes(zip)) return { unknown: 'its zip does not match its checksum in go.sum' };
  const byPath = new Map(published.files.map(({ path, sha256 }) => [path, sha256]));
  const modified: string[] = [];
  const added: string[] = [];
  for (const [path, sum] of files) {
    const expected = byPath.get(path);
    if (expected === undefined) added.push(path);
    else if (sum === undefined) return { unknown: `${path} cannot be read` };
    else if (sum !== expected) modified.push(path);
  }
  return { modified, added };
}
