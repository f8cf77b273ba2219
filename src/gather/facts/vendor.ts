/**
 * Licenses of the modules in a tree's vendor folders. `go mod vendor` takes along what is named like a license, from each package's folder
 * up to the module's own (modcmd.copyMetadata); other names it leaves behind, so a module that has none there is the next source's affair.
 */

import { coveringPaths } from '../../go/path/prefixes.ts';
import { compareText } from '../../go/std/order.ts';
import { parseVendor, vendorKey } from '../../go/vendor/modules-txt.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { isLicenseFile } from '../../license/files.ts';
import type { Answer, Ask, FactKind, FactSource, FactTypes, LicenseFile } from '../../model/facts/facts.ts';
import { type Tree, TreeError } from '../../model/tree.ts';
import { decode } from '../../text/bytes.ts';
import { source } from '../../text/source.ts';

const NAME = 'vendor';

/** `paths`: the tree's, in its order. `isLicense`: which files of a module answer a `license`, by their path in the module; left out: those that modwarden reads. */
export function vendorSource(
  tree: Tree,
  paths: readonly string[],
  isLicense: (path: string) => boolean = isLicenseFile,
): FactSource {
  let places: Promise<Map<string, Place>> | undefined;
  return {
    name: NAME,
    network: false,
    answer: async <K extends FactKind>(ask: Ask<K>): Promise<Answer<FactTypes[K]> | undefined> => {
      const { kind, module } = ask as Ask;
      if (kind !== 'license') return undefined;
      places ??= vendoredModules(tree, paths);
      const place = (await places).get(vendorKey(module));
      const files = place && (await licensesAt(tree, paths, place, isLicense));
      if (!files?.some(({ path }) => isOfModule(path))) return undefined;
      return { known: true, value: { files } as FactTypes['license'] as FactTypes[K], source: NAME };
    },
  };
}

interface Place {
  /** `vendor/` */
  readonly vendor: string;
  /** The module's path, below it its folder. */
  readonly path: string;
  /** Paths of the modules in whose folders something below `vendor` lies, the innermost first. */
  readonly moduleAt: (path: string) => string[];
}

/** By the module whose files lie there: of a replaced one, what it is replaced by. */
async function vendoredModules(tree: Tree, paths: readonly string[]): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const path of paths) {
    const vendor = /^(?:.*\/)?vendor\/(?=modules\.txt$)/.exec(path)?.[0];
    const bytes = vendor && (await readable(tree, path));
    if (!bytes) continue;
    const { records } = parseVendor(source(path, decode(bytes)));
    const moduleAt = coveringPaths(records.map(({ path }) => [path, path] as const));
    for (const record of records) {
      const key = vendorKey(record.replacement ?? record);
      if (record.packages.length === 0 || isDirectory(record.replacement) || places.has(key)) continue;
      places.set(key, { vendor, path: record.path, moduleAt });
    }
  }
  return places;
}

/** A folder that stands in for a module has no version, and nobody asks for it. */
function isDirectory(replacement: ModuleVersion | undefined): boolean {
  return replacement !== undefined && replacement.version === '';
}

async function licensesAt(
  tree: Tree,
  paths: readonly string[],
  { vendor, path: own, moduleAt }: Place,
  isLicense: (path: string) => boolean,
): Promise<LicenseFile[]> {
  const files: LicenseFile[] = [];
  const folder = `${vendor}${own}/`;
  for (let i = firstFrom(paths, folder); i < paths.length && paths[i]!.startsWith(folder); i++) {
    const whole = paths[i]!;
    const path = whole.slice(folder.length);
    if (!isLicense(path) || moduleAt(whole.slice(vendor.length))[0] !== own) continue;
    const bytes = await readable(tree, whole);
    if (bytes) files.push({ path, text: decode(bytes) });
  }
  return files;
}

/** In the module's own folder; a README lies there only where that folder is a package. */
function isOfModule(path: string): boolean {
  return !path.includes('/') && !/^readme/i.test(path);
}

/** Where `path` is or would be in the sorted list. */
function firstFrom(paths: readonly string[], path: string): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(paths[middle]!, path) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What the tree cannot give is reported by whoever judges the tree. */
async function readable(tree: Tree, path: string): Promise<Uint8Array | undefined> {
  try {
    return await tree.read(path);
  } catch (error) {
    if (error instanceof TreeError) return undefined;
    throw error;
  }
}
