/** The files of a vendored module against the zip in the module cache, once go.sum has vouched for the zip. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hash1 } from '../../go/dirhash/hash1.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { type Tree, TreeError } from '../../model/tree.ts';
import { zipSums } from '../gozip/hash-zip.ts';
import { cachedZip, withCachedZip } from './cached-zip.ts';

export interface VendoredModule {
  /** What was vendored: of a replaced module, the replacement. */
  readonly module: ModuleVersion;
  /** Where its files lie in the tree, with a slash at the end. */
  readonly folder: string;
  /** Its files, by their paths in the tree. */
  readonly files: readonly string[];
  /** What go.sum has of its zip. */
  readonly hashes: readonly string[];
}

/** `unknown`: why nothing could be compared. */
export type VendorResult =
  | { readonly modified: readonly string[]; readonly added: readonly string[]; readonly unknown?: undefined }
  | { readonly unknown: string };

/** `cache`: GOMODCACHE. Files of the module that are not vendored are normal: tests, other packages, go.mod. */
export async function checkVendored(tree: Tree, cache: string, vendored: VendoredModule): Promise<VendorResult> {
  const { module, folder, files, hashes } = vendored;
  if (hashes.length === 0) return { unknown: 'go.sum has no line for its zip' };
  const file = cachedZip(cache, module);
  if (file === undefined || !existsSync(file)) return { unknown: 'not in the module cache (go mod download)' };
  const sums = await withCachedZip(file, zipSums);
  if (sums.error !== undefined) return { unknown: `its zip cannot be read: ${sums.error}` };
  if (!hashes.includes(hash1(sums.value).value ?? ''))
    return { unknown: 'its zip in the module cache differs from go.sum' };
  const byName = new Map(sums.value.map(({ name, sha256 }) => [name, sha256]));
  const modified: string[] = [];
  const added: string[] = [];
  for (const path of files) {
    const expected = byName.get(`${module.path}@${module.version}/${path.slice(folder.length)}`);
    const content = await contentOf(tree, path);
    if (typeof content === 'string') return { unknown: content };
    if (expected === undefined) added.push(path);
    else if (sha256(content) !== expected) modified.push(path);
  }
  return { modified, added };
}

/** Or why it cannot be read. */
async function contentOf(tree: Tree, path: string): Promise<Uint8Array | string> {
  try {
    return (await tree.read(path)) ?? `${path} cannot be read`;
  } catch (error) {
    if (error instanceof TreeError) return `${path}: ${error.message}`;
    throw error;
  }
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
