/** Whether a zip may be a module's, from its table of contents alone (CheckZip of golang.org/x/mod/zip). */

import { check, checkFilePath } from '../path/check.ts';
import { clean } from '../path/file-path.ts';
import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import { canonicalVersion } from '../version/path-major.ts';
import { collisions } from './collisions.ts';
import { foldCase } from './fold.ts';
import { type CheckedFiles, type FileError, GO_MOD_CASE, MAX_ZIP_FILE, NOT_CLEAN, rootFileFault } from './limits.ts';

/** As the central directory has it. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes, unpacked, as declared. Whoever unpacks must hold the file to it. */
  readonly size: number;
}

/** The error says that the zip cannot be one of this module at all. */
export function checkZip(
  path: string,
  version: string,
  entries: readonly ZipEntry[],
  zipSize: number,
): Result<CheckedFiles> {
  const error = moduleFault(path, version);
  if (error !== undefined) return { error };
  if (zipSize > MAX_ZIP_FILE) {
    return { error: `module zip file is too large (${zipSize} bytes; limit is ${MAX_ZIP_FILE} bytes)` };
  }
  const prefix = `${path}@${version}/`;
  const valid: string[] = [];
  const invalid: FileError[] = [];
  const names = collisions();
  let total = 0;
  let sizeError: string | undefined;
  for (const { name: full, size } of entries) {
    const fault = nameFault(full, prefix, names);
    if (fault !== undefined) invalid.push({ path: full, error: fault });
    if (fault !== undefined || full.endsWith('/')) continue;
    if (size <= MAX_ZIP_FILE - total) total += size;
    else sizeError ??= `total uncompressed size of module contents too large (max size is ${MAX_ZIP_FILE} bytes)`;
    const tooLarge = rootFileFault(full.slice(prefix.length), size);
    if (tooLarge === undefined) valid.push(full);
    else invalid.push({ path: full, error: tooLarge });
  }
  return { value: { valid, omitted: [], invalid, sizeError } };
}

/** Why there can be no zip of this module: the version must be canonical and fit the path. */
export function moduleFault(path: string, version: string): string | undefined {
  const canonical = canonicalVersion(version);
  if (canonical === version) return check(path, version);
  return `version ${quote(version)} is not canonical (should be ${quote(canonical)})`;
}

function nameFault(full: string, prefix: string, names: ReturnType<typeof collisions>): string | undefined {
  if (!full.startsWith(prefix)) return `path does not have prefix ${quote(prefix)}`;
  if (full === prefix) return undefined;
  const isFolder = full.endsWith('/');
  const name = full.slice(prefix.length, isFolder ? -1 : undefined);
  if (clean(name) !== name) return NOT_CLEAN;
  const fault = checkFilePath(name) ?? names.add(name, isFolder);
  if (fault !== undefined || isFolder) return fault;
  const base = name.slice(name.lastIndexOf('/') + 1);
  if (foldCase(base) !== 'go.mod') return undefined;
  if (base !== name) return 'go.mod file not in module root directory';
  return name === 'go.mod' ? undefined : GO_MOD_CASE;
}
