/** The files of a module's zip, each with its hash. */
import { checkedError } from '../../go/dirhash/limits.ts';
import type { Result } from '../../go/std/result.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { FactTypes } from '../../model/facts/facts.ts';
import type { ZipBytes } from '../proxy/zip.ts';
import { checkModuleZip, zipSums } from './hash-zip.ts';

/** The error says why Go would not unpack the zip. */
export async function filesInZip(zip: ZipBytes, { path, version }: ModuleVersion): Promise<Result<FactTypes['files']>> {
  const checked = await checkModuleZip(path, version, zip);
  const fault = checked.error ?? checkedError(checked.value!);
  if (fault !== undefined) return { error: fault };
  const sums = await zipSums(zip);
  if (sums.error !== undefined) return sums;
  const prefix = `${path}@${version}/`;
  return { value: { files: sums.value.map(({ name, sha256 }) => ({ path: name.slice(prefix.length), sha256 })) } };
}
