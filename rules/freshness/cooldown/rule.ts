import {
  type Ask,
  ageInDays,
  builtOf,
  dayOf,
  defineRule,
  describeAge,
  duration,
  durationDays,
  type InUse,
  knownTime,
  modulePatterns,
  modulesInUse,
  prefixMatcher,
  type Repo,
  type Scope,
  scopeOption,
  timeOf,
  unchecked,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly 'min-age': string;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'freshness/cooldown',
  title: 'Version too new',
  why: 'Most malicious releases are found within days. Others have already reviewed an older version. Do not delay a security fix: add a waiver for its module and version.',
  since: '0.1.0',
  level: 'error',
  security: 4,
  precision: 'very-high',
  reach: 'facts',
  workspaces: 'versions',
  presets: [],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'all'),
      'min-age': v.optional(v.pipe(duration(v), v.description('Minimum age of a version')), '7d'),
      allow: v.optional(
        v.pipe(modulePatterns(v), v.description('Modules whose versions may be new, such as your own')),
        [],
      ),
    }),
  *needs(repo, { options }) {
    for (const item of judged(repo, options)) if (ownTime(item) === undefined) yield infoOf(item);
  },
  *check(repo, { options, facts, today }) {
    for (const item of judged(repo, options)) {
      const { module, use, found } = item;
      const built = builtOf(use);
      let time = ownTime(item);
      if (time === undefined) {
        const answer = facts.get('info', built);
        // What was not answered is a gap already.
        if (!answer.known) continue;
        time = knownTime(answer.value.time);
      }
      if (time === undefined) {
        const detail = 'its publication time is unknown';
        yield unchecked(module, `${built.path}@${built.version}`, { why: 'missing', detail });
        continue;
      }
      const age = ageInDays(time, today);
      if (age >= durationDays(options['min-age'])) continue;
      const old = age <= 0 ? `is from ${dayOf(time)}` : `is ${describeAge(age)} old (${dayOf(time)})`;
      yield {
        ...found,
        message: `${built.path} ${built.version} ${old}: the minimum age is ${options['min-age']}`,
        hint: 'wait, use an older version, or add a waiver if it fixes a vulnerability',
        data: { kind: 'too-new', time, days: age, direct: use.direct },
      };
    }
  },
});

/** Folders in place of modules have no versions. */
function* judged(repo: Repo, { scope, allow }: Options): Generator<InUse> {
  const allowed = prefixMatcher(allow.join(','));
  for (const item of modulesInUse(repo, scope)) {
    if (builtOf(item.use).version !== '' && !allowed(item.use.path)) yield item;
  }
}

function infoOf({ use }: InUse): Ask {
  return { kind: 'info', module: builtOf(use) };
}

/** A pseudo-version tells its time itself. */
function ownTime({ use }: InUse): string | undefined {
  return timeOf(builtOf(use).version);
}
