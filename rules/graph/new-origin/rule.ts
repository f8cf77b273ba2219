import {
  ageInDays,
  builtOf,
  dayOf,
  decidingSpan,
  defineRule,
  describeAge,
  duration,
  durationDays,
  type InUse,
  modulePatterns,
  modulesInUse,
  originAsks,
  originsOf,
  prefixMatcher,
  type Repo,
  type Scope,
  scopeOption,
  unchecked,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly 'max-age': string;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'graph/new-origin',
  title: 'Module from a new origin',
  why: 'Modules made for an attack are young: a new repository, or a host that was registered for it. A module that is some months old has had time for reviews.',
  since: '0.1.0',
  level: 'note',
  security: 3,
  precision: 'medium',
  reach: 'facts',
  built: true,
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'all'),
      'max-age': v.optional(v.pipe(duration(v), v.description('What is younger than this is new')), '90d'),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be new, such as your own')), []),
    }),
  *needs(repo, { options, facts, today }) {
    yield* originAsks(judged(repo, options), facts, { days: durationDays(options['max-age']), today });
  },
  *check(repo, { options, facts, today }) {
    const items = judged(repo, options);
    const originOf = originsOf(items, facts, { days: durationDays(options['max-age']), today });
    for (const item of items) {
      const built = builtOf(item.use);
      const origin = originOf(item);
      // What was not answered is a gap already.
      if (origin.state === 'unknown' && origin.answer.why === 'missing')
        yield unchecked(item.module, built.path, origin.answer);
      if (origin.state !== 'new') continue;
      const age = describeAge(Math.max(ageInDays(origin.time, today), 0));
      yield {
        ...item.found,
        at: decidingSpan(item),
        version: built.version,
        message: `${built.path} is ${age} old: its first version ${origin.first} is from ${dayOf(origin.time)}`,
        hint: 'look at who publishes it and at its code before you rely on it; name it in allow if it is one of yours',
        data: { kind: 'new-origin', first: origin.first, time: origin.time, direct: item.use.direct },
      };
    }
  },
});

function judged(repo: Repo, { scope, allow }: Options): InUse[] {
  const allowed = prefixMatcher(allow.join(','));
  return [...modulesInUse(repo, scope)].filter(({ use }) => !allowed(builtOf(use).path));
}
