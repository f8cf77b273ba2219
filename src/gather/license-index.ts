/** The compiled licence list that ships beside the code. Read when the first licence is asked for, never before. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** From the command's chunks (dist), the library (dist/lib/src/gather) and the sources (src/gather). */
const PLACES = ['license-index.bin', '../../../license-index.bin', '../../dist/license-index.bin'];

/**
 * The index's bytes, for license/tools.ts.
 * @throws where the file is missing: the installation is broken, or the sources were not built (`npm run build`).
 */
export async function licenseIndex(): Promise<Uint8Array> {
  for (const place of PLACES) {
    const bytes = await readFile(path.join(import.meta.dirname, place)).catch(() => undefined);
    if (bytes) return await promisify(gunzip)(bytes);
  }
  throw new Error('license-index.bin is missing beside the program: the installation is not whole');
}
