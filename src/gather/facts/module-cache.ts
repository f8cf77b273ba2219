/**
 * The user's module cache. What is not in it, or not readable, is the next source's affair, as it is for Go. Its lists of versions hold
 * only what was once downloaded, so neither `versions` nor `latest` is answered here.
 */

import { isAbsolute, join } from 'node:path';
import { escapePath, escapeVersion } from '../../go/path/escape.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { isLicenseFile } from '../../license/files.ts';
import { isChanging } from '../../model/facts/fact-json.ts';
import type { Answer, Ask, FactKind, FactSource, FactTypes, LicenseFile } from '../../model/facts/facts.ts';
import { TREE_LIMITS, TreeError } from '../../model/tree.ts';
import { decode } from '../../text/bytes.ts';
import { exists } from '../exists.ts';
import { fileProxy } from '../proxy/file-proxy.ts';
import { diskTree } from '../tree/disk.ts';

/** The source's name. */
export const MODULE_CACHE = 'module cache';

/** `dir`: GOMODCACHE. `isLicense`: which files of a module answer a `license`, by their path in the module; left out: those that modwarden reads. */
export function moduleCache(dir: string, isLicense: (path: string) => boolean = isLicenseFile): FactSource {
  // Most machines of a fleet have none: one look in place of one for each question.
  let isThere: boolean | undefined;
  const downloads = fileProxy(join(dir, 'cache', 'download'), MODULE_CACHE, isLicense);
  return {
    name: MODULE_CACHE,
    network: false,
    answer: async <K extends FactKind>(ask: Ask<K>): Promise<Answer<FactTypes[K]> | undefined> => {
      const { kind, module } = ask as Ask;
      // As in Go, a cache must be named by an absolute path; here a relative one could be the judged repository's.
      if (isChanging(kind) || !isAbsolute(dir)) return undefined;
      if (kind === 'cached')
        return { known: true, value: (await cachedOf(dir, module)) as FactTypes[K], source: MODULE_CACHE };
      isThere ??= exists(dir);
      if (!isThere) return undefined;
      const files = kind === 'license' ? await extractedLicenses(dir, ask as Ask, isLicense) : undefined;
      if (files) return { known: true, value: { files } as FactTypes['license'] as FactTypes[K], source: MODULE_CACHE };
      const answer = await downloads.answer(ask);
      if (kind === 'content' && !answer?.known)
        return (await extractedContent(dir, ask as Ask)) as Answer<FactTypes[K]>;
      if (!answer?.known) return undefined;
      // go.mod files that Go before 1.11 made up are fetched anew (modfetch.readDiskGoMod).
      if (kind === 'mod' && (answer.value as string).startsWith('//vgo 0.0.')) return undefined;
      // A revision's name (`master`) may mean another commit today.
      if (kind === 'info' && (answer.value as FactTypes['info']).version !== module.version) return undefined;
      // A version that was fetched from its repository has none there.
      if (kind === 'origin' && (answer.value as FactTypes['origin']).url === undefined) return undefined;
      return { ...answer, source: MODULE_CACHE };
    },
  };
}

async function cachedOf(dir: string, module: ModuleVersion): Promise<FactTypes['cached']> {
  const { cachedHashes, cachePlaces } = await import('../modcache/cached-hashes.ts');
  const places = cachePlaces(dir, module);
  return places === undefined ? {} : cachedHashes(module, places);
}

/** Of the extracted folder, where there is no zip. One that cannot be hashed is left to the next source, as a zip is. */
async function extractedContent(dir: string, { module }: Ask): Promise<Answer<FactTypes['content']> | undefined> {
  const { cachePlaces, isExtracted } = await import('../modcache/cached-hashes.ts');
  const places = cachePlaces(dir, module);
  if (places === undefined || exists(places.zip) || !isExtracted(places)) return undefined;
  const { hashFolder } = await import('../modcache/hash-folder.ts');
  const { value } = hashFolder(places.folder, `${module.path}@${module.version}`);
  return value === undefined ? undefined : { known: true, value: { hash: value, of: 'folder' }, source: MODULE_CACHE };
}

/** From the folder that builds use, unless an unfinished extraction left it (modfetch.DownloadDir). */
async function extractedLicenses(
  dir: string,
  { module }: Ask,
  isLicense: (path: string) => boolean,
): Promise<LicenseFile[] | undefined> {
  const path = escapePath(module.path).value;
  const version = escapeVersion(module.version).value;
  if (path === undefined || version === undefined || module.version === '') return undefined;
  const folder = join(dir, `${path}@${version}`);
  if (!exists(folder) || exists(join(dir, 'cache', 'download', path, '@v', `${version}.partial`))) return undefined;
  const { ZIP_LIMITS } = await import('../proxy/zip.ts');
  const tree = diskTree(folder, { ...TREE_LIMITS, maxFileSize: ZIP_LIMITS.file });
  const files: LicenseFile[] = [];
  try {
    for (const file of await tree.list()) {
      if (!isLicense(file)) continue;
      const bytes = await tree.read(file);
      if (bytes) files.push({ path: file, text: decode(bytes) });
    }
  } catch (error) {
    if (error instanceof TreeError) return undefined;
    throw error;
  }
  return tree.omitted?.().length ? undefined : files;
}
