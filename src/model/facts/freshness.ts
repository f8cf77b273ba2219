/** What rules of freshness have in common: the code that is built, times, ages, and what to say where they are not known. */
import type { Newest, Surveyed } from '../../go/graph/list/survey.ts';
import type { ModuleUpdates } from '../../go/graph/list/updates.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { modCompare } from '../../go/version/module-version.ts';
import { isPseudoVersion, pseudoVersionTime } from '../../go/version/pseudo.ts';
import { builtOf, type InUse, modulesInUse, type Scope } from '../in-use.ts';
import type { MainModule, Repo } from '../repo.ts';
import type { Unchecked } from '../rule.ts';
import type { Unknown } from './facts.ts';

/** A module in use whose versions somebody else publishes, with what is said of it. */
export interface Published extends InUse {
  readonly survey: Surveyed;
  /** Itself, or the module in its place. */
  readonly built: ModuleVersion;
  /** When the version in use was made, RFC 3339. */
  readonly time: string | undefined;
  /** What `go list -m -u` says about the built module; undefined where nothing is known. */
  readonly updates: ModuleUpdates | undefined;
  /** The version that `go list -m -u` offers, with its time where it is known. */
  readonly update: Dated | undefined;
}

export interface Dated {
  readonly version: string;
  /** RFC 3339. */
  readonly time: string | undefined;
}

/** Modules whose code is of this repository (replaced by a folder, or of the same workspace) have no versions and are skipped. */
export function* publishedInUse(repo: Repo, scope: Scope): Generator<Published> {
  for (const item of modulesInUse(repo, scope)) {
    let one = published.get(item);
    if (one === undefined) {
      one = publishedOf(item) ?? 'nowhere';
      published.set(item, one);
    }
    if (one !== 'nowhere') yield one;
  }
}

/** Several rules look through the same modules. */
const published = new WeakMap<InUse, Published | 'nowhere'>();

function publishedOf(item: InUse): Published | undefined {
  const survey = item.module.survey?.get(item.use.path);
  const built = builtOf(item.use);
  if (survey === undefined || built.version === '') return undefined;
  const found = survey.asOf === undefined ? item.found : { ...item.found, asOf: survey.asOf };
  const { time, updates } = survey.replace ?? survey;
  const update = updates?.update && {
    version: updates.update.version,
    time: timeOf(updates.update.version, updates.update.time),
  };
  return { ...item, found, survey, built, time: timeOf(built.version, time), updates, update };
}

/** Go's zero time (year 1) means that no time is known. */
export function knownTime(time: string | undefined): string | undefined {
  return time?.startsWith('0001-') ? undefined : time;
}

/** What was told, else what a pseudo-version itself tells. */
export function timeOf(version: string, told?: string): string | undefined {
  const known = knownTime(told);
  if (known !== undefined || !isPseudoVersion(version)) return known;
  const own = pseudoVersionTime(version);
  return own.error === undefined ? knownTime(own.value) : undefined;
}

/** Whole days from a time to a day; negative where the time is later. */
export function ageInDays(time: string, today: string): number {
  return Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${time.slice(0, 10)}T00:00:00Z`)) / 86_400_000);
}

/** The day this many days before another, YYYY-MM-DD; a part of a day counts as one. */
export function dayBefore(today: string, days: number): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) - Math.ceil(days) * 86_400_000).toISOString().slice(0, 10);
}

/** `4 years and 8 months`, `3 weeks`, `12 days`. */
export function describeAge(days: number): string {
  const some = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (days < 60) return some(days, 'day');
  // The day more lets whole years be years, whatever leap years they hold.
  const months = Math.floor((days + 1) / 30.4375);
  if (months < 24) return some(months, 'month');
  const rest = months % 12;
  return `${some(Math.floor(months / 12), 'year')}${rest === 0 ? '' : ` and ${some(rest, 'month')}`}`;
}

/** The day of an RFC 3339 time, YYYY-MM-DD. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** A gap about a subject that a rule could not check. */
export function unchecked(
  module: MainModule,
  subject: string,
  { why, detail, internal }: Pick<Unknown, 'why' | 'detail' | 'internal'>,
): Unchecked {
  return { unchecked: { subject, module, why, detail, ...(internal && { internal }) } };
}

/** A version that its authors made, by what is known of their versions. */
export interface LastRelease {
  readonly version: string;
  /** RFC 3339. */
  readonly time: string;
  /** A later version that its author retracted. It counts as activity: `time` is its time. */
  readonly retracted?: string;
}

/**
 * The version that was made last: the newest, the one that Go offers, or the one in use, which can be a pre-release, a commit or an
 * `+incompatible` version above the newest. undefined where no time is known.
 */
export function lastRelease({ survey: { newest }, built, time, update }: Published): LastRelease | undefined {
  const known = newest?.known
    ? [{ version: newest.module.version, time: timeOf(newest.module.version, newest.time) }]
    : [];
  const candidates = [...known, ...(update === undefined ? [] : [update]), { version: built.version, time }];
  let last: LastRelease | undefined;
  for (const { version, time: made } of candidates) {
    if (made === undefined) continue;
    const order = last === undefined ? 1 : Date.parse(made) - Date.parse(last.time);
    if (order > 0 || (order === 0 && modCompare(built.path, version, last!.version) > 0))
      last = { version, time: made };
  }
  const retracted = newest?.known ? newest.retracted : undefined;
  const taken = retracted && timeOf(retracted.version, retracted.time);
  if (last === undefined || taken === undefined || Date.parse(taken) <= Date.parse(last.time)) return last;
  return { ...last, time: taken, retracted: retracted!.version };
}

type Lack = Pick<Unknown, 'why' | 'detail' | 'internal'>;

/** Why the newest version or its time is not known. */
export function newestUnknown(newest: Newest | undefined): Lack | undefined {
  if (newest === undefined) return { why: 'missing', detail: 'no list of versions is known' };
  if (!newest.known) return newest;
  const { version } = newest.module;
  return timeOf(version, newest.time) === undefined ? timeUnknown(version) : undefined;
}

/** Why it is not known whether there is an update. */
export function updateUnknown({ survey: { newest }, updates }: Published): Lack | undefined {
  if (newest === undefined || updates === undefined) return { why: 'missing', detail: 'no list of versions is known' };
  return newest.known ? updates.missing[0]?.reply : newest;
}

/** The reason for a gap: the version's time is unknown. */
export function timeUnknown(version: string): Lack {
  return { why: 'missing', detail: `the time of ${version} is not known` };
}
