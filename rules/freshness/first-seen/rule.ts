import {
  type Ask,
  ageInDays,
  builtOf,
  type Context,
  type Draft,
  dayBefore,
  dayOf,
  defineRule,
  describeAge,
  duration,
  durationDays,
  type InUse,
  knownTime,
  modulePatterns,
  modulesInUse,
  type NeedsContext,
  prefixMatcher,
  type Repo,
  type Scope,
  scopeOption,
  timeOf,
  type Unchecked,
  unchecked,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly 'min-age': string;
  readonly allow: readonly string[];
}

/** Days between the commit and its first listing that are worth a word. */
const APART = 30;

export const rule = defineRule<Options>({
  id: 'freshness/first-seen',
  title: 'Version first seen recently',
  why: 'An author chooses the commit time of a version, so an attacker can make a new version look old. A module index says when its mirror got the version for the first time. No author can change that.',
  since: '0.1.0',
  level: 'error',
  security: 4,
  precision: 'very-high',
  reach: 'facts',
  workspaces: 'versions',
  given: 'index',
  presets: [],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'all'),
      'min-age': v.optional(v.pipe(duration(v), v.description('Minimum time since the index listed a version')), '7d'),
      allow: v.optional(
        v.pipe(modulePatterns(v), v.description('Modules whose versions may be new, such as your own')),
        [],
      ),
    }),
  *needs(repo, context) {
    const { options, facts, today } = context;
    const since = dayBefore(today, durationDays(options['min-age']));
    const items = [...judged(repo, context)];
    // Where it does not know a version, only the index can say something.
    for (const item of items) yield { ...proofOf(item), probe: true };
    // The index is read after the checksum database answered: whoever asks about a version makes both of them list it.
    if (!items.every((item) => facts.asked(proofOf(item)))) return;
    for (const item of items) {
      yield { kind: 'seen', module: builtOf(item.use), since };
      if (timeOf(builtOf(item.use).version) === undefined) yield { ...infoOf(item), probe: true };
    }
  },
  *check(repo, context) {
    for (const item of judged(repo, context)) yield* checked(item, context);
  },
});

function* checked(item: InUse, { options, facts, today }: Context<Options>): Generator<Draft | Unchecked> {
  const { module, use, found } = item;
  const built = builtOf(use);
  const name = `${built.path}@${built.version}`;
  const seen = facts.get('seen', built);
  // What was not answered is a gap already.
  if (!seen.known) return;
  const days = durationDays(options['min-age']);
  const { listed, since, until } = seen.value;
  const gap = (detail: string) => unchecked(module, name, { why: 'missing', detail });
  if (listed === undefined) {
    if (ageInDays(since, today) < days) yield gap(`the module index was read only from ${dayOf(since)} on`);
    else if (ageInDays(until, today) > MAX_LAG)
      yield gap(`the module index ends on ${dayOf(until)}: what was first seen later is not in it`);
    else if (isUnknown(facts.get('proof', built)))
      yield gap(`neither the module index since ${dayOf(since)} nor the checksum database has it`);
    return;
  }
  const age = ageInDays(listed, today);
  const made = timeOf(built.version, timeIn(facts, built));
  const claims = made !== undefined && ageInDays(made, dayOf(listed)) > APART ? dayOf(made) : undefined;
  const data = { time: listed, days: age, direct: use.direct, ...(made !== undefined && { committed: made }) };
  if (age < days) {
    const seenAt = age <= 0 ? `on ${dayOf(listed)}` : `${describeAge(age)} ago (${dayOf(listed)})`;
    yield {
      ...found,
      message: `${built.path} ${built.version} was first seen ${seenAt}: the minimum age is ${options['min-age']}`,
      hint: `${claims === undefined ? '' : `do not rely on its commit time, ${claims}; `}${WAIT}`,
      data: { kind: 'too-new', ...data },
    };
  } else if (claims !== undefined) {
    yield {
      ...found,
      message: `${built.path} ${built.version} was first seen on ${dayOf(listed)}, its commit says ${claims}`,
      hint: 'see whether the author tagged an old commit late, or changed its date',
      atMost: 'note',
      data: { kind: 'dates-differ', ...data },
    };
  }
}

const WAIT = 'wait, use an older version, or add a waiver if it fixes a vulnerability';

/** Days that the last listing may lie back: an index that nobody adds to stands still for some hours. */
const MAX_LAG = 1;

/** Other reasons why there is no proof are gaps already. */
function isUnknown(proof: ReturnType<Context<Options>['facts']['get']>): boolean {
  return !proof.known && (proof.why === 'missing' || proof.notFound === true);
}

/** Folders in place of modules have no versions, and no public index lists private ones. */
function* judged(repo: Repo, { options, isPrivate }: NeedsContext<Options>): Generator<InUse> {
  const { scope, allow } = options;
  const allowed = prefixMatcher(allow.join(','));
  for (const item of modulesInUse(repo, scope)) {
    const { path, version } = builtOf(item.use);
    if (version !== '' && !allowed(item.use.path) && !isPrivate(path)) yield item;
  }
}

function proofOf({ use }: InUse): Ask {
  return { kind: 'proof', module: builtOf(use) };
}

function infoOf({ use }: InUse): Ask {
  return { kind: 'info', module: builtOf(use) };
}

function timeIn(facts: Context<Options>['facts'], module: ReturnType<typeof builtOf>): string | undefined {
  if (!facts.asked({ kind: 'info', module })) return undefined;
  const info = facts.get('info', module);
  return info.known ? knownTime(info.value.time) : undefined;
}
