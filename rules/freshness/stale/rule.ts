import {
  ageInDays,
  dayOf,
  defineRule,
  describeAge,
  duration,
  durationDays,
  isPseudoVersion,
  isRequired,
  lastRelease,
  listing,
  modulePatterns,
  newestUnknown,
  prefixMatcher,
  publishedInUse,
  type Scope,
  scopeOption,
  timeUnknown,
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
  workspaces: 'paths',
  survey: true,
  presets: ['strict'],
  audit: { scope: 'all' },
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'required'),
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
    for (const item of publishedInUse(repo, options.scope)) {
      const { module, use, found, survey, built } = item;
      if (allowed(use.path)) continue;
      const limit = use.direct ? options['max-age'] : (options['max-age-indirect'] ?? options['max-age']);
      const last = lastRelease(item);
      const age = last && ageInDays(last.time, today);
      if (age !== undefined && age <= durationDays(limit)) continue;
      const unknown = newestUnknown(survey.newest);
      if (unknown !== undefined || last === undefined || age === undefined) {
        yield unchecked(module, built.path, unknown ?? timeUnknown(built.version));
        continue;
      }
      const { version, retracted } = last;
      const since = `since ${dayOf(last.time)}, ${describeAge(age)} ago`;
      // Where there are releases, nobody said which commit is the newest.
      const isCommit =
        isPseudoVersion(version) && survey.newest?.known && isPseudoVersion(survey.newest.module.version);
      const none = isCommit ? `no commit ${since}, and no later release` : `no release ${since}`;
      const inUse = version === built.version ? 'the version in use' : `${built.version} is in use`;
      const later = retracted === undefined ? '' : `; ${retracted} is retracted`;
      yield {
        ...found,
        message: `${built.path} has had ${none}: ${version} is the last (${inUse}${later}, ${listing(use)})`,
        hint: use.direct
          ? 'look for a maintained successor; if the module is finished, allow it in the policy'
          : `see what brings it in ("modwarden why ${use.path}"); if the module is finished, allow it in the policy`,
        // Those who require it through others cannot move from it themselves.
        ...(!use.direct && { atMost: 'note' as const }),
        data: {
          kind: 'stale',
          newest: version,
          newestTime: last.time,
          days: age,
          direct: use.direct,
          required: isRequired(use),
        },
      };
    }
  },
});
