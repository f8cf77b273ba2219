/** Build step: compiles the SPDX list of the package spdx-license-list into the index that ships (`build.mjs` calls it). */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { compileIndex, type LicenseList } from '../../license/index/compile.ts';
import { writeIndex } from '../../license/index/format.ts';

/** The index's bytes, not compressed. */
export function compileInstalledList(): Uint8Array {
  const load = createRequire(path.join(import.meta.dirname, 'compile-licenses.js'));
  const list = load('spdx-license-list/spdx-full.json') as LicenseList;
  const deprecated = load('spdx-license-ids/deprecated.json') as string[];
  return writeIndex(compileIndex(list, new Set(deprecated)));
}

/** Writes the compressed index to a file (`dist/license-index.bin`). */
export function buildLicenseIndex(outFile: string): void {
  writeFileSync(outFile, gzipSync(compileInstalledList(), { level: 9 }));
}
