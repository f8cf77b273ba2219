import {
  ageInDays,
  dayOf,
  defineRule,
  describeAge,
  duration,
  durationDays,
  type Facts,
  type MainModule,
  modulePatterns,
  type Published,
  prefixMatcher,
  publishedInUse,
  type Scope,
  scopeOption,
  semver,
  timeUnknown,
  unchecked,
  updateUnknown,
  type Valibot,
} from '../../../src/rule.ts';
import { majorAsks, majorsBehind } from './majors.ts';

interface Options {
  readonly scope: Scope;
  readonly 'max-majors'?: number | undefined;
  readonly 'max-minors'?: number | undefined;
  readonly 'max-age'?: string | undefined;
  readonly 'max-library-years'?: number | undefined;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'freshness/outdated',
  title: 'Outdated dependency',
  why: 'The more versions you skip, the harder an urgent update becomes. A budget sets the limit: in major versions, minor versions, age, and library years for all modules together.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'facts',
  workspaces: 'versions',
  survey: true,
  presets: [],
  audit: { scope: 'all' },
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      'max-majors': v.optional(
        v.pipe(
          whole(v),
          v.description('Maximum number of newer major versions, including those at other paths (`/v2`)'),
        ),
      ),
      'max-minors': v.optional(
        v.pipe(whole(v), v.description('Maximum number of newer minor versions within the major version')),
      ),
      'max-age': v.optional(
        v.pipe(duration(v), v.description('Maximum age of the version in use, if there is a newer one')),
      ),
      'max-library-years': v.optional(
        v.pipe(
          v.number(),
          v.minValue(0),
          v.description(
            'For each go.mod: maximum total of the years between the versions in use and the newest versions',
          ),
        ),
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be outdated')), []),
    }),
  *needs(repo, { options, facts }) {
    if (options['max-majors'] === undefined) return;
    for (const item of publishedInUse(repo, options.scope)) yield* majorAsks(item, facts);
  },
  *check(repo, { options, facts, today }) {
    const allowed = prefixMatcher(options.allow.join(','));
    const years = new Map(repo.modules.filter(isTotaled).map((m) => [m, { sum: 0, known: true }]));
    const isDated = options['max-age'] !== undefined || options['max-library-years'] !== undefined;
    for (const item of publishedInUse(repo, options.scope)) {
      const { module, use, found, built, time, update } = item;
      const total = years.get(module) ?? { sum: 0, known: true };
      const unknown = updateUnknown(item);
      if (unknown !== undefined) {
        total.known = false;
        yield unchecked(module, built.path, unknown);
        continue;
      }
      const undated = update && [{ version: built.version, time }, update].find((v) => v.time === undefined);
      if (undated !== undefined) {
        total.known = false;
        if (isDated) yield unchecked(module, built.path, timeUnknown(undated.version));
      }
      const behind = time && update?.time ? Math.max(0, ageInDays(time, dayOf(update.time))) : 0;
      total.sum += behind / 365;
      if (allowed(use.path)) continue;
      const over = [...exceeded(item, options, facts, today)];
      if (over.length === 0) continue;
      const newest = update?.version ?? built.version;
      yield {
        ...found,
        message: `${built.path} ${built.version} is behind: ${over.join('; ')}`,
        hint: adviceOf(item, options, facts),
        data: { kind: 'outdated', newest, days: behind, direct: use.direct },
      };
    }
    for (const [module, { sum, known }] of years) {
      const value = Math.round(sum * 10) / 10;
      if (known) yield { measure: 'library_years', module, value };
      const max = options['max-library-years'];
      if (max === undefined || value <= max) continue;
      const at = module.uses.find((u) => u.direct)?.at;
      if (at === undefined) continue;
      yield {
        at,
        subject: 'library years',
        module,
        message: `the modules in use are ${value} library years behind${known ? '' : ' (not counting modules of unknown age)'}; the budget is ${max}`,
        hint: 'run "go get -u ./..." and review the changes',
        data: { kind: 'library-years', years: value },
      };
    }
  },
});

/** The budget of library years is that of a go.mod; of a workspace only what is new in it is judged. */
function isTotaled({ survey, kind }: MainModule): boolean {
  return survey !== undefined && kind !== 'workspace';
}

function whole(v: Valibot) {
  return v.pipe(v.number(), v.integer(), v.minValue(0));
}

function adviceOf(item: Published, options: Options, facts: Facts): string {
  const { built, use, update } = item;
  const max = options['max-majors'];
  const majors = max === undefined ? undefined : majorsBehind(item, facts);
  const elsewhere = majors !== undefined && majors.count > max! ? majors.elsewhere : undefined;
  if (elsewhere !== undefined)
    return use.replace === undefined
      ? `go get ${elsewhere}@latest, and import it by that path`
      : `look whether ${elsewhere} can take the place of ${use.path}`;
  // Not @latest: that goes down from a pre-release, and from +incompatible versions.
  return use.replace === undefined
    ? `go get ${built.path}@${update!.version}`
    : `change the replacement to ${built.path} ${update!.version}`;
}

/** What is over the budget, in words. */
function* exceeded(item: Published, options: Options, facts: Facts, today: string): Generator<string> {
  const { built, time, update } = item;
  if (options['max-majors'] !== undefined) {
    const { count, elsewhere } = majorsBehind(item, facts);
    if (count > options['max-majors'])
      yield `${count} major ${count === 1 ? 'version' : 'versions'} (${elsewhere ?? update?.version}; at most ${options['max-majors']})`;
  }
  if (update === undefined) return;
  const newest = update.version;
  const minors = semver.major(newest) === semver.major(built.version) ? minorOf(newest) - minorOf(built.version) : 0;
  if (options['max-minors'] !== undefined && minors > options['max-minors'])
    yield `${minors} minor ${minors === 1 ? 'version' : 'versions'} (${newest}; at most ${options['max-minors']})`;
  const age = time === undefined ? 0 : ageInDays(time, today);
  if (options['max-age'] !== undefined && age > durationDays(options['max-age'])) {
    yield `it is ${describeAge(age)} old, and ${newest} is out (at most ${options['max-age']})`;
  }
}

function minorOf(version: string): number {
  return Number(semver.majorMinor(version).split('.')[1] ?? 0);
}
