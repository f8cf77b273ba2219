/** Versions of the modules of a graph, where `go` and `toolchain` are modules with versions of their own kind (cmd/go/internal/gover). */

import { compareText } from '../std/order.ts';
import * as goversion from './go-version.ts';
import * as semver from './semver.ts';

/** A module path with a version; '' is no version (a main module, a wildcard replacement's left side, a directory's right side). */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

/** The virtual modules `go` and `toolchain`; `golang.org/toolchain`, which is downloaded, is none. */
export function isToolchain(path: string): boolean {
  return path === 'go' || path === 'toolchain';
}

/** Orders two versions of a module as gover.ModCompare does: `go` and `toolchain` by Go's release order, all others by semver. */
export function modCompare(path: string, x: string, y: string): -1 | 0 | 1 {
  if (path === 'go') return goversion.compare(x, y);
  if (path === 'toolchain') return goversion.compare(toolchainVersion(x), toolchainVersion(y));
  return semver.compare(x, y);
}

export function modIsValid(path: string, version: string): boolean {
  return isToolchain(path) ? goversion.isValid(goVersion(path, version)) : semver.isValid(version);
}

/** Whether a valid version is a prefix of others (`v1.2`, `1.21`). */
export function modIsPrefix(path: string, version: string): boolean {
  if (isToolchain(path)) return goversion.isLang(goVersion(path, version));
  return !/[-+]/.test(version) && version.split('.').length < 3;
}

export function modIsPrerelease(path: string, version: string): boolean {
  return isToolchain(path) ? goversion.isPrerelease(goVersion(path, version)) : semver.prerelease(version) !== '';
}

/** `v1.2` of `v1.2.3`, `1.21` of `1.21.3`, `go1.21` of the toolchain `go1.21.3`. */
export function modMajorMinor(path: string, version: string): string {
  if (!isToolchain(path)) return semver.majorMinor(version);
  const lang = goversion.lang(goVersion(path, version));
  return path === 'toolchain' ? `go${lang}` : lang;
}

/** A new list by path and version (gover.ModSort). A version may carry `/go.mod`, as the keys of go.sum do. */
export function modSort<T extends ModuleVersion>(list: readonly T[]): T[] {
  return sortModules(list, modCompare);
}

/** A new list by path and semantic version (module.Sort). A version may carry `/go.mod`. */
export function sortBySemver<T extends ModuleVersion>(list: readonly T[]): T[] {
  return sortModules(list, (_path, x, y) => semver.compare(x, y));
}

function sortModules<T extends ModuleVersion>(
  list: readonly T[],
  compare: (path: string, x: string, y: string) => number,
): T[] {
  return [...list].sort((a, b) => {
    if (a.path !== b.path) return compareText(a.path, b.path);
    const [x, xFile] = cutFile(a.version);
    const [y, yFile] = cutFile(b.version);
    return x === y ? compareText(xFile, yFile) : compare(a.path, x, y);
  });
}

function cutFile(version: string): [version: string, file: string] {
  const slash = version.indexOf('/');
  return slash < 0 ? [version, ''] : [version.slice(0, slash), version.slice(slash)];
}

function goVersion(path: string, version: string): string {
  return path === 'toolchain' ? goversion.fromToolchain(version) : version;
}

/** In a graph the toolchain's version may stand with or without its `go`. */
function toolchainVersion(name: string): string {
  return goversion.isValid(name) ? name : goversion.fromToolchain(name);
}
