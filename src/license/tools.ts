/** Everything that rules and commands do with licenses, synchronous once it is loaded. */
import { createHash } from 'node:crypto';
import { encode } from '../text/bytes.ts';
import type { Clarification, Clarified } from './clarify.ts';
import { clarify } from './clarify.ts';
import type { FolderFile } from './folder.ts';
import { readIndex } from './index/format.ts';
import { type Detector, detect, type LicenseList, newDetector } from './match/detector.ts';
import { detectModule, GO_LICENSE, isStandardLibrary, type ModuleOptions } from './module.ts';
import { type Judge, loadJudge } from './spdx/judge.ts';
import type { Detection, ModuleLicense } from './types.ts';

export interface LicenseTools extends Judge {
  /** Reads one file (detector.ts). */
  detect(text: string, fileName: string): Detection;
  /** What a module's files say together (module.ts). */
  detectModule(files: readonly FolderFile[], options?: ModuleOptions): ModuleLicense;
  /** The expression that needs no file: the standard library, its commands and Go's toolchains. Undefined for other paths. */
  knownLicense(modulePath: string): string | undefined;
  /** What the policy says of a module whatever its files say, where a file is still the one that was read (clarify.ts). */
  clarify(module: string, hashOf: (file: string) => string | undefined, all: readonly Clarification[]): Clarified;
  /** SHA-256 of a file's bytes, lower-case hexadecimal; `text` as text/bytes.ts decodes it. */
  sha256(text: string): string;
}

/**
 * @param list the bytes of the compiled list, not compressed; or the list with what was told of texts before (gather/license-index.ts).
 * @throws where the bytes are no index of this version; for a list, when it is first needed.
 */
export async function openLicenseTools(list: Uint8Array | LicenseList): Promise<LicenseTools> {
  const opened = openedFor.get(list) ?? newTools(list);
  openedFor.set(list, opened);
  return opened;
}

/** A run opens its list several times. */
const openedFor = new WeakMap<Uint8Array | LicenseList, Promise<LicenseTools>>();

async function newTools(list: Uint8Array | LicenseList): Promise<LicenseTools> {
  const judge = await loadJudge();
  const detector: Detector =
    list instanceof Uint8Array ? newDetector(readIndex(list)) : newDetector(() => readIndex(list.index()), list.known);
  return {
    ...judge,
    detect: (text, fileName) => detect(text, fileName, detector),
    detectModule: remembering((files, options) => detectModule(files, detector, options)),
    knownLicense: (path) => (isStandardLibrary(path) ? GO_LICENSE : undefined),
    clarify,
    sha256: (text) => createHash('sha256').update(encode(text)).digest('hex'),
  };
}

/** The same files are asked about by several rules, for every go.mod that uses the module. */
function remembering(detect: LicenseTools['detectModule']): LicenseTools['detectModule'] {
  const known = {
    module: new WeakMap<readonly FolderFile[], ModuleLicense>(),
    packages: new WeakMap<readonly FolderFile[], ModuleLicense>(),
  };
  return (files, options = {}) => {
    if (options.imported !== undefined) return detect(files, options);
    const before = known[options.scope ?? 'module'];
    const license = before.get(files) ?? detect(files, options);
    before.set(files, license);
    return license;
  };
}
