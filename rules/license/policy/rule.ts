import {
  defineRule,
  evidenceOf,
  type LicenseOptions,
  licenseAsks,
  licensedInUse,
  licenseEntries,
  licenseEntry,
  licenseOf,
  modulePattern,
  prefixMatcher,
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
  title: 'Licence that the policy does not allow',
  why: 'What is built into a program binds those who pass it on. The licence is read from the texts in the module itself; one that is not recognised is not allowed, since an unknown licence is no licence.',
  since: '0.1.0',
  level: 'error',
  precision: 'high',
  reach: 'world',
  presets: [],
  options: (v, checks) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(v.array(licenseEntry(v, checks)), v.description('What is allowed. Left out: all that is not denied')),
      ),
      deny: v.optional(
        v.pipe(v.array(licenseEntry(v, checks)), v.description('What is denied; it wins over `allow`')),
        [],
      ),
      exceptions: v.optional(
        v.pipe(
          v.array(
            v.strictObject({
              module: v.pipe(modulePattern(v), v.description('The modules')),
              versions: v.optional(v.pipe(versionRange(v), v.description('Their versions. Left out: all'))),
              allow: v.pipe(
                v.array(licenseEntry(v, checks)),
                v.description('What is allowed for them, also where it is denied otherwise'),
              ),
            }),
          ),
          v.description('Modules that may have other licences'),
        ),
        [],
      ),
      ...licenseEntries(v, checks),
    }),
  uses: ({ exceptions }) => [
    'licenses',
    ...(exceptions.some((e) => e.versions !== undefined) ? (['ranges'] as const) : []),
  ],
  needs: (repo, { options }) => licenseAsks(repo, options.modules),
  *check(repo, { options, facts, licenses, inRange }) {
    const tools = licenses();
    const exceptions = options.exceptions.map((e) => ({ ...e, covers: prefixMatcher(e.module) }));
    const policy = { ...(options.allow && { allow: options.allow }), deny: options.deny };
    for (const { use, found, built } of licensedInUse(repo, options.modules)) {
      const answer = licenseOf(built, facts, tools, options);
      if (!answer.known) continue;
      const exception = exceptions.find(
        (e) => e.covers(built.path) && (e.versions === undefined || inRange(built.version, e.versions)),
      );
      if (exception && tools.judge(answer.expression, { allow: exception.allow }).verdict === 'allowed') continue;
      const { verdict, why, leaf, entry } = tools.judge(answer.expression, policy);
      if (verdict === 'allowed') continue;
      const read = answer.clarified ? `${answer.clarified.file}, as the policy clarifies` : evidenceOf(answer.license);
      yield {
        ...found,
        message: `${built.path} ${built.version} is under ${answer.expression}${read === '' ? '' : ` (${read})`}: ${why}`,
        hint: hintFor(verdict),
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

function hintFor(verdict: string): string {
  if (verdict === 'unknown')
    return 'read its licence file, then clarify it in the policy, bound to the file by its hash';
  return verdict === 'denied'
    ? 'replace the module, or write an exception for it with the reason'
    : 'allow the licence, or write an exception for this module';
}
