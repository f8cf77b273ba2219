/** The compiled license list that ships beside the code. Read when the first license is asked for, never before. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { embedded } from './embedded.ts';
import { InstallationError } from './installation-error.ts';

/** From the command's chunks (dist), the library (dist/lib/src/gather) and the sources (src/gather). */
const PLACES = ['license-index.bin', '../../../license-index.bin', '../../dist/license-index.bin'];

/**
 * The index's bytes, for license/tools.ts.
 * @throws InstallationError where the file is missing or damaged: the installation is broken, or the sources were not built (`npm run build`).
 */
export async function licenseIndex(): Promise<Uint8Array> {
  for (const place of PLACES) {
    const bytes =
      embedded(`dist/${place}`) ?? (await readFile(path.join(import.meta.dirname, place)).catch(() => undefined));
    // gzip carries a checksum: what was changed anywhere does not unpack.
    if (bytes) return await promisify(gunzip)(bytes).catch(broken);
  }
  throw new InstallationError('license-index.bin is missing');
}

function broken(error: Error): never {
  throw new InstallationError(`license-index.bin cannot be unpacked: ${error.message}`);
}
