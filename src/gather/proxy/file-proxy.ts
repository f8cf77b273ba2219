/**
 * A module proxy in a folder, as GOPROXY=file:///… names one; the module cache's `cache/download` has the same layout. Errors read as Go's.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../go/std/result.ts';
import { percentEncode } from '../../go/std/url-escape.ts';
import { isLicenseFile } from '../../license/files.ts';
import type { Answer, Ask, FactKind, FactSource, FactTypes, Unknown } from '../../model/facts/facts.ts';
import {
  FILE_LIMITS,
  type FileKind,
  isForOthers,
  latestOfList,
  moduleFolder,
  parseAnswer,
  protocolFile,
  versionError,
} from './protocol.ts';

/** `isLicense`: which files of a module answer a `license`, by their path in the module; left out: those that modwarden reads. */
export function fileProxy(
  dir: string,
  urlForMessages: string,
  isLicense: (path: string) => boolean = isLicenseFile,
): FactSource {
  const base = urlForMessages.replace(/\/$/, '');
  return {
    name: base,
    network: false,
    answer: async <K extends FactKind>(ask: Ask<K>) =>
      isForOthers(ask.kind)
        ? undefined
        : ((await answerFrom(dir, base, ask as Ask, isLicense)) as Answer<FactTypes[K]>),
  };
}

async function answerFrom(
  dir: string,
  base: string,
  ask: Ask,
  isLicense: (path: string) => boolean,
): Promise<Answer<unknown>> {
  const folder = moduleFolder(ask.module.path);
  const file = protocolFile(ask);
  if (folder.value === undefined) return failed(folder.error);
  if (file.value === undefined) return failed(versionError(ask.module.version, file.error));
  const at = placeOf(dir, base, `${folder.value}/${file.value}`);
  if (ask.kind === 'license') return answerLicense(at, ask, base, isLicense);
  if (ask.kind === 'files' || ask.kind === 'content' || ask.kind === 'packages') return answerWhole(at, ask, base);
  const read = readWhole(at, FILE_LIMITS[ask.kind as FileKind]);
  if (!read.ok) {
    const { why, detail } = read.error;
    // Where there is no @latest, Go takes the youngest version of the list.
    if (ask.kind === 'latest' && why === 'missing') return latestFromList(dir, base, ask);
    return { known: false, why, detail: versionError(ask.module.version, detail) };
  }
  return settle(ask, parseAnswer(ask, read.bytes, base), base);
}

function settle(ask: Ask, result: Result<unknown>, source: string): Answer<unknown> {
  if (result.error !== undefined) return failed(versionError(ask.module.version, result.error));
  return { known: true, value: result.value, source };
}

async function latestFromList(dir: string, base: string, { module: { path } }: Ask): Promise<Answer<unknown>> {
  const folder = moduleFolder(path).value!;
  const list = readWhole(placeOf(dir, base, `${folder}/@v/list`), FILE_LIMITS.versions);
  if (!list.ok) return list.error;
  const version = latestOfList(list.bytes);
  // codehost.ErrNoCommits counts as "does not exist".
  if (version === undefined) return { known: false, why: 'missing', detail: 'no commits' };
  return answerFrom(dir, base, { kind: 'info', module: { path, version } }, () => false);
}

interface At {
  readonly path: string;
  /** For messages alone. */
  readonly url: () => string;
}

function placeOf(dir: string, base: string, file: string): At {
  return { path: join(dir, file), url: () => base + percentEncode(`/${file}`, 'path') };
}

async function answerLicense(
  at: At,
  { module }: Ask,
  base: string,
  isLicense: (path: string) => boolean,
): Promise<Answer<unknown>> {
  const { filesOfZip, withZipFile } = await import('./zip.ts');
  try {
    // Most modules of a graph have no zip in the module cache, and an exception for each takes its time.
    if (statSync(at.path, { throwIfNoEntry: false }) === undefined) return absent(at);
    const result = await withZipFile(at.path, (bytes) =>
      filesOfZip(bytes, `${module.path}@${module.version}/`, isLicense),
    );
    if (result.value === undefined) return failed(`reading ${at.url()}: ${result.error}`);
    return { known: true, value: { files: result.value }, source: base };
  } catch (error) {
    return systemError(at, error);
  }
}

async function answerWhole(
  at: At,
  { kind, module }: Ask<'files' | 'content' | 'packages'>,
  base: string,
): Promise<Answer<unknown>> {
  const [{ zipFact }, { withZipFile }] = await Promise.all([import('../gozip/module-files.ts'), import('./zip.ts')]);
  try {
    const result = await withZipFile(at.path, (zip) => zipFact(kind, zip, module));
    if (result.value === undefined) return failed(`reading ${at.url()}: ${result.error}`);
    return { known: true, value: result.value, source: base };
  } catch (error) {
    return systemError(at, error);
  }
}

type Read = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly error: Unknown };

function readWhole(at: At, limit: number): Read {
  try {
    const file = openSync(at.path, 'r');
    try {
      const { size } = fstatSync(file);
      if (size > limit)
        return { ok: false, error: failed(`reading ${at.url()}: ${size} bytes, over the limit of ${limit}`) };
      const bytes = Buffer.allocUnsafe(size);
      let length = 0;
      for (let n = -1; n !== 0 && length < size; length += n) n = readSync(file, bytes, length, size - length, null);
      return { ok: true, bytes: bytes.subarray(0, length) };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { ok: false, error: systemError(at, error) };
  }
}

/** Go's words for what the system says; the path is left out, since the URL names it. */
const SYSTEM_MESSAGES = new Map([
  ['ENOENT', 'no such file or directory'],
  ['ENOTDIR', 'not a directory'],
  ['EACCES', 'permission denied'],
  ['EISDIR', 'is a directory'],
  ['ENAMETOOLONG', 'file name too long'],
]);

function systemError(at: At, error: unknown): Unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return code === 'ENOENT'
    ? absent(at)
    : failed(`reading ${at.url()}: ${SYSTEM_MESSAGES.get(code) ?? (code || message)}`);
}

function absent(at: At): Unknown {
  return { known: false, why: 'missing', detail: `reading ${at.url()}: ${SYSTEM_MESSAGES.get('ENOENT')}` };
}

function failed(detail: string): Unknown {
  return { known: false, why: 'failed', detail };
}
