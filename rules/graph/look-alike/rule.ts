import {
  ageInDays,
  builtOf,
  type Context,
  decidingSpan,
  defineRule,
  describeAge,
  type FindLookAlike,
  type InUse,
  type LookAlike,
  modulePatterns,
  modulesInUse,
  originAsks,
  originsOf,
  prefixMatcher,
  type Repo,
  unchecked,
} from '../../../src/rule.ts';

interface Options {
  readonly names: 'owners' | 'all';
  readonly allow: readonly string[];
}

/** Days: a copy of a widely used repository under a new owner is suspicious while the module is younger. */
const NEW = 90;

export const rule = defineRule<Options>({
  id: 'graph/look-alike',
  title: 'Module that looks like a widely used one',
  why: 'Attackers publish copies of well-known modules under similar names: `boltdb-go/bolt` for `boltdb/bolt`, `siruspen/logrus` for `sirupsen/logrus`. One such copy stayed in use for years.',
  since: '0.1.0',
  level: 'warning',
  security: 8,
  precision: 'medium',
  reach: 'facts',
  built: true,
  presets: ['recommended'],
  strict: { names: 'all' },
  uses: () => ['look-alikes'],
  options: (v) =>
    v.strictObject({
      names: v.optional(
        v.pipe(
          v.picklist(['owners', 'all']),
          v.description(
            '`owners`: the same repository name, and an owner that differs by one letter, two swapped letters, or a word such as `go` or `io` · `all`: also the name of a widely used repository under any other owner, where the module is younger than 90 days',
          ),
        ),
        'owners',
      ),
      allow: v.optional(
        v.pipe(modulePatterns(v), v.description('Modules that are what they look like, such as forks of your own')),
        [],
      ),
    }),
  *needs(repo, { options, facts, today, lookAlikeOf }) {
    if (options.names === 'owners') return;
    const candidates = [...lookAlikes(repo, options, lookAlikeOf)].filter(({ looks }) => looks.kind === 'name');
    yield* originAsks(
      candidates.map(({ item }) => item),
      facts,
      { days: NEW, today },
    );
  },
  *check(repo, context) {
    const { options, today, lookAlikeOf } = context;
    const all = [...lookAlikes(repo, options, lookAlikeOf)];
    for (const { item, looks } of all) {
      if (looks.kind !== 'owner') continue;
      const built = builtOf(item.use);
      yield {
        ...item.found,
        at: decidingSpan(item),
        version: built.version,
        message: `${built.path} looks like the widely used ${looks.original}`,
        hint: `if ${looks.original} is meant, require that and remove this at once; if not, name the module in allow`,
        data: { kind: 'owner', original: looks.original, direct: item.use.direct },
      };
    }
    if (options.names === 'all') yield* newNames(all, context, today);
  },
});

interface Candidate {
  readonly item: InUse;
  readonly looks: LookAlike;
}

function* lookAlikes(repo: Repo, { allow }: Options, lookAlikeOf: FindLookAlike): Generator<Candidate> {
  const allowed = prefixMatcher(allow.join(','));
  for (const item of modulesInUse(repo, 'all')) {
    const built = builtOf(item.use);
    if (built.version === '' || allowed(built.path)) continue;
    const looks = lookAlikeOf(built.path);
    if (looks !== undefined) yield { item, looks };
  }
}

function* newNames(all: readonly Candidate[], { facts }: Context<Options>, today: string) {
  const candidates = all.filter(({ looks }) => looks.kind === 'name');
  const originOf = originsOf(
    candidates.map(({ item }) => item),
    facts,
    { days: NEW, today },
  );
  for (const { item, looks } of candidates) {
    const built = builtOf(item.use);
    const origin = originOf(item);
    // What was not answered is a gap already.
    if (origin.state === 'unknown' && origin.answer.why === 'missing')
      yield unchecked(item.module, built.path, origin.answer);
    if (origin.state !== 'new') continue;
    yield {
      ...item.found,
      at: decidingSpan(item),
      version: built.version,
      message: `${built.path} has the name of ${looks.original} and is ${describeAge(Math.max(ageInDays(origin.time, today), 0))} old`,
      hint: `see whether it is a fork that you want; if not, require ${looks.original}`,
      confidence: 'low' as const,
      data: { kind: 'name', original: looks.original, direct: item.use.direct },
    };
  }
}
