/** The compiled license list that ships beside the code. Read when the first license is asked for, never before. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LicenseList } from '../license/match/detector.ts';
import { detectionCache } from './cache/detections.ts';
import { embedded } from './embedded.ts';
import type { Environment } from './http/web-proxy.ts';
import { InstallationError } from './installation-error.ts';

/** From the command's chunks (dist), the library (dist/lib/src/gather) and the sources (src/gather). */
const PLACES = ['license-index.bin', '../../../license-index.bin', '../../dist/license-index.bin'];

/** A list, and what is to be done at the end of the run. */
export interface OpenLicenseList extends LicenseList {
  /** Keeps what was told of texts, for later runs. */
  readonly save: () => void;
}

/** Whose earlier runs are believed. */
export interface LicenseUser {
  readonly env: Environment;
  readonly now: () => Date;
}

/**
 * For license/tools.ts: the index's bytes, or for a user the list with what was told of texts before.
 * @throws InstallationError where the file is missing or damaged: the installation is broken, or the sources were not built (`npm run build`).
 */
export async function licenseIndex(): Promise<Uint8Array>;
export async function licenseIndex(user: LicenseUser): Promise<OpenLicenseList>;
export async function licenseIndex(user?: LicenseUser): Promise<Uint8Array | OpenLicenseList> {
  const packed = packedIndex();
  const unpack = () => unpackedOnce(packed);
  if (user === undefined) return unpack();
  const known = detectionCache(user.env, packed, user.now);
  // What was kept is of these same bytes, so they are whole, and need not be unpacked before a text comes that is new.
  if (known?.isEmpty !== false) unpack();
  return { index: unpack, known, save: () => known?.save() };
}

let found: Uint8Array | undefined;

/** A process reads it once, however many runs it has. */
function packedIndex(): Uint8Array {
  found ??= readPacked();
  return found;
}

function readPacked(): Uint8Array {
  for (const place of PLACES) {
    const packed = embedded(`dist/${place}`);
    if (packed) return packed;
    try {
      return readFileSync(path.join(import.meta.dirname, place));
    } catch {
      // In the next place, or nowhere.
    }
  }
  throw new InstallationError('license-index.bin is missing');
}

const unpackedOf = new WeakMap<Uint8Array, Uint8Array>();

function unpackedOnce(packed: Uint8Array): Uint8Array {
  const index = unpackedOf.get(packed) ?? unpacked(packed);
  unpackedOf.set(packed, index);
  return index;
}

/** gzip carries a checksum: what was changed anywhere does not unpack. */
function unpacked(packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed);
  } catch (error) {
    throw new InstallationError(`license-index.bin cannot be unpacked: ${(error as Error).message}`);
  }
}
