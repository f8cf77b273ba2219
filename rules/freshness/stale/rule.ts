import {
  ageInDays,
  dayOf,
  defineRule,
  describeAge,
  duration,
  durationDays,
  isPseudoVersion,
  lastRelease,
  modulePatterns,
  newestUnknown,
  prefixMatcher,
  publishedInUse,
  type Scope,
  scopeOption,
  unchecked,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly 'max-age': string;
  readonly 'max-age-indirect'?: string | undefined;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'freshness/stale',
  title: 'No recent release',
  why: 'If the newest version of a module is years old, probably nobody maintains it. Some code is simply finished: allow it by name, so that the policy records the decision.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'world',
  survey: true,
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      'max-age': v.optional(v.pipe(duration(v), v.description('Maximum age of the newest version')), '2y'),
      'max-age-indirect': v.optional(
        v.pipe(
          duration(v),
          v.description(
            'The same for modules that go.mod requires with `// indirect` or not at all. Default: `max-age`',
          ),
        ),
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be old')), []),
    }),
  *check(repo, { options, today }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { module, use, found, survey, built } of publishedInUse(repo, options.scope)) {
      if (allowed(use.path)) continue;
      const { newest } = survey;
      const unknown = newestUnknown(newest);
      if (unknown !== undefined || !newest?.known) {
        yield unchecked(module, built.path, unknown!);
        continue;
      }
      const last = lastRelease(newest);
      const limit = use.direct ? options['max-age'] : (options['max-age-indirect'] ?? options['max-age']);
      const age = ageInDays(last, today);
      if (age <= durationDays(limit)) continue;
      const since = `since ${dayOf(last)} (${describeAge(age)} ago)`;
      const none = isPseudoVersion(newest.module.version)
        ? `no release, and no commit ${since}`
        : `no release ${since}`;
      const inUse = newest.module.version === built.version ? '' : ` (${built.version} is in use)`;
      const retracted = newest.retracted === undefined ? '' : `, ${newest.retracted.version} is retracted`;
      yield {
        ...found,
        message: `${built.path} has had ${none}: ${newest.module.version} is the newest${inUse}${retracted}`,
        hint: 'look for a maintained fork or a replacement module; if it is finished, add it to "allow"',
        data: { kind: 'stale', newest: newest.module.version, newestTime: newest.time!, days: age, direct: use.direct },
      };
    }
  },
});
