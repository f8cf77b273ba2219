import {
  builtOf,
  conditioned,
  defineRule,
  type InUse,
  MAX_LIST,
  modulePattern,
  modulePatterns,
  modulesInUse,
  type NeedsContext,
  patternTable,
  type Repo,
  type Scope,
  scopeOption,
  type When,
  whenAsks,
  whenGaps,
  whenHolds,
  whenOption,
  whenUses,
} from '../../../src/rule.ts';

interface Allowed {
  readonly module: string | readonly string[];
  readonly when?: When | undefined;
}

interface Options {
  readonly modules: readonly (string | Allowed)[];
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'graph/allowed',
  title: 'Module not on the allow list',
  why: 'If every dependency needs approval, the policy contains the list of approved modules. A commit that adds a module then changes both files, and both are reviewed.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'graph',
  workspaces: 'versions',
  declared: true,
  presets: [],
  options: (v, checks) =>
    v.strictObject({
      modules: v.pipe(
        v.array(
          v.union([
            modulePattern(v),
            v.strictObject({
              module: v.pipe(
                v.union([modulePattern(v), modulePatterns(v)]),
                v.description('The modules that the entry allows'),
              ),
              when: whenOption(v, checks, 'allow'),
            }),
          ]),
        ),
        v.maxLength(MAX_LIST),
        v.description(
          'Allowed modules: patterns, or maps with conditions. The modules of the repository itself are always allowed',
        ),
      ),
      scope: scopeOption(v, 'all'),
    }),
  uses: ({ modules }) => whenUses(modules.map(entryOf)),
  *needs(repo, context) {
    if (context.options.modules.every((entry) => entryOf(entry).when === undefined)) return;
    for (const { item, entries } of inQuestion(repo, context))
      for (const { when } of entries) yield* whenAsks(when, conditioned(item.use, builtOf(item.use)), context);
  },
  *check(repo, context) {
    for (const { item, entries } of inQuestion(repo, context)) {
      const { module, use, found } = item;
      const built = builtOf(use);
      const held = entries.map(({ when }) => whenHolds(when, conditioned(use, built), context, 'allow'));
      if (held.some(({ state }) => state === 'yes')) continue;
      if (held.some(({ state }) => state === 'unknown')) {
        for (const holds of held) yield* whenGaps(module, built.path, holds);
        continue;
      }
      const standsFor = built.path === use.path ? '' : ` (replaces ${use.path})`;
      const unmet = entries.length > 0;
      yield {
        ...found,
        message: `${built.path}${standsFor} ${unmet ? 'does not meet the conditions of' : 'is not on'} the allow list`,
        hint: unmet
          ? 'remove it, or use a version that meets "when" in the policy'
          : `remove it, or get approval and add ${built.path} to "modules" in the policy`,
        data: { kind: 'not-allowed', direct: use.direct },
      };
    }
  },
});

function entryOf(entry: string | Allowed): Allowed {
  return typeof entry === 'string' ? { module: entry } : entry;
}

/** Modules in use that no entry allows without conditions, each with the entries that name it. */
function* inQuestion(
  repo: Repo,
  { options }: Pick<NeedsContext<Options>, 'options'>,
): Generator<{ readonly item: InUse; readonly entries: readonly Allowed[] }> {
  const all = options.modules.map(entryOf);
  const naming = patternTable(all.map(({ module }) => [module].flat()));
  const own = new Set(repo.modules.map((m) => m.path));
  for (const item of modulesInUse(repo, options.scope)) {
    const { path } = builtOf(item.use);
    const entries = naming(path).map((i) => all[i]!);
    if (own.has(path) || entries.some(({ when }) => when === undefined)) continue;
    // Of a version that a go.work alone selects, a member says the same, but for conditions.
    if (item.use.inMember !== undefined && entries.length === 0) continue;
    yield { item, entries };
  }
}
