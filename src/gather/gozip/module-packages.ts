/** What the packages in a module's zip import. */
import { createHash } from 'node:crypto';
import { checkedError } from '../../go/dirhash/limits.ts';
import { type PackageFolder, packageFolder } from '../../go/source/package-folder.ts';
import { compareText } from '../../go/std/order.ts';
import type { Result } from '../../go/std/result.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { FactTypes } from '../../model/facts/facts.ts';
import { decode } from '../../text/bytes.ts';
import type { ZipBytes } from '../proxy/zip.ts';
import { zipContent } from './content.ts';
import { readDirectory, type ZipFileEntry } from './directory.ts';
import { checkModuleZip } from './hash-zip.ts';
import { wholeContent } from './whole-content.ts';

/** The error says why Go would not unpack the zip. */
export async function packagesInZip(
  zip: ZipBytes,
  { path, version }: ModuleVersion,
): Promise<Result<FactTypes['packages']>> {
  const checked = await checkModuleZip(path, version, zip);
  const fault = checked.error ?? checkedError(checked.value!);
  if (fault !== undefined) return { error: fault };
  try {
    const prefix = `${path}@${version}/`;
    const packages: PackageFolder[] = [];
    const byFolder = goFiles(await readDirectory(zip), prefix);
    for (const [folder, entries] of [...byFolder].sort(([a], [b]) => compareText(a, b))) {
      const files: [string, string][] = [];
      for (const entry of entries) files.push([lastName(entry.name), decode(await contentOf(zip, entry))]);
      packages.push(packageFolder(folder, files));
    }
    return { value: { sha256: await sha256Of(zip), packages } };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** By folder. */
function goFiles(entries: readonly ZipFileEntry[], prefix: string): ReadonlyMap<string, readonly ZipFileEntry[]> {
  const folders = new Map<string, ZipFileEntry[]>();
  for (const entry of entries) {
    if (!entry.name.endsWith('.go')) continue;
    const folder = entry.name.slice(prefix.length, Math.max(entry.name.lastIndexOf('/'), prefix.length));
    const known = folders.get(folder);
    if (known) known.push(entry);
    else folders.set(folder, [entry]);
  }
  return folders;
}

function lastName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

async function contentOf(zip: ZipBytes, entry: ZipFileEntry): Promise<Uint8Array> {
  const whole = wholeContent(zip, entry);
  if (whole !== undefined) return whole;
  const pieces: Uint8Array[] = [];
  for await (const piece of zipContent(zip, entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const PIECE = 1 << 20;

async function sha256Of(zip: ZipBytes): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < zip.size; at += PIECE) hash.update(await zip.read(at, Math.min(at + PIECE, zip.size)));
  return hash.digest('hex');
}
