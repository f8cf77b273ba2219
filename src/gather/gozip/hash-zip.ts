/** The `h1:` hash of a module's zip (dirhash.HashZip), and whether Go would unpack it (CheckZip and Unzip of golang.org/x/mod/zip). */
import { checkZip } from '../../go/dirhash/check-zip.ts';
import { type FileSum, fileSum, hash1 } from '../../go/dirhash/hash1.ts';
import { type CheckedFiles, checkedError, MAX_ZIP_FILE } from '../../go/dirhash/limits.ts';
import type { Result } from '../../go/std/result.ts';
import type { ZipBytes } from '../proxy/zip.ts';
import { zipContent } from './content.ts';
import { readDirectory, type ZipFileEntry } from './directory.ts';
import { wholeContent } from './whole-content.ts';

export async function hashZip(zip: ZipBytes): Promise<Result<string>> {
  const sums = await zipSums(zip);
  return sums.error === undefined ? hash1(sums.value) : sums;
}

/** Told of a file that is in memory as a whole, with its SHA-256 in hex digits. */
export type WholeFile = (name: string, content: Uint8Array, sha256: string) => void;

/** The same of a module's zip; an error where Go would not unpack it (Unzip). Its table of contents is read once. */
export async function hashModuleZip(
  path: string,
  version: string,
  zip: ZipBytes,
  told?: WholeFile,
): Promise<Result<string>> {
  const sums = await moduleZipSums(path, version, zip, told);
  return sums.error === undefined ? hash1(sums.value) : sums;
}

/** Every file of a module's zip; an error where Go would not unpack it. */
export async function moduleZipSums(
  path: string,
  version: string,
  zip: ZipBytes,
  told?: WholeFile,
): Promise<Result<readonly FileSum[]>> {
  const table = zip.size > MAX_ZIP_FILE ? NO_TABLE : await tableOf(zip);
  if (table.error !== undefined) return table;
  const checked = checkZip(path, version, table.value, zip.size);
  const fault = checked.error ?? checkedError(checked.value!);
  return fault === undefined ? sumsOf(zip, table.value, told) : { error: fault };
}

/** Every entry counts, folders too. Where names repeat, all have the content of the last one, as in Go. */
export async function zipSums(zip: ZipBytes): Promise<Result<readonly FileSum[]>> {
  const table = await tableOf(zip);
  return table.error === undefined ? sumsOf(zip, table.value) : table;
}

/** From the table of contents only. */
export async function checkModuleZip(path: string, version: string, zip: ZipBytes): Promise<Result<CheckedFiles>> {
  const table = zip.size > MAX_ZIP_FILE ? NO_TABLE : await tableOf(zip);
  return table.error === undefined ? checkZip(path, version, table.value, zip.size) : table;
}

/** Of a zip that is refused for its size: its table of contents is not read. */
const NO_TABLE: Result<readonly ZipFileEntry[]> = { value: [] };

async function tableOf(zip: ZipBytes): Promise<Result<readonly ZipFileEntry[]>> {
  try {
    return { value: await readDirectory(zip) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

async function sumsOf(
  zip: ZipBytes,
  entries: readonly ZipFileEntry[],
  told?: WholeFile,
): Promise<Result<readonly FileSum[]>> {
  try {
    if (sizeOf(entries) > MAX_ZIP_FILE) return { error: `more than ${MAX_ZIP_FILE} bytes, unpacked` };
    const last = new Map(entries.map((entry) => [entry.name, entry]));
    const sums = new Map<string, FileSum>();
    for (const [name, entry] of last) {
      const content = wholeContent(zip, entry);
      const sum = await fileSum(name, content ?? zipContent(zip, entry));
      sums.set(name, sum);
      if (content !== undefined) told?.(name, content, sum.sha256);
    }
    return { value: entries.map(({ name }) => sums.get(name)!) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** Why Go would not unpack it; undefined where it would. Nothing is written. */
export async function unzipError(path: string, version: string, zip: ZipBytes): Promise<string | undefined> {
  const checked = await checkModuleZip(path, version, zip);
  const fault = checked.error ?? checkedError(checked.value!);
  if (fault !== undefined) return fault;
  try {
    for (const entry of await readDirectory(zip)) {
      if (entry.name.endsWith('/')) continue;
      for await (const _ of zipContent(zip, entry));
    }
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function sizeOf(entries: readonly ZipFileEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}
