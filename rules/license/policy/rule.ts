import {
  defineRule,
  evidenceOf,
  type LicenseAnswer,
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
} from '../../../src/rule.ts';

interface Exception {
  readonly module: string;
  readonly versions?: string | undefined;
  readonly allow: readonly string[];
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
  ],
  needs: (repo, { options }) => licenseAsks(repo, options.scope),
  *check(repo, { options, facts, licenses, inRange }) {
    const tools = licenses();
    const covering = patternTable(options.exceptions.map(({ module }) => [module]));
    const usual = { ...(options.allow && { allow: options.allow }), deny: options.deny };
    for (const { module, use, found, built } of licensedInUse(repo, options.scope)) {
      const answer = licenseOf(built, facts, tools, options);
      if (!answer.known) {
        if (answer.unread) yield unchecked(module, built.path, answer);
        continue;
      }
      const excepted = covering(built.path)
        .map((i) => options.exceptions[i]!)
        .filter(({ versions }) => !versions || inRange(built.version, versions))
        .flatMap(({ allow }) => allow);
      const policy = excepted.length === 0 ? usual : { ...usual, excepted };
      const { verdict, why, leaf, entry } = tools.judge(answer.expression, policy);
      if (verdict === 'allowed') continue;
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
