/** What a reviewer should look at first, in sentences: what is new and what got worse, not what moved on as it should. */
import { sumKey } from '../../go/sum/parse.ts';
import { ageInDays } from '../../model/facts/freshness.ts';
import { pointAt } from '../../text/source.ts';
import type { Change, Side } from './changes.ts';
import type { AboutModule } from './facts.ts';
import type { ModuleDiff } from './rows.ts';

/** Versions younger than this may still be withdrawn. */
const FRESH_DAYS = 7;
const MAX_POINTS = 20;

export function attention({ changes, sums }: ModuleDiff, about: AboutModule, today: string): readonly string[] {
  const points = [
    ...sums.map(
      ({ sum, entry }) =>
        `the checksum of ${sumKey(entry)} changed (${sum.source.path}:${pointAt(sum.source, entry.start).line})`,
    ),
    ...changes.flatMap((change) => vulnerable(change, about)),
    ...changes.flatMap((change) => license(change, about)),
    ...changes.flatMap(({ origin, path, after }) =>
      origin === undefined || after === undefined ? [] : [`${path} comes from a ${origin}: ${originOf(after, origin)}`],
    ),
    ...changes.flatMap(({ kind, path, before, after }) => {
      if (kind === 'down') return [`${path} goes down from ${before!.built.version} to ${after!.built.version}`];
      return kind === 'replaced' && after?.use.replace ? [`${path} is built from ${nameOf(after)}`] : [];
    }),
    ...changes.flatMap((change) => fresh(change, about, today)),
  ];
  const rest = points.length - MAX_POINTS;
  return rest > 0 ? [...points.slice(0, MAX_POINTS), `and ${rest} more, which the table shows`] : points;
}

function vulnerable(change: Change, about: AboutModule): string[] {
  const { added = [] } = about.vulnerabilities(change) ?? {};
  const { path, before, after } = change;
  return added.map((id) => {
    const isNew = before === undefined ? '' : `, and ${before.built.version || 'a folder'} has not`;
    return id.startsWith('MAL-')
      ? `${path} ${after!.built.version} is known as malicious: ${id}`
      : `${path} ${after!.built.version} has the vulnerability ${id}${isNew}`;
  });
}

function license({ path, before, after }: Change, about: AboutModule): string[] {
  const [was, is] = [before, after].map((side) => (side === undefined ? undefined : about.of(side.built)));
  if (was?.license === undefined || is === undefined || was.license === is.license) return [];
  return [`the license of ${path} changes from ${was.license} to ${is.license ?? 'an unknown one'}`];
}

function fresh({ path, after }: Change, about: AboutModule, today: string): string[] {
  const published = after && about.of(after.built)?.published;
  const days = published === undefined ? Infinity : ageInDays(published, today);
  if (days < 0 || days >= FRESH_DAYS) return [];
  const age = days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  return [`${path} ${after!.built.version} was published ${age}`];
}

function originOf({ built }: Side, origin: NonNullable<Change['origin']>): string {
  return built.path.split('/', origin === 'new host' ? 1 : 2).join('/');
}

function nameOf({ use: { replace } }: Side): string {
  return replace!.version === '' ? `the folder ${replace!.path}` : `${replace!.path} ${replace!.version}`;
}
