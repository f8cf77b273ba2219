import {
  type Ask,
  type Context,
  defineRule,
  duration,
  entriesFrom,
  HEALTH_WEIGHTS,
  type HealthWeights,
  healthOf,
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
  title: 'Health score too low',
  why: 'Each direct dependency starts with 100 points. It loses points for retraction, deprecation, age, license, kind of version, replacement, depth, and unknown facts. The report explains every lost point.',
  since: '0.1.0',
  level: 'warning',
  precision: 'medium',
  reach: 'facts',
  survey: true,
  presets: [],
  options: (v, checks) =>
    v.strictObject({
      min: v.optional(v.pipe(score(v), v.description('Minimum score of a direct dependency')), 50),
      'min-mean': v.optional(v.pipe(score(v), v.description('Minimum mean score of a go.mod')), 0),
      'max-age': v.optional(
        v.pipe(
          duration(v),
          v.description(
            'Without a release for this long, a module starts to lose points; after twice this time it loses all of them',
          ),
        ),
        '2y',
      ),
      'max-depth': v.optional(
        v.pipe(
          v.number(),
          v.integer(),
          v.minValue(1),
          v.description('Depth of indirect dependencies at which a module starts to lose points'),
        ),
        5,
      ),
      licenses: v.optional(
        v.pipe(
          v.strictObject({
            allow: v.optional(
              v.pipe(v.array(licenseEntry(v, checks)), v.description('Default: every license that is not denied')),
            ),
            deny: v.optional(
              v.pipe(v.array(licenseEntry(v, checks)), v.description('Takes precedence over `allow`')),
              [],
            ),
          }),
          v.description('Also check licenses, as `license/policy` does. Default: licenses are not fetched'),
        ),
      ),
      vulnerabilities: v.optional(
        v.pipe(
          v.boolean(),
          v.description(
            'Also check known vulnerabilities, with the databases of `--vulndb`. Without a database this is a gap',
          ),
        ),
        false,
      ),
      weights: v.optional(
        v.pipe(v.strictObject(weightEntries(v)), v.description('Maximum number of points for each criterion')),
        {},
      ),
    }),
  uses: ({ licenses, vulnerabilities }) => [
    ...(licenses === undefined ? [] : (['licenses'] as const)),
    ...(vulnerabilities ? (['vulnerabilities'] as const) : []),
  ],
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
      const known = options.vulnerabilities
        ? context.vulnerabilities().knownOf(item.use, entriesFrom(facts), today)
        : undefined;
      const health = healthOf(item, word, options, today, known);
      scores.get(item.module)!.push(health.score);
      if (health.score >= options.min) continue;
      yield {
        ...item.found,
        message: `${item.built.path} ${item.built.version} scores ${health.score} of 100 (minimum ${options.min}): ${worst(health.lost)}`,
        hint: 'run "modwarden health" to see all scores; replace the module, or lower "min"',
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
        message: `the mean score of direct dependencies is ${mean} of 100 (minimum ${options['min-mean']})`,
        data: { kind: 'health-mean', score: mean },
      };
    }
  },
});

/** The reason that costs most, which comes first; `modwarden health`, which sets `min` above every score, shows all. */
function worst(lost: readonly { readonly reason: string; readonly points: number }[]): string {
  const [first] = lost;
  if (first === undefined) return 'no points lost';
  const more = lost.length > 1 ? ` and ${lost.length - 1} more` : '';
  return `${first.reason} (-${first.points})${more}`;
}

function score(v: Valibot) {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));
}

const GROUNDS: Readonly<Record<keyof HealthWeights, string>> = {
  vulnerable: 'Known vulnerabilities; half where none of them is reviewed, or none has a fix',
  retracted: 'The version is retracted',
  deprecated: 'The module is deprecated',
  stale: 'No release: two fifths after `max-age`, all after twice that time',
  license: 'License not allowed; half for an unrecognized license',
  version: 'Commit in use; 0.7 of it for a pre-release or `+incompatible`, 0.3 for version 0',
  replaced: 'Replaced by another module; half for another version',
  depth: 'Indirect dependencies deeper than `max-depth`; all for twice as deep',
  unknown: 'Unknown facts: once for retraction and deprecation, once for the last release',
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
  const answer = licenseOf(built, facts, licenses(), { files: 'module', clarify: [] });
  if (!answer.known) {
    const word = { verdict: 'unknown', text: `its license is unknown: ${answer.detail}` } as const;
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
