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
  title: 'No recent release',
  why: 'If the newest version of a module is years old, probably nobody maintains it. Some code is simply finished: allow it by name, so that the policy records the decision.',
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
      // Where there are releases, nobody said which commit is the newest.
      const isCommit =
        isPseudoVersion(version) && survey.newest?.known && isPseudoVersion(survey.newest.module.version);
      const none = isCommit ? 'no release or commit' : 'no release';
      const since = `since ${dayOf(last.time)} (${describeAge(age)} ago, ${listing(use)})`;
      const inUse = version === built.version ? '' : `, ${built.version} is in use`;
      const later = retracted === undefined ? '' : `, ${retracted} is retracted`;
      const what = use.direct
        ? 'look for a maintained fork or a replacement module'
        : `see what requires it (modwarden why ${use.path})`;
      yield {
        ...found,
        message: `${built.path} has had ${none} ${since}`,
        hint: `${what}; if it is finished, add it to "allow" (the newest is ${version}${inUse}${later})`,
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
