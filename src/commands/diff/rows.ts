/** Changes as rows: what a reviewer wants to know of each, for people and for programs. */
import { ageInDays, describeAge } from '../../model/facts/freshness.ts';
import type { ChangedSum } from '../../model/sums.ts';
import type { Row } from '../shared/table.ts';
import type { Change, Side } from './changes.ts';
import type { AboutModule } from './facts.ts';
import type { VulnerabilityChange } from './vulnerabilities.ts';

/** What changes in one go.mod. */
export interface ModuleDiff {
  /** Repository path of the go.mod. */
  readonly file: string;
  /** Of the module itself: `added` and `removed` where only one side has it. */
  readonly state: 'added' | 'removed' | 'both';
  /** Of the go line; undefined where it stays. */
  readonly go: readonly [before: string, after: string] | undefined;
  readonly changes: readonly Change[];
  /** A build list is not known, so the requirements of go.mod itself are compared. */
  readonly declaredOnly: boolean;
  /** Lines of go.sum with another hash for the same version. */
  readonly sums: readonly ChangedSum[];
}

export const COLUMNS = ['change', 'module', 'from', 'to', 'published', 'license', 'notes'] as const;

/** `indent`: before a module that comes in through the one above. */
export function rowsOf({ changes }: ModuleDiff, about: AboutModule, today: string, indent: string): Row[] {
  const told = new Set(changes.map(({ path }) => path));
  return changes.map((change) => {
    const { kind, path, before, after, by } = change;
    return {
      change: kind,
      module: by !== undefined && told.has(by) ? `${indent}${path}` : path,
      from: before === undefined ? '' : versionOf(before),
      to: after === undefined ? '' : versionOf(after),
      published: publishedOf(after, about, today),
      license: licenseOf(before, after, about),
      notes: [...vulnerabilityNotes(about.vulnerabilities(change)), ...notesOf(change, told)].join('; '),
    };
  });
}

/** The version that is built, whatever its path; a folder has none. */
function versionOf({ built, use }: Side): string {
  return built.version === '' ? 'a folder' : built.path === use.path ? built.version : `${built.path} ${built.version}`;
}

const UNKNOWN = 'unknown';

function publishedOf(after: Side | undefined, about: AboutModule, today: string): string {
  const facts = after && about.of(after.built);
  if (facts === undefined) return '';
  const { published } = facts;
  if (published === undefined) return UNKNOWN;
  const days = ageInDays(published, today);
  return days < 0 ? published : `${published} (${describeAge(days)} old)`;
}

function licenseOf(before: Side | undefined, after: Side | undefined, about: AboutModule): string {
  const [old, now] = [before, after].map((side) => {
    const facts = side && about.of(side.built);
    return facts && (facts.license ?? UNKNOWN);
  });
  if (after === undefined || now === undefined) return '';
  return old === undefined || old === now ? now : `${old} → ${now}`;
}

function vulnerabilityNotes({ added, ended }: VulnerabilityChange = { added: [], ended: [] }): string[] {
  return [
    ...(added.length > 0 ? [`vulnerable: ${added.join(', ')}`] : []),
    ...(ended.length > 0 ? [`fixes ${ended.join(', ')}`] : []),
  ];
}

function notesOf({ kind, before, after, by, origin }: Change, told: ReadonlySet<string>): string[] {
  const notes: string[] = [];
  const side = after ?? before!;
  if (origin !== undefined)
    notes.push(`${origin} ${side.built.path.split('/', origin === 'new host' ? 1 : 2).join('/')}`);
  if (after && isReplaced(after) && kind === 'replaced') notes.push(`built from ${replacementOf(after)}`);
  if (after && !isReplaced(after) && before && isReplaced(before))
    notes.push(`no longer replaced by ${replacementOf(before)}`);
  if (before && after && before.use.direct !== after.use.direct)
    notes.push(after.use.direct ? 'now a direct requirement' : 'no longer a direct requirement');
  if (after && !after.use.direct && after.use.depth !== undefined) notes.push(`depth ${after.use.depth}`);
  if (by !== undefined && !told.has(by)) notes.push(`through ${by}`);
  return notes;
}

function isReplaced({ use }: Side): boolean {
  return use.replace !== undefined;
}

function replacementOf({ use: { replace } }: Side): string {
  return replace!.version === '' ? `the folder ${replace!.path}` : `${replace!.path} ${replace!.version}`;
}

/** `2 up, 1 added`. */
export function countsOf({ changes }: ModuleDiff): string {
  const kinds = ['replaced', 'up', 'down', 'added', 'removed'] as const;
  const counts = kinds.map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const);
  return counts.flatMap(([n, kind]) => (n > 0 ? [`${n} ${kind}`] : [])).join(', ') || 'no module changes';
}
