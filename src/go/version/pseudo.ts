/**
 * Pseudo-versions, which name a commit without a tag (x/mod/module):
 * `vX.0.0-TIME-REV` after no tag, `vX.Y.(Z+1)-0.TIME-REV` after a release, `vX.Y.Z-PRE.0.TIME-REV` after a pre-release; the last two
 * may end in `+incompatible`. TIME is yyyymmddhhmmss of the commit in UTC, REV the first twelve digits of its hash.
 */

import type { Result } from '../std/result.ts';
import { quote } from '../std/strconv.ts';
import { decrement, increment } from './decimal.ts';
import * as semver from './semver.ts';

interface PseudoParts {
  /** `vX.0.0`, `vX.Y.(Z+1)-0` or `vX.Y.Z-PRE.0`. */
  readonly base: string;
  readonly time: string;
  readonly rev: string;
  readonly build: string;
}

/** Whether a version names a commit: `v0.0.0-20240102150405-0123456789ab` and the two other forms. */
export function isPseudoVersion(version: string): boolean {
  return parse(version) !== undefined;
}

/** A placeholder with neither time nor revision, as `go mod edit -replace` of old wrote. */
export function isZeroPseudoVersion(version: string): boolean {
  return version === zeroPseudoVersion(semver.major(version));
}

/** A version that no release has, as a requirement on a module that is built from a folder has it: v0.0.0, or a pseudo-version of no commit. */
export function isPlaceholder(version: string): boolean {
  return version === 'v0.0.0' || isZeroPseudoVersion(version);
}

export function zeroPseudoVersion(major: string): string {
  return `${major || 'v0'}.0.0-00010101000000-000000000000`;
}

/** For a commit of `time` and `rev`, on the path's `major` ('' is v0), after the tag `older` ('' for none). */
export function pseudoVersion(major: string, older: string, time: Date, rev: string): string {
  const segment = `${timestamp(time)}-${rev}`;
  const base = semver.canonical(older);
  if (base === '') return `${major || 'v0'}.0.0-${segment}`;
  const build = semver.build(older);
  if (semver.prerelease(base) !== '') return `${base}.0.${segment}${build}`;
  return `${movePatch(base, increment)}-0.${segment}${build}`;
}

/** The tag that the pseudo-version comes after, '' for none. */
export function pseudoVersionBase(version: string): Result<string> {
  const p = parse(version);
  if (!p) return invalid(version, 'syntax error');
  const pre = semver.prerelease(p.base);
  if (pre === '') {
    if (p.build === '') return { value: '' };
    return invalid(version, `lacks base version, but has build metadata ${quote(p.build)}`);
  }
  if (pre !== '-0') return { value: p.base.slice(0, -'.0'.length) + p.build };
  const next = p.base.slice(0, -pre.length);
  const base = movePatch(next, decrement);
  if (base.endsWith('.')) return invalid(version, `version before ${next} would have negative patch number`);
  return { value: base + p.build };
}

/** The commit's time, RFC 3339 in UTC. */
export function pseudoVersionTime(version: string): Result<string> {
  const p = parse(version);
  if (!p) return invalid(version, 'syntax error');
  const value = p.time.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z');
  return isTime(value) ? { value } : invalid(version, `malformed time ${quote(p.time)}`);
}

export function pseudoVersionRev(version: string): Result<string> {
  const p = parse(version);
  return p ? { value: p.rev } : invalid(version, 'syntax error');
}

function parse(version: string): PseudoParts | undefined {
  const pre = semver.prerelease(version);
  const dash = pre.lastIndexOf('-');
  const timeStart = dash - 14;
  if (timeStart < 1 || !/^[0-9]{14}-[A-Za-z0-9]+$/.test(pre.slice(timeStart))) return undefined;
  const head = pre.slice(0, timeStart);
  const core = version.slice(0, version.indexOf('-'));
  const fits = head === '-' ? /^v[0-9]+\.0\.0$/.test(core) : head === '-0.' || head.endsWith('.0.');
  if (!fits) return undefined;
  const base = core + head.slice(0, -1);
  return { base, time: pre.slice(timeStart, dash), rev: pre.slice(dash + 1), build: semver.build(version) };
}

function movePatch(core: string, move: (decimal: string) => string): string {
  const patch = core.lastIndexOf('.') + 1;
  return core.slice(0, patch) + move(core.slice(patch));
}

/** Whether the date exists; JavaScript would turn 30 February into 1 March, and 24:00 into the next day. */
function isTime(rfc3339: string): boolean {
  const at = new Date(rfc3339);
  return !Number.isNaN(at.getTime()) && at.toISOString() === rfc3339.replace('Z', '.000Z');
}

function timestamp(time: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const date = String(time.getUTCFullYear()).padStart(4, '0') + two(time.getUTCMonth() + 1) + two(time.getUTCDate());
  return date + two(time.getUTCHours()) + two(time.getUTCMinutes()) + two(time.getUTCSeconds());
}

function invalid(version: string, reason: string): { readonly error: string } {
  return { error: `pseudo-version ${quote(version)} invalid: ${reason}` };
}
