/** The major version that a module path carries (`/v2`, gopkg.in's `.v2`) and whether a version fits it: x/mod/module. */
import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import * as semver from './semver.ts';

/** `prefix + pathMajor` is the path; where `ok` is false the path ends in something Go refuses (`/v1`, `/v02`, `/v1.2`). */
export interface SplitPath {
  readonly prefix: string;
  readonly pathMajor: string;
  readonly ok: boolean;
}

const UNSTABLE = '-unstable';

/** `/v2` and up, or '' for v0 and v1; gopkg.in paths must have a `.vN`, and may have `.v0`, `.v1` and `-unstable`. */
export function splitPathVersion(path: string): SplitPath {
  if (path.startsWith('gopkg.in/')) return splitGopkgIn(path);
  let i = path.length;
  let dot = false;
  for (; i > 0; i--) {
    const c = path.charCodeAt(i - 1);
    if (c === 0x2e) dot = true;
    else if (c < 0x30 || c > 0x39) break;
  }
  if (i === path.length || path[i - 1] !== 'v' || path[i - 2] !== '/') return unversioned(path, true);
  if (dot || path[i] === '0' || (path[i] === '1' && i + 1 === path.length)) return unversioned(path, false);
  return { prefix: path.slice(0, i - 2), pathMajor: path.slice(i - 2), ok: true };
}

function splitGopkgIn(path: string): SplitPath {
  const digitsEnd = path.endsWith(UNSTABLE) ? path.length - UNSTABLE.length : path.length;
  let i = digitsEnd;
  while (path.charCodeAt(i - 1) >= 0x30 && path.charCodeAt(i - 1) <= 0x39) i--;
  if (path[i - 1] !== 'v' || path[i - 2] !== '.') return unversioned(path, false);
  const pathMajor = path.slice(i - 2);
  // As Go: of `.v0-unstable` the zero counts as a leading one; `.v-unstable` passes here and no version fits it.
  if (pathMajor.length <= 2 || (pathMajor[2] === '0' && pathMajor !== '.v0')) return unversioned(path, false);
  return { prefix: path.slice(0, i - 2), pathMajor, ok: true };
}

function unversioned(path: string, ok: boolean): SplitPath {
  return { prefix: path, pathMajor: '', ok };
}

export function matchPathMajor(version: string, pathMajor: string): boolean {
  return pathMajorMismatch(version, pathMajor) === undefined;
}

/** Go's message where the version does not fit the path's major, such as `version "v2.0.0" invalid: should be v0 or v1, not v2`. */
export function checkPathMajor(version: string, pathMajor: string): string | undefined {
  const mismatch = pathMajorMismatch(version, pathMajor);
  return mismatch && `version ${quote(version)} invalid: ${mismatch}`;
}

/** The inner part of `checkPathMajor`'s message: `should be v0 or v1, not v2`. */
export function pathMajorMismatch(version: string, pathMajor: string): string | undefined {
  const major = stable(pathMajor);
  // An old bug made pseudo-versions of gopkg.in's v1 begin with v0.0.0; Go takes them still.
  if (major === '.v1' && version.startsWith('v0.0.0-')) return undefined;
  const actual = semver.major(version);
  if (major === '') {
    if (actual === 'v0' || actual === 'v1' || semver.build(version) === '+incompatible') return undefined;
    return `should be v0 or v1, not ${actual}`;
  }
  const separated = major[0] === '/' || major[0] === '.';
  const wanted = separated ? major.slice(1) : major;
  return separated && actual === wanted ? undefined : `should be ${wanted}, not ${actual}`;
}

/** `v2` of `/v2`, `.v2` and `.v2-unstable`; '' of '' (v0 and v1). Go panics where it is none of these. */
export function pathMajorPrefix(pathMajor: string): Result<string> {
  if (pathMajor === '') return { value: '' };
  if (pathMajor[0] !== '/' && pathMajor[0] !== '.') {
    return { error: `pathMajor suffix ${pathMajor} passed to PathMajorPrefix lacks separator` };
  }
  const major = stable(pathMajor);
  const value = major.slice(1);
  if (value !== semver.major(value)) {
    return { error: `pathMajor suffix ${major}passed to PathMajorPrefix is not a valid major version` };
  }
  return { value };
}

/** semver.canonical, but `+incompatible` is kept: it is part of a module's version. */
export function canonicalVersion(version: string): string {
  if (isCanonical(version)) return version;
  const canonical = semver.canonical(version);
  return semver.build(version) === '+incompatible' ? `${canonical}+incompatible` : canonical;
}

/** Whether a version is in the full form already: nearly all are. */
export function isCanonical(version: string): boolean {
  return CANONICAL.test(version);
}

const CANONICAL =
  /^v(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){2}(?:-(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+incompatible)?$/;

function stable(pathMajor: string): string {
  return pathMajor.startsWith('.v') && pathMajor.endsWith(UNSTABLE) ? pathMajor.slice(0, -UNSTABLE.length) : pathMajor;
}
