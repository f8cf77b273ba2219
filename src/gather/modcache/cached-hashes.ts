/** The hashes of what a module cache has of one module version, computed from the content. */
import { join } from 'node:path';
import { goModHash } from '../../go/dirhash/hash1.ts';
import { MAX_GO_MOD } from '../../go/dirhash/limits.ts';
import { escapePath, escapeVersion } from '../../go/path/escape.ts';
import type { Result } from '../../go/std/result.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { CachedPart, FactTypes } from '../../model/facts/facts.ts';
import { decode } from '../../text/bytes.ts';
import { exists } from '../exists.ts';
import { hashModuleZip, type WholeFile } from '../gozip/hash-zip.ts';
import { readBounded } from '../read-file.ts';
import { withCachedZip } from './cached-zip.ts';
import { hasContent, hashFolder } from './hash-folder.ts';

/** Where a module cache keeps the parts of one version. */
export type CachePlaces = Readonly<Record<CachedPart, string>>;

/** `cache`: GOMODCACHE. undefined for what is no module version. */
export function cachePlaces(cache: string, module: ModuleVersion): CachePlaces | undefined {
  const path = escapePath(module.path).value;
  const version = escapeVersion(module.version).value;
  if (path === undefined || version === undefined || module.version === '') return undefined;
  const download = join(cache, 'cache', 'download', path, '@v', version);
  return {
    zip: `${download}.zip`,
    ziphash: `${download}.ziphash`,
    mod: `${download}.mod`,
    folder: join(cache, `${path}@${version}`),
  };
}

/** Nothing of a version that the cache does not have. */
export async function cachedHashes(module: ModuleVersion, places: CachePlaces): Promise<FactTypes['cached']> {
  const hashes: Partial<Record<CachedPart, string>> = {};
  const unreadable: { part: CachedPart; detail: string }[] = [];
  const note = (part: CachedPart, { value, error }: Result<string>) => {
    if (value === undefined) unreadable.push({ part, detail: error });
    else hashes[part] = value;
  };
  if (exists(places.mod)) note('mod', await modHash(places.mod));
  const ziphash = readZipHash(places.ziphash);
  if (ziphash !== undefined) hashes.ziphash = ziphash;
  const name = `${module.path}@${module.version}`;
  const extracted = isExtracted(places);
  const twins = new Map<string, string>();
  if (exists(places.zip)) {
    const compare: WholeFile = (file, content, sha256) => {
      if (hasContent(places.folder + file.slice(name.length), content)) twins.set(file, sha256);
    };
    note('zip', await zipHash(places.zip, module, extracted ? compare : undefined));
  }
  if (extracted) note('folder', hashFolder(places.folder, name, twins));
  return { ...hashes, ...(unreadable.length > 0 && { unreadable }) };
}

/** An unfinished extraction is as good as none for Go, too (modfetch.DownloadDir). */
export function isExtracted({ folder, zip }: CachePlaces): boolean {
  return exists(folder) && !exists(zip.replace(/zip$/, 'partial'));
}

async function modHash(file: string): Promise<Result<string>> {
  const bytes = readBounded(file, MAX_GO_MOD);
  return 'problem' in bytes ? { error: bytes.problem } : { value: await goModHash(bytes) };
}

/** Bytes; it has 47 and perhaps a line end. */
const MAX_ZIPHASH = 1000;

/** As Go reads it: anything but 47 characters is recomputed, which is no proof of the zip. */
function readZipHash(file: string): string | undefined {
  if (!exists(file)) return undefined;
  const bytes = readBounded(file, MAX_ZIPHASH);
  const text = 'problem' in bytes ? '' : decode(bytes).trim();
  return /^h1:[A-Za-z0-9+/]{43}=$/.test(text) ? text : undefined;
}

/** Go would not unpack a zip with names that leave its folder or come twice, whatever its hash. */
function zipHash(file: string, { path, version }: ModuleVersion, told?: WholeFile): Promise<Result<string>> {
  return withCachedZip(file, (zip) => hashModuleZip(path, version, zip, told));
}
