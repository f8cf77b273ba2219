/** Version queries: `latest`, `upgrade`, `v1`, `master`, against what a proxy lists (modload.Query). */

import { quote } from '../../std/strconv.ts';
import type { ModuleVersion } from '../../version/module-version.ts';
import { modCompare, modIsPrefix, modIsPrerelease, modIsValid, modMajorMinor } from '../../version/module-version.ts';
import { canonicalVersion, matchPathMajor, splitPathVersion } from '../../version/path-major.ts';
import { isPseudoVersion, pseudoVersionTime } from '../../version/pseudo.ts';
import * as semver from '../../version/semver.ts';
import type { Failure, QueryFailure } from '../failure.ts';
import { versionHasGoMod } from '../files/raw-mod.ts';
import { pathFault } from '../known.ts';
import { type GraphSession, isMain } from '../session.ts';
import type { Task } from '../task.ts';
import { isZeroTime, latestOf, type Stat, statOf, versionsOf } from './lookup.ts';

export type QueryResult =
  | { readonly version: string; readonly time?: string; readonly failure?: undefined }
  | { readonly version?: undefined; readonly failure: QueryFailure };

/** Says whether a version may be chosen; an error in finding out counts as yes. */
export type Allowed = (module: ModuleVersion) => Task<boolean>;

interface Matcher {
  readonly prefix: string;
  readonly filter?: (version: string) => boolean;
  /** A whole version: asked for directly. */
  readonly canStat?: boolean;
  readonly preferLower?: boolean;
  readonly mayUseLatest?: boolean;
  readonly preferIncompatible?: boolean;
}

/** `current`: the version selected now; `none`, or '' where it does not matter. */
export function* query(
  session: GraphSession,
  path: string,
  version: string,
  current: string,
  allowed?: Allowed,
): Task<QueryResult> {
  if (current !== '' && current !== 'none' && !modIsValid(path, current)) {
    return fails(`invalid previous version ${path}@${current}`);
  }
  if (session.mode === 'vendor') return fails(disabledText(session));
  const moves = version === 'upgrade' || version === 'patch';
  if (moves && isMain(session, path)) return { version: '' };
  if (path === 'std' || path === 'cmd') {
    return fails(`can't query specific version (${quote(version)}) of standard-library module ${quote(path)}`);
  }
  const fault = pathFault(session.known, path);
  if (fault !== undefined && !session.mains.highestReplaced.has(path)) return fails(fault);
  const matcher = newMatcher(path, version, current);
  if (matcher !== 'revision' && 'error' in matcher) return fails(matcher.error);
  if (matcher === 'revision' || matcher.canStat) return yield* statQuery(session, path, version, allowed);
  return yield* listQuery(session, path, version, current, matcher, allowed);
}

function* statQuery(
  session: GraphSession,
  path: string,
  version: string,
  allowed: Allowed | undefined,
): Task<QueryResult> {
  let stat = yield* statOf(session, path, version);
  if (stat.failure) {
    // A version with build metadata equals the one without it.
    const canonical = canonicalVersion(version);
    if (canonical === '' || canonical === version) return { failure: stat.failure };
    const failure = stat.failure;
    stat = yield* statOf(session, path, canonical);
    if (stat.failure) return { failure: stat.failure.missing ? failure : stat.failure };
  }
  if (allowed && !(yield* allowed({ path, version: stat.version }))) return disallowed(path, stat.version);
  return found(stat);
}

function* listQuery(
  session: GraphSession,
  path: string,
  version: string,
  current: string,
  matcher: Matcher,
  allowed: Allowed | undefined,
): Task<QueryResult> {
  const listed = yield* versionsOf(session, path, matcher.prefix);
  if (listed.failure) return { failure: listed.failure };
  const candidates = yield* sift(session, path, matcher, listed.versions, allowed);
  if (candidates.failure) return { failure: candidates.failure };
  const best = candidates.releases.length > 0 ? candidates.releases : candidates.prereleases;
  const choice = matcher.preferLower ? best[0] : best.at(-1);
  const look = (at: string) => lookUp(session, path, version, current, at, allowed);
  if (choice !== undefined) return yield* look(choice);
  if (matcher.mayUseLatest) {
    const latest = yield* latestOf(session, path);
    if (!latest.failure) {
      const last = latest.version;
      if (matches(matcher, last) && (!allowed || (yield* allowed({ path, version: last })))) return yield* look(last);
    } else if (!latest.failure.missing) return { failure: latest.failure };
  }
  const moves = version === 'upgrade' || version === 'patch';
  if (moves && current !== '' && current !== 'none') {
    if (allowed && !(yield* allowed({ path, version: current }))) return disallowed(path, current);
    return yield* look(current);
  }
  return { failure: { text: `no matching versions for query ${quote(version)}`, noMatch: true } };
}

