/** When a module, or the host that it is on, was first seen: what is known of the age of its origin. */
import { isPseudoVersion } from '../../go/version/pseudo.ts';
import * as semver from '../../go/version/semver.ts';
import { builtOf, type InUse } from '../in-use.ts';
import { FORGES } from '../look-alike/compare.ts';
import type { Facts } from '../rule.ts';
import type { Ask, Unknown } from './facts.ts';
import { ageInDays, knownTime, timeOf } from './freshness.ts';

/** Whether the repository or host of a module is new. */
export type Origin =
  /** Older than the limit, or its code is of this repository. */
  | { readonly state: 'old' }
  /** `time`: of its first version that is known, RFC 3339. */
  | { readonly state: 'new'; readonly time: string; readonly first: string }
  | { readonly state: 'unknown'; readonly answer: Unknown };

const OLD: Origin = { state: 'old' };
const NO_TIME: Unknown = { known: false, why: 'missing', detail: 'the time of its first version is not known' };

/**
 * Asks in rounds, and no more than is needed: a version in use that is old tells that its module is. `items`: modules in use; those on the
 * same host that is no forge vouch for each other.
 */
export function* originAsks(items: readonly InUse[], facts: Facts, limit: AgeLimit): Generator<Ask> {
  for (const item of items) {
    const ask = infoAsk(item);
    if (ask !== undefined) yield ask;
  }
  const known = items.every((item) => infoAsk(item) === undefined || facts.asked(infoAsk(item)!));
  if (!known) return;
  const old = oldHosts(items, facts, limit);
  for (const item of items) {
    if (isOldItself(item, facts, limit) || old.has(hostOf(item))) continue;
    const { path } = builtOf(item.use);
    const versions: Ask<'versions'> = { kind: 'versions', module: { path, version: '' } };
    yield versions;
    if (!facts.asked(versions)) continue;
    const first = firstVersion(path, facts);
    if (first !== undefined) yield { kind: 'info', module: { path, version: first } };
  }
}

/** What counts as new: fewer days than `days`, counted to the day of the check. */
export interface AgeLimit {
  readonly days: number;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Answers for all that `originAsks` asked. */
export function originsOf(items: readonly InUse[], facts: Facts, limit: AgeLimit): (item: InUse) => Origin {
  const old = oldHosts(items, facts, limit);
  return (item) => {
    const built = builtOf(item.use);
    if (built.version === '' || old.has(hostOf(item)) || isOldItself(item, facts, limit)) return OLD;
    const versions = facts.get('versions', { path: built.path, version: '' });
    if (!versions.known) return { state: 'unknown', answer: versions };
    const first = firstVersion(built.path, facts);
    const time = first === undefined ? ownTime(item, facts) : timeIn(facts, built.path, first);
    if (time === undefined) return { state: 'unknown', answer: NO_TIME };
    return isYoung(time, limit) ? { state: 'new', time, first: first ?? built.version } : OLD;
  };
}

function infoAsk({ use }: InUse): Ask<'info'> | undefined {
  const built = builtOf(use);
  return built.version === '' || timeOf(built.version) !== undefined ? undefined : { kind: 'info', module: built };
}

function ownTime({ use }: InUse, facts: Facts): string | undefined {
  const { path, version } = builtOf(use);
  return timeOf(version) ?? timeIn(facts, path, version);
}

function timeIn(facts: Facts, path: string, version: string): string | undefined {
  const module = { path, version };
  if (!facts.asked({ kind: 'info', module })) return undefined;
  const info = facts.get('info', module);
  return info.known ? knownTime(info.value.time) : undefined;
}

function isOldItself(item: InUse, facts: Facts, limit: AgeLimit): boolean {
  if (builtOf(item.use).version === '') return true;
  const time = ownTime(item, facts);
  return time !== undefined && !isYoung(time, limit);
}

function isYoung(time: string, { days, today }: AgeLimit): boolean {
  return ageInDays(time, today) < days;
}

/** The lowest tagged version. */
function firstVersion(path: string, facts: Facts): string | undefined {
  const versions = facts.get('versions', { path, version: '' });
  if (!versions.known) return undefined;
  return semver.sort(versions.value.filter((version) => !isPseudoVersion(version)))[0];
}

function hostOf({ use }: InUse): string {
  const host = builtOf(use).path.split('/', 1)[0]!;
  return FORGES.has(host) ? '' : host;
}

function oldHosts(items: readonly InUse[], facts: Facts, limit: AgeLimit): Set<string> {
  const old = new Set(
    items.filter((item) => isOldItself(item, facts, limit) && builtOf(item.use).version !== '').map(hostOf),
  );
  old.delete('');
  return old;
}
