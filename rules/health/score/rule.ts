import {
  type Ask,
  type Context,
  defineRule,
  duration,
  entriesFrom,
  HEALTH_WEIGHTS,
  type HealthWeights,
  healthOf,
  knownOf,
  type LicenseWord,
  licenseEntry,
  licenseOf,
  type MainModule,
  meanScore,
  newestUnknown,
  type Published,
  pathsToLookUp,
  publishedInUse,
  type Unknown,
  unchecked,
  type Valibot,
  vulnerabilityAsks,
} from '../../../src/rule.ts';

interface Options {
  readonly min: number;
  readonly 'min-mean': number;
  readonly 'max-age': string;
  readonly 'max-depth': number;
  readonly licenses?: { readonly allow?: readonly string[] | undefined; readonly deny: readonly string[] } | undefined;
  readonly vulnerabilities: boolean;
  readonly weights: HealthWeights;
}

export const rule = defineRule<Options>({
  id: 'health/score',
  title: 'Dependency in poor health',
  why: 'One number for each direct dependency, 100 less what speaks against it: retraction, deprecation, age, license, kind of version, replacement, depth of what it brings, and what is not known. Every point lost is explained.',
  since: '0.1.0',
  level: 'warning',
  precision: 'medium',
  reach: 'facts',
  survey: true,
  presets: [],
  options: (v, checks) =>
    v.strictObject({
      min: v.optional(v.pipe(score(v), v.description('The least score of a direct dependency')), 50),
      'min-mean': v.optional(v.pipe(score(v), v.description('The least mean score of a go.mod')), 0),
      'max-age': v.optional(
        v.pipe(duration(v), v.description('No release for so long begins to cost; for twice as long it costs all')),
        '2y',
      ),
      'max-depth': v.optional(
        v.pipe(
          v.number(),
          v.integer(),
          v.minValue(1),
          v.description('How deep what a dependency brings may lie before it costs'),
        ),
        5,
      ),
      licenses: v.optional(
        v.pipe(
          v.strictObject({
            allow: v.optional(
              v.pipe(v.array(licenseEntry(v, checks)), v.description('Left out: all that is not denied')),
            ),
            deny: v.optional(v.pipe(v.array(licenseEntry(v, checks)), v.description('It wins over `allow`')), []),
          }),
          v.description('Judge licenses too, as `license/policy` does. Left out: licenses are not asked for'),
        ),
      ),
      vulnerabilities: v.optional(
        v.pipe(
          v.boolean(),
          v.description('Judge known vulnerabilities too, by the databases of `--vulndb`. Without one that is a gap'),
        ),
        false,
      ),
      weights: v.optional(
        v.pipe(v.strictObject(weightEntries(v)), v.description('The most points that each ground can cost')),
        {},
      ),
    }),
  uses: ({ licenses }) => (licenses === undefined ? [] : ['licenses']),
  *needs(repo, { options, facts }) {
    if (options.vulnerabilities) yield* vulnerabilityAsks(facts, () => pathsToLookUp(repo, 'direct'));
    if (options.licenses === undefined) return;
    for (const { built } of publishedInUse(repo, 'direct')) yield licenseAsk(built);
  },
  *check(repo, context) {
    const { options, today, facts } = context;
    const scores = new Map<MainModule, number[]>(
      repo.modules.filter((m) => m.survey !== undefined).map((m) => [m, []]),
    );
    for (const item of publishedInUse(repo, 'direct')) {
      const unknown = newestUnknown(item.survey.newest);
      if (unknown !== undefined) yield unchecked(item.module, item.built.path, unknown);
      const { word, gap } = licenseWord(item, context);
      if (gap !== undefined) yield unchecked(item.module, item.built.path, gap);
      const known = options.vulnerabilities ? knownOf(item.use, entriesFrom(facts), today) : undefined;
      const health = healthOf(item, word, options, today, known);
      scores.get(item.module)!.push(health.score);
      if (health.score >= options.min) continue;
      yield {
        ...item.found,
        message: `${item.built.path} ${item.built.version} scores ${health.score} of 100 (at least ${options.min}): ${health.lost.map((l) => `${l.reason} (-${l.points})`).join('; ')}`,
        hint: 'modwarden health shows all scores; look for a successor, or lower the threshold knowingly',
        data: {
          kind: 'health',
          score: health.score,
          lost: health.lost.map((l) => `${l.ground} -${l.points}: ${l.reason}`),
        },
      };
    }
    for (const [module, list] of scores) {
      const mean = meanScore(list);
      yield { measure: 'score', module, value: mean };
      const at = module.uses.find((u) => u.direct)?.at;
      if (mean >= options['min-mean'] || at === undefined) continue;
      yield {
        at,
        subject: 'mean score',
        module,
        message: `The direct dependencies score ${mean} of 100 on the mean (at least ${options['min-mean']})`,
        data: { kind: 'health-mean', score: mean },
      };
    }
  },
});

function score(v: Valibot) {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));
}

const GROUNDS: Readonly<Record<keyof HealthWeights, string>> = {
  vulnerable: 'Known vulnerabilities; half where none of them is reviewed, or none has a fix',
  retracted: 'Its author took the version back',
  deprecated: 'Its author gave the module up',
  stale: 'No release for `max-age` costs two fifths, for twice as long all',
  license: 'A license that is not allowed; half for one that is not recognized',
  version: 'A commit in use; 0.7 of it for a pre-release or `+incompatible`, 0.3 for version 0',
  replaced: 'Another module in its place; half for another version',
  depth: 'What it brings lies deeper than `max-depth`; all for twice as deep',
  unknown: 'Each of: retraction and deprecation, last release, where they are not known',
};

function weightEntries(v: Valibot) {
  const entry = (ground: keyof HealthWeights) =>
    v.optional(
      v.pipe(v.number(), v.minValue(0), v.maxValue(100), v.description(GROUNDS[ground])),
      HEALTH_WEIGHTS[ground],
    );
  return {
    vulnerable: entry('vulnerable'),
    retracted: entry('retracted'),
    deprecated: entry('deprecated'),
    stale: entry('stale'),
    license: entry('license'),
    version: entry('version'),
    replaced: entry('replaced'),
    depth: entry('depth'),
    unknown: entry('unknown'),
  };
}

function licenseAsk({ path, version }: Published['built']): Ask<'license'> {
  return { kind: 'license', module: { path, version } };
}

/** `gap`: where the texts are there and could not be read. */
function licenseWord(
  { built }: Published,
  { options, facts, licenses }: Context<Options>,
): { readonly word: LicenseWord; readonly gap?: Unknown } {
  const { licenses: policy } = options;
  if (policy === undefined) return { word: undefined };
  const answer = licenseOf(built, facts, licenses(), { scope: 'module', clarify: [] });
  if (!answer.known) {
    const word = { verdict: 'unknown', text: `its license is not known: ${answer.detail}` } as const;
    return answer.unread ? { word, gap: answer } : { word };
  }
  const { expression } = answer;
  const { verdict } = licenses().judge(expression, { deny: policy.deny, ...(policy.allow && { allow: policy.allow }) });
  if (verdict === 'allowed') return { word: { verdict, text: '' } };
  return {
    word:
      verdict === 'unknown'
        ? { verdict, text: `its license is not recognized (${expression})` }
        : { verdict: 'denied', text: `its license is ${expression}` },
  };
}
