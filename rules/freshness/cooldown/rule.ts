import {
  ageInDays,
  dayOf,
  defineRule,
  describeAge,
  duration,
  durationDays,
  modulePatterns,
  prefixMatcher,
  publishedInUse,
  type Scope,
  scopeOption,
  unchecked,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly 'min-age': string;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'freshness/cooldown',
  title: 'Version too new to be trusted',
  why: 'Most malicious releases are found within days. A version that has been out for a while has been looked at by others. A release that mends a security hole should not wait: waive it by module and version.',
  since: '0.1.0',
  level: 'error',
  security: 4,
  precision: 'very-high',
  reach: 'world',
  survey: true,
  presets: [],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'all'),
      'min-age': v.optional(v.pipe(duration(v), v.description('How long a version must have been out')), '7d'),
      allow: v.optional(
        v.pipe(modulePatterns(v), v.description('Modules that may be as new as they are, such as your own')),
        [],
      ),
    }),
  *check(repo, { options, today }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { module, use, found, built, time, survey } of publishedInUse(repo, options.scope)) {
      if (allowed(use.path)) continue;
      if (time === undefined) {
        const detail = (survey.replace ?? survey).error ?? 'its time is not known';
        yield unchecked(module, `${built.path}@${built.version}`, { why: 'missing', detail });
        continue;
      }
      const age = ageInDays(time, today);
      if (age >= durationDays(options['min-age'])) continue;
      const when = age <= 0 ? `is of ${dayOf(time)}` : `is ${describeAge(age)} old, of ${dayOf(time)}`;
      yield {
        ...found,
        message: `${built.path} ${built.version} ${when}: versions must have been out for ${options['min-age']}`,
        hint: 'wait, take an older version, or waive it where it mends a security hole',
        data: { kind: 'too-new', time, days: age, direct: use.direct },
      };
    }
  },
});
