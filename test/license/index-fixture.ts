/** The licence index for tests that run without a build: compiled once per state of the sources, kept in the temporary folder. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileInstalledList } from '../../src/commands/dev/compile-licenses.ts';
import { readIndex } from '../../src/license/index/format.ts';
import { type Detector, detect, newDetector } from '../../src/license/match/detector.ts';
import type { Detection } from '../../src/license/types.ts';

const sources = path.join(import.meta.dirname, '../../src/license');

export function indexBytes(): Uint8Array {
  const hash = createHash('sha256');
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.ts')) hash.update(readFileSync(path.join(sources, name)));
  const folder = path.join(tmpdir(), 'modwarden-license-index');
  const file = path.join(folder, `${hash.digest('hex').slice(0, 32)}.bin`);
  if (existsSync(file)) return readFileSync(file);
  const bytes = compileInstalledList();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, bytes);
  renameSync(`${file}.${process.pid}`, file);
  return bytes;
}

let shared: Detector | undefined;

/** A detector over the index, one for a test file. */
export function detector(): Detector {
  shared ??= newDetector(readIndex(indexBytes()));
  return shared;
}

export function read(text: string, fileName = 'LICENSE'): Detection {
  return detect(text, fileName, detector());
}

/** Texts of the SPDX list, for fixtures made from licences as everybody has them. */
export const spdxList: Record<string, { name: string; licenseText: string }> = createRequire(import.meta.url)(
  'spdx-license-list/spdx-full.json',
);

export const textOf = (id: string): string => spdxList[id]!.licenseText;
