import {
  type Ask,
  type Facts,
  latestOf,
  majorPath,
  type Published,
  semver,
  standingVersions,
} from '../../../src/rule.ts';

/** Paths of more majors than this are not asked for: whoever is so far behind knows it. */
const MAX_MAJORS = 20;

/** The versions of the next major's path, and of the one after it where that exists. What the repository itself holds is not asked about. */
export function* majorAsks({ built, update, module }: Published, facts: Facts): Generator<Ask> {
  // Where v4 is at the path of v1, the next path is that of v5.
  const present = Math.max(1, incompatibleMajor(built.version), incompatibleMajor(update?.version ?? ''));
  for (let steps = 0; steps < MAX_MAJORS; steps++) {
    const next = majorPath(built.path, present + steps);
    if (next === undefined || next === module.path || module.workspace?.own.has(next)) return;
    const ask: Ask<'versions'> = { kind: 'versions', module: { path: next, version: '' }, probe: true };
    yield ask;
    if (!facts.asked(ask)) return;
    const answer = facts.get('versions', ask.module);
    const latest = answer.known ? latestOf(answer.value) : undefined;
    if (latest === undefined) return;
    // Its go.mod says which versions are retracted.
    yield { kind: 'mod', module: { path: next, version: latest }, probe: true };
  }
}

function incompatibleMajor(version: string): number {
  return version.endsWith('+incompatible') ? majorNumber(version) : 0;
}

interface Majors {
  readonly count: number;
  /** The path of the newest; undefined where that is the present one. */
  readonly elsewhere: string | undefined;
}

export function majorsBehind(item: Published, facts: Facts): Majors {
  const { built, update, module } = item;
  // From v0 to v1, and among +incompatible versions, the path stays.
  let count = update === undefined ? 0 : Math.max(0, majorNumber(update.version) - majorNumber(built.version));
  let elsewhere: string | undefined;
  for (const ask of majorAsks(item, facts)) {
    if (ask.kind !== 'versions') continue;
    const { path } = ask.module;
    const isExcluded = (v: string) => module.mod.exclude.some((e) => e.path === path && e.version === v);
    if (!offered(path, facts).some((v) => semver.prerelease(v) === '' && !isExcluded(v))) continue;
    elsewhere = path;
    count++;
  }
  return { count, elsewhere };
}

/** As `go get PATH@latest` takes one: a path whose versions are all retracted has nothing to offer. */
function offered(path: string, facts: Facts): readonly string[] {
  const answer = facts.get('versions', { path, version: '' });
  if (!answer.known) return [];
  const latest = latestOf(answer.value);
  if (latest === undefined) return [];
  const ask: Ask<'mod'> = { kind: 'mod', module: { path, version: latest }, probe: true };
  const goMod = facts.asked(ask) ? facts.get('mod', ask.module) : undefined;
  return standingVersions(answer.value, goMod?.known ? goMod.value : undefined);
}

export function majorNumber(version: string): number {
  return Number(semver.major(version).slice(1));
}
