/** The files of a module's zip, each with its hash. */
import type { Result } from '../../go/std/result.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { FactTypes } from '../../model/facts/facts.ts';
import type { ZipBytes } from '../proxy/zip.ts';
import { hashModuleZip, moduleZipSums } from './hash-zip.ts';
import { packagesInZip } from './module-packages.ts';

/** The error says why Go would not unpack the zip. */
export async function filesInZip(zip: ZipBytes, { path, version }: ModuleVersion): Promise<Result<FactTypes['files']>> {
  const sums = await moduleZipSums(path, version, zip);
  if (sums.error !== undefined) return sums;
  const prefix = `${path}@${version}/`;
  return { value: { files: sums.value.map(({ name, sha256 }) => ({ path: name.slice(prefix.length), sha256 })) } };
}

/** What the whole zip says about its module: each file with its hash, the hash of them all, or what its packages import. The error says why Go would not unpack it. */
export async function zipFact(
  kind: 'files' | 'content' | 'packages',
  zip: ZipBytes,
  module: ModuleVersion,
): Promise<Result<FactTypes['files'] | FactTypes['content'] | FactTypes['packages']>> {
  if (kind === 'files') return filesInZip(zip, module);
  if (kind === 'packages') return packagesInZip(zip, module);
  const { value, error } = await hashModuleZip(module.path, module.version, zip);
  return value === undefined ? { error } : { value: { hash: value, of: 'zip' } };
}
