/** Zips of a module cache. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_ZIP_FILE } from '../../go/dirhash/limits.ts';
import { escapePath, escapeVersion } from '../../go/path/escape.ts';
import type { Result } from '../../go/std/result.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { withZipFile, type ZipBytes, zipInMemory } from '../proxy/zip.ts';

/** `cache`: GOMODCACHE. undefined for what is no module version. */
export function cachedZip(cache: string, module: ModuleVersion): string | undefined {
  const path = escapePath(module.path).value;
  const version = escapeVersion(module.version).value;
  return path && version && join(cache, 'cache', 'download', path, '@v', `${version}.zip`);
}

/** Bytes of a zip that is read at once. */
const MAX_WHOLE = 16 << 20;

/** Never throws; the error is that of the system where the file cannot be read. */
export async function withCachedZip<T>(file: string, use: (zip: ZipBytes) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    const whole = readWhole(file);
    if (whole) return await use(zipInMemory(whole));
    return await withZipFile(file, async (zip) =>
      zip.size > MAX_ZIP_FILE ? { error: `more than ${MAX_ZIP_FILE} bytes` } : use(zip),
    );
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { error: code ?? message };
  }
}

/** undefined where it is too large for that. */
function readWhole(file: string): Uint8Array | undefined {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    if (size > MAX_WHOLE) return undefined;
    const bytes = Buffer.allocUnsafeSlow(size);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, size, 0));
  } finally {
    closeSync(descriptor);
  }
}
