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
  title: 'Module without a release for too long',
  why: 'A module whose newest version is years old has probably nobody who mends it. Finished code exists too: allow it by name, so that the decision is written down.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'facts',
  survey: true,
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      'max-age': v.optional(v.pipe(duration(v), v.description('How old the newest version may be')), '2y'),
      'max-age-indirect': v.optional(
        v.pipe(
          duration(v),
          v.description('The same for modules required with `// indirect` or not at all. Left out: as `max-age`'),
        ),
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be as old as they are')), []),
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
      const since = `since ${dayOf(last)}, ${describeAge(age)} ago`;
      const none = isPseudoVersion(newest.module.version)
        ? `no release at all, and no commit ${since}`
        : `no release ${since}`;
      const inUse = newest.module.version === built.version ? 'the version in use' : `${built.version} is in use`;
      const retracted = newest.retracted === undefined ? '' : `; ${newest.retracted.version} is retracted`;
      yield {
        ...found,
        message: `${built.path} has had ${none}: ${newest.module.version} is the newest (${inUse}${retracted})`,
        hint: 'look for who maintains it, or for a successor; where it is simply finished, allow it',
        data: { kind: 'stale', newest: newest.module.version, newestTime: newest.time!, days: age, direct: use.direct },
      };
    }
  },
});
