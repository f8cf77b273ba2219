/** Zips of a module cache. */
import { join } from 'node:path';
import { MAX_ZIP_FILE } from '../../go/dirhash/limits.ts';
import { escapePath, escapeVersion } from '../../go/path/escape.ts';
import type { Result } from '../../go/std/result.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { withZipFile, type ZipBytes } from '../proxy/zip.ts';

/** `cache`: GOMODCACHE. undefined for what is no module version. */
export function cachedZip(cache: string, module: ModuleVersion): string | undefined {
  const path = escapePath(module.path).value;
  const version = escapeVersion(module.version).value;
  return path && version && join(cache, 'cache', 'download', path, '@v', `${version}.zip`);
}

/** Bytes. More than most zips have, and little beside what is unpacked of them. */
const READ_AHEAD = 1 << 20;

/** Never throws; the error is that of the system where the file cannot be read. */
export async function withCachedZip<T>(file: string, use: (zip: ZipBytes) => Promise<Result<T>>): Promise<Result<T>> {
  const bounded = async (zip: ZipBytes): Promise<Result<T>> =>
    zip.size > MAX_ZIP_FILE ? { error: `more than ${MAX_ZIP_FILE} bytes` } : use(zip);
  try {
    return await withZipFile(file, bounded, READ_AHEAD);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { error: code ?? message };
  }
}
