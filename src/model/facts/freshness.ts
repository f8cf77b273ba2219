/** What rules of freshness have in common: the code that is built, times, ages, and what to say where they are not known. */
import type { Newest, Surveyed } from '../../go/graph/list/survey.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
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
}

/** Modules whose code is of this repository (replaced by a folder, or of the same workspace) have no versions and are skipped. */
export function* publishedInUse(repo: Repo, scope: Scope): Generator<Published> {
  for (const item of modulesInUse(repo, scope)) {
    const survey = item.module.survey?.get(item.use.path);
    if (survey === undefined) continue;
    const built = builtOf(item.use);
    if (built.version === '') continue;
    const found = survey.asOf === undefined ? item.found : { ...item.found, asOf: survey.asOf };
    yield { ...item, found, survey, built, time: timeOf(built, (survey.replace ?? survey).time) };
  }
}

/** Go's zero time means that it did not look. A pseudo-version tells its own. */
function timeOf({ version }: ModuleVersion, told: string | undefined): string | undefined {
  if (told !== undefined && !told.startsWith('0001-')) return told;
  if (!isPseudoVersion(version)) return undefined;
  const own = pseudoVersionTime(version);
  return own.error === undefined ? own.value : undefined;
}

/** Whole days from a time to a day; negative where the time is later. */
export function ageInDays(time: string, today: string): number {
  return Math.floor((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${time.slice(0, 10)}T00:00:00Z`)) / 86_400_000);
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

export function dayOf(time: string): string {
  return time.slice(0, 10);
}

export function unchecked(
  module: MainModule,
  subject: string,
  { why, detail, internal }: Pick<Unknown, 'why' | 'detail' | 'internal'>,
): Unchecked {
  return { unchecked: { subject, module, why, detail, ...(internal && { internal }) } };
}

/** When its authors last made a version that is known: one that takes itself back shows that they are there. */
export function lastRelease(newest: Extract<Newest, { known: true }>): string {
  const { time = '', retracted } = newest;
  return retracted?.time !== undefined && Date.parse(retracted.time) > Date.parse(time) ? retracted.time : time;
}

/** Why the newest version's time is not known. */
export function newestUnknown(newest: Newest | undefined): Pick<Unknown, 'why' | 'detail' | 'internal'> | undefined {
  if (newest === undefined) return { why: 'missing', detail: 'the versions are unknown' };
  if (!newest.known) return newest;
  return newest.time === undefined
    ? { why: 'missing', detail: `the time of ${newest.module.version} is unknown` }
    : undefined;
}
