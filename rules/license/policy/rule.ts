import {
  conditioned,
  defineRule,
  evidenceOf,
  type Holds,
  type LicenseAnswer,
  type Licensed,
  type LicenseOptions,
  licenseAsks,
  licensedInUse,
  licenseEntries,
  licenseEntry,
  licenseOf,
  MAX_LIST,
  modulePattern,
  patternTable,
  unchecked,
  type Verdict,
  versionRange,
  type When,
  type WhenContext,
  whenAsks,
  whenGaps,
  whenHolds,
  whenOption,
  whenUses,
} from '../../../src/rule.ts';

interface Exception {
  readonly module: string;
  readonly versions?: string | undefined;
  readonly allow: readonly string[];
  readonly when?: When | undefined;
}

interface Options extends LicenseOptions {
  readonly allow?: readonly string[] | undefined;
  readonly deny: readonly string[];
  readonly exceptions: readonly Exception[];
}

export const rule = defineRule<Options>({
  id: 'license/policy',
  title: 'License not allowed',
  why: 'The license of every dependency applies to the program that you distribute. The rule reads the license texts in the module itself. An unrecognized license is not allowed, because it grants no known rights.',
  since: '0.1.0',
  level: 'error',
  precision: 'high',
  reach: 'facts',
  workspaces: 'versions',
  built: true,
  presets: [],
  audit: { scope: 'all' },
  options: (v, checks) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(
          v.array(licenseEntry(v, checks)),
          v.description('Allowed licenses. Default: every license that is not denied'),
        ),
      ),
      deny: v.optional(
        v.pipe(v.array(licenseEntry(v, checks)), v.description('Denied licenses. Takes precedence over `allow`')),
        [],
      ),
      exceptions: v.optional(
        v.pipe(
          v.array(
            v.strictObject({
              module: v.pipe(modulePattern(v), v.description('The modules of the exception')),
              versions: v.optional(
                v.pipe(versionRange(v), v.description('Their versions, as an npm range. Default: all')),
              ),
              allow: v.pipe(
                v.array(licenseEntry(v, checks)),
                v.description('Licenses that are also allowed for them, even if `deny` lists them'),
              ),
              when: whenOption(v, checks, 'allow'),
            }),
          ),
          v.maxLength(MAX_LIST),
          v.description('Exceptions for single modules'),
        ),
        [],
      ),
      ...licenseEntries(v, checks),
    }),
  uses: ({ exceptions }) => [
    'licenses',
    ...(exceptions.some((e) => e.versions !== undefined) ? (['ranges'] as const) : []),
    ...whenUses(exceptions),
  ],
  *needs(repo, context) {
    const { options } = context;
    yield* licenseAsks(repo, options.scope);
    if (options.exceptions.every(({ when }) => when === undefined)) return;
    const covering = exceptionsFor(options, context);
    for (const item of licensedInUse(repo, options.scope))
      for (const { when } of covering(item)) yield* whenAsks(when, conditioned(item.use, item.built), context);
  },
  *check(repo, context) {
    const { options, facts, licenses } = context;
    const tools = licenses();
    const covering = exceptionsFor(options, context);
    const usual = { ...(options.allow && { allow: options.allow }), deny: options.deny };
    for (const item of licensedInUse(repo, options.scope)) {
      const { module, use, found, built } = item;
      const answer = licenseOf(built, facts, tools, options);
      if (!answer.known) {
        if (answer.unread) yield unchecked(module, built.path, answer);
        continue;
      }
      const exceptions = covering(item).map(({ allow, when }) => ({
        allow,
        holds: whenHolds(when, conditioned(use, built), context, 'allow'),
      }));
      const judged = (...states: Holds['state'][]) => {
        const excepted = exceptions.flatMap(({ allow, holds }) => (states.includes(holds.state) ? allow : []));
        return tools.judge(answer.expression, excepted.length === 0 ? usual : { ...usual, excepted });
      };
      const { verdict, why, leaf, entry } = judged('yes');
      if (verdict === 'allowed') continue;
      const isOpen = exceptions.some(({ holds }) => holds.state === 'unknown');
      if (isOpen && judged('yes', 'unknown').verdict === 'allowed') {
        for (const { holds } of exceptions) yield* whenGaps(module, built.path, holds);
        continue;
      }
      yield {
        ...found,
        message: `${built.path} ${built.version} ${saying(answer, verdict, why)}`,
        hint: hintFor(verdict, answer.expression),
        data: {
          kind: 'license',
          expression: answer.expression,
          verdict,
          leaf: leaf ?? null,
          entry: entry ?? null,
          direct: use.direct,
        },
      };
    }
  },
});

/** Gives the exceptions that name a module, conditions aside. */
function exceptionsFor({ exceptions }: Options, { inRange }: Pick<WhenContext, 'inRange'>) {
  const covering = patternTable(exceptions.map(({ module }) => [module]));
  return ({ built }: Licensed) =>
    covering(built.path)
      .map((i) => exceptions[i]!)
      .filter(({ versions }) => !versions || inRange(built.version, versions));
}

type Known = Extract<LicenseAnswer, { known: true }>;

function saying({ expression, clarified, license }: Known, verdict: Verdict['verdict'], why: string): string {
  const said = verdict === 'unknown' ? (license?.hints.map((h) => h.text) ?? []) : [];
  const because = said.length > 0 && !clarified ? said.join('; ') : why;
  if (expression === 'NONE') return `has no license: ${because}`;
  const read = clarified ? `${clarified.file}, clarified in the policy` : evidenceOf(license);
  return `is under ${expression}${read === '' ? '' : ` (${read})`}: ${because}`;
}

function hintFor(verdict: Verdict['verdict'], expression: string): string {
  if (expression === 'NONE') return 'ask the author for a license, or remove the module';
  if (verdict === 'unknown') return 'read the license file, then add its meaning and hash to "clarify" in the policy';
  return verdict === 'denied'
    ? 'replace the module, or add it to "exceptions" with the reason'
    : 'add the license to "allow", or the module to "exceptions"';
}