/** An upgrade from a pseudo-version does not go back in time: a commit on a branch may be newer than the highest tag. */
function* lookUp(
  session: GraphSession,
  path: string,
  asked: string,
  current: string,
  version: string,
  allowed: Allowed | undefined,
): Task<QueryResult> {
  const stat = yield* statOf(session, path, version);
  if (stat.failure) return { failure: stat.failure };
  const moves = asked === 'upgrade' || asked === 'patch';
  if (moves && isPseudoVersion(current) && stat.time !== undefined && !isZeroTime(stat.time)) {
    const since = pseudoVersionTime(current);
    if (since.error === undefined && Date.parse(stat.time) < Date.parse(since.value)) {
      if (allowed && !(yield* allowed({ path, version: current }))) return disallowed(path, current);
      const stay = yield* statOf(session, path, current);
      return stay.failure ? { failure: stay.failure } : found(stay);
    }
  }
  return found(stat);
}

function found(stat: Extract<Stat, { version: string }>): QueryResult {
  return stat.time === undefined ? { version: stat.version } : { version: stat.version, time: stat.time };
}

function fails(text: string): QueryResult {
  return { failure: { text } };
}

function disallowed(path: string, version: string): QueryResult {
  return { failure: { at: { path, version }, text: 'disallowed module version', disallowed: true } };
}

function disabledText(session: GraphSession): string {
  const reason = session.modeReason === '' ? '' : `\n\t(${session.modeReason})`;
  return `cannot query module due to -mod=${session.mode}${reason}`;
}

/** `error`: the query makes no sense. `revision`: it is no version at all. */
function newMatcher(path: string, version: string, current: string): Matcher | 'revision' | { readonly error: string } {
  const preferIncompatible = current.endsWith('+incompatible');
  const valid = (v: string) => modIsValid(path, v);
  const order = (v: string, w: string) => modCompare(path, v, w);
  if (version === 'latest') return { prefix: '', mayUseLatest: true, preferIncompatible };
  if (version === 'upgrade' || version === 'patch') {
    if (current === '' || current === 'none') {
      if (version === 'upgrade') return { prefix: '', mayUseLatest: true, preferIncompatible };
      return { error: `can't query version "patch" of module ${path}: no existing version is required` };
    }
    return {
      prefix: version === 'patch' ? `${modMajorMinor(path, current)}.` : '',
      mayUseLatest: isPseudoVersion(current),
      filter: (v) => order(v, current) >= 0,
      preferIncompatible,
    };
  }
  const range = /^(?:<=|<|>=|>)/.exec(version)?.[0];
  if (range) {
    const v = version.slice(range.length);
    if (!valid(v)) return { error: `invalid semantic version ${quote(v)} in range ${quote(version)}` };
    if ((range === '<=' || range === '>') && modIsPrefix(path, v)) {
      return { error: `ambiguous semantic version ${quote(v)} in range ${quote(version)}` };
    }
    const inRange: Record<string, (v: string) => boolean> = {
      '<=': (w) => order(w, v) <= 0,
      '<': (w) => order(w, v) < 0,
      '>=': (w) => order(w, v) >= 0,
      '>': (w) => order(w, v) > 0,
    };
    return {
      prefix: '',
      filter: inRange[range]!,
      preferLower: range.startsWith('>'),
      preferIncompatible: preferIncompatible || !fitsMajor(path, v),
    };
  }
  if (!valid(version)) return 'revision';
  const incompatible = preferIncompatible || !fitsMajor(path, version);
  if (!modIsPrefix(path, version)) {
    return { prefix: semver.canonical(version), canStat: true, preferIncompatible: incompatible };
  }
  // `v1.2` does not mean a pre-release of v1.2.0.
  return { prefix: `${version}.`, filter: (v) => order(v, version) >= 0, preferIncompatible: incompatible };
}

function fitsMajor(path: string, version: string): boolean {
  const { pathMajor, ok } = splitPathVersion(path);
  return ok && matchPathMajor(version, pathMajor);
}

function matches({ prefix, filter }: Matcher, version: string): boolean {
  return version.startsWith(prefix) && (filter === undefined || filter(version));
}

type Sifted =
  | { readonly releases: string[]; readonly prereleases: string[]; readonly failure?: undefined }
  | { readonly failure: Failure };

/**
 * Candidates, releases apart from pre-releases. `+incompatible` ones are left out as soon as a compatible one below them has a
 * go.mod of its own: then the author has turned to modules.
 */
function* sift(
  session: GraphSession,
  path: string,
  matcher: Matcher,
  versions: readonly string[],
  allowed: Allowed | undefined,
): Task<Sifted> {
  const releases: string[] = [];
  const prereleases: string[] = [];
  let incompatible = matcher.preferIncompatible ?? false;
  let compatible = '';
  for (const version of versions) {
    if (!matches(matcher, version) || (allowed && !(yield* allowed({ path, version })))) continue;
    if (!incompatible) {
      if (!version.endsWith('+incompatible')) compatible = version;
      else if (compatible !== '') {
        const real = yield* versionHasGoMod(session, { path, version: compatible });
        if (typeof real !== 'boolean') return { failure: real };
        if (real) break;
        incompatible = true;
      }
    }
    (modIsPrerelease(path, version) ? prereleases : releases).push(version);
  }
  return { releases, prereleases };
}
