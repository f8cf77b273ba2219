/** One OSV entry from its JSON. Throws DatabaseError where Go refuses it, and where something in it would decide nothing without a word. */
import { DatabaseError, type JsonObject, listOf, objectOf, parseJson, textOf, textsOf, timeOf } from './json.ts';
import type { AffectedModule, RangeEvent, VersionRange, VulnEntry } from './types.ts';
import { isBefore, vulnVersion } from './version.ts';

const ENTRY = 'schema_version id modified published withdrawn aliases related summary details affected references'
  .concat(' credits severity database_specific')
  .split(' ');
const AFFECTED = ['package', 'ranges', 'versions', 'severity', 'ecosystem_specific', 'database_specific'];
const STATUSES = [undefined, '', 'REVIEWED', 'UNREVIEWED'];

/** Characters of a summary that are kept. */
const MAX_SUMMARY = 500;

/** `what` names the file in errors. */
export function parseEntry(text: string, what: string): VulnEntry {
  const entry = objectOf(parseJson(text, what), what, ENTRY);
  const id = textOf(entry, 'id', what);
  if (id === undefined || !isEntryId(id))
    throw new DatabaseError(`${what}: expected the ID of a vulnerability in "id"`);
  timeOf(entry, 'modified', what);
  textOf(entry, 'details', what);
  const published = timeOf(entry, 'published', what);
  const withdrawn = timeOf(entry, 'withdrawn', what);
  const { reviewed, url } = specificOf(entry, what);
  const affected = listOf(entry, 'affected', what);
  if (affected === undefined) throw new DatabaseError(`${what}: expected a list of modules in "affected"`);
  return {
    id,
    aliases: textsOf(entry, 'aliases', what),
    summary: (textOf(entry, 'summary', what) ?? '').slice(0, MAX_SUMMARY),
    reviewed,
    ...(published !== undefined && { published }),
    ...(withdrawn !== undefined && { withdrawn }),
    ...(url !== undefined && { url }),
    affected: affected.map((one, i) => affectedOf(one, `${what}.affected[${i}]`)),
  };
}

/** Names of files are made of it. */
export function isEntryId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(id);
}

function specificOf(entry: JsonObject, what: string): { reviewed: boolean; url: string | undefined } {
  if (entry.database_specific === undefined || entry.database_specific === null)
    return { reviewed: true, url: undefined };
  const name = `${what}.database_specific`;
  const specific = objectOf(entry.database_specific, name, ['url', 'review_status']);
  const status = textOf(specific, 'review_status', name);
  if (!STATUSES.includes(status))
    throw new DatabaseError(`${name}.review_status: expected REVIEWED or UNREVIEWED, got "${status}"`);
  return { reviewed: status !== 'UNREVIEWED', url: textOf(specific, 'url', name) };
}

function affectedOf(value: unknown, what: string): AffectedModule {
  const affected = objectOf(value, what, AFFECTED);
  const module = textOf(
    objectOf(affected.package ?? {}, `${what}.package`, ['name', 'ecosystem', 'purl']),
    'name',
    what,
  );
  const ranges = (listOf(affected, 'ranges', what) ?? []).flatMap((range, i) => rangeOf(range, `${what}.ranges[${i}]`));
  return {
    module: module ?? '',
    ranges,
    ...detailsOf(affected.ecosystem_specific ?? {}, `${what}.ecosystem_specific`),
  };
}

/** Only ranges of the exact type SEMVER decide: without one every version is affected. */
function rangeOf(value: unknown, what: string): VersionRange[] {
  const range = objectOf(value, what, ['type', 'events', 'repo', 'database_specific']);
  const type = textOf(range, 'type', what);
  const events = (listOf(range, 'events', what) ?? []).map((event, i) => eventOf(event, `${what}.events[${i}]`));
  if (type !== 'SEMVER') return [];
  for (const [i, { introduced, fixed }] of events.entries())
    if (introduced === '' || fixed === '') throw new DatabaseError(`${what}.events[${i}]: expected a version, got ""`);
  return [sorted(events)];
}

/** `last_affected` and `limit` are not read, as in Go; an event that has neither those nor a version says nothing. */
function eventOf(value: unknown, what: string): RangeEvent {
  const event = objectOf(value, what, ['introduced', 'fixed', 'last_affected', 'limit']);
  const introduced = textOf(event, 'introduced', what);
  const fixed = textOf(event, 'fixed', what);
  const known = ['introduced', 'fixed', 'last_affected', 'limit'].some((key) => (event[key] ?? null) !== null);
  if (!known) throw new DatabaseError(`${what}: expected "introduced" or "fixed"`);
  return { ...(introduced !== undefined && { introduced }), ...(fixed !== undefined && { fixed }) };
}

/** As govulncheck sorts them, stably: `introduced: 0` first, others by their version. */
function sorted(events: readonly RangeEvent[]): RangeEvent[] {
  const versionOf = ({ introduced = '', fixed }: RangeEvent) => vulnVersion(fixed ?? introduced);
  const isLess = (a: RangeEvent, b: RangeEvent) => {
    if (a.introduced === '0' || b.introduced === '0') return a.introduced === '0' && b.introduced !== '0';
    return isBefore(versionOf(a), versionOf(b));
  };
  return [...events].sort((a, b) => (isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0));
}

function detailsOf(value: unknown, what: string): Pick<AffectedModule, 'custom' | 'packages'> {
  const specific = objectOf(value, what, ['imports', 'custom_ranges']);
  const packages = (listOf(specific, 'imports', what) ?? []).flatMap((one, i) => {
    const path = textOf(objectOf(one, `${what}.imports[${i}]`, ['path', 'symbols', 'goos', 'goarch']), 'path', what);
    return path === undefined ? [] : [path];
  });
  const custom = (listOf(specific, 'custom_ranges', what) ?? []).flatMap((range, i) => {
    const name = `${what}.custom_ranges[${i}]`;
    const events = listOf(objectOf(range, name, ['type', 'events']), 'events', name) ?? [];
    return events.flatMap((event, j) => eventOf(event, `${name}.events[${j}]`).fixed ?? []);
  });
  return { ...(custom.length > 0 && { custom }), ...(packages.length > 0 && { packages }) };
}
