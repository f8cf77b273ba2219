/** Two build lists side by side: what comes, goes, rises, falls, and what is built in its place. */
import { compareText } from '../../go/std/order.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { compare } from '../../go/version/semver.ts';
import { builtOf } from '../../model/in-use.ts';
import type { ModuleInUse } from '../../model/repo.ts';

export type ChangeKind = 'added' | 'removed' | 'up' | 'down' | 'replaced';

/** A module as one of the two lists has it. */
export interface Side {
  readonly use: ModuleInUse;
  /** What is built: the module itself, or what replaces it (a folder has no version). */
  readonly built: ModuleVersion;
}

export interface Change {
  readonly kind: ChangeKind;
  readonly path: string;
  readonly before: Side | undefined;
  readonly after: Side | undefined;
  /** The requirement without `// indirect` through which it comes, or came, in; undefined for such a requirement itself. */
  readonly by: string | undefined;
  /** No module of the list before has this host; or, of a known host, this owner. */
  readonly origin: 'new host' | 'new owner' | undefined;
}

/** Direct requirements first, each with what comes through it; by path. */
export function changesBetween(before: readonly ModuleInUse[], after: readonly ModuleInUse[]): Change[] {
  const [old, now] = [sidesOf(before), sidesOf(after)];
  const isKnown = originsOf([...old.values()]);
  const changes: Change[] = [];
  for (const path of new Set([...old.keys(), ...now.keys()])) {
    const change = changeOf(path, old.get(path), now.get(path));
    if (change) changes.push({ ...change, origin: change.after && isKnown(change.after) });
  }
  return changes.sort(
    (a, b) =>
      compareText(a.by ?? a.path, b.by ?? b.path) ||
      Number(a.by !== undefined) - Number(b.by !== undefined) ||
      compareText(a.path, b.path),
  );
}

function sidesOf(uses: readonly ModuleInUse[]): Map<string, Side> {
  return new Map(uses.map((use) => [use.path, { use, built: builtOf(use) }]));
}

function changeOf(path: string, before: Side | undefined, after: Side | undefined): Omit<Change, 'origin'> | undefined {
  const kind = kindOf(before, after);
  if (kind === undefined) return undefined;
  const { use } = (after ?? before)!;
  const by = use.direct ? undefined : use.trail[0]?.path;
  return { kind, path, before, after, by: by === path ? undefined : by };
}

function kindOf(before: Side | undefined, after: Side | undefined): ChangeKind | undefined {
  if (before === undefined || after === undefined) return after === undefined ? 'removed' : 'added';
  const [was, is] = [before, after].map(({ use, built }) => [use.replace?.path, built.version === ''].join(' '));
  if (was !== is) return 'replaced';
  const order = compare(after.built.version, before.built.version);
  if (order === 0) return before.built.version === after.built.version ? undefined : 'replaced';
  return order > 0 ? 'up' : 'down';
}

/** Where modules come from, by the paths of what is built. Folders of the repository come from nowhere. */
function originsOf(sides: readonly Side[]): (side: Side) => Change['origin'] {
  const built = sides.filter(({ built: { version } }) => version !== '').map(({ built: { path } }) => path);
  const hosts = new Set(built.map((path) => elements(path, 1)));
  const owners = new Set(built.map((path) => elements(path, 2)));
  return ({ built: { path, version } }) => {
    if (version === '') return undefined;
    if (!hosts.has(elements(path, 1))) return 'new host';
    return owners.has(elements(path, 2)) ? undefined : 'new owner';
  };
}

function elements(path: string, count: number): string {
  return path.split('/', count).join('/');
}
