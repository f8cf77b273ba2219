import {
  builtOf,
  type Context,
  conditioned,
  defineRule,
  type Holds,
  type InUse,
  MAX_LIST,
  type ModuleGraph,
  type ModuleVersion,
  modulePatterns,
  modulesInUse,
  patternTable,
  prefixMatcher,
  type Repo,
  versionRange,
  type When,
  wayOut,
  whenAsks,
  whenGaps,
  whenHolds,
  whenOption,
  whenUses,
} from '../../../src/rule.ts';

interface Ban {
  readonly module: readonly string[];
  readonly versions?: string | undefined;
  readonly reason?: string | undefined;
  readonly 'use-instead'?: string | undefined;
  readonly wrappers: readonly string[];
  readonly when?: When | undefined;
}

interface Options {
  readonly modules: readonly Ban[];
}

export const rule = defineRule<Options>({
  id: 'graph/banned',
  title: 'Banned module',
  why: 'A banned module is reported whether go.mod requires it or another module does. The rule checks the code that Go builds. For a replaced module, that is the replacement.',
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
          v.strictObject({
            module: v.pipe(
              modulePatterns(v),
              v.description('The banned modules; a path includes all modules below it'),
            ),
            versions: v.optional(
              v.pipe(versionRange(v), v.description('The banned versions, as an npm range: `<1.9.1`. Default: all')),
            ),
            reason: v.optional(v.pipe(v.string(), v.description('The reason, shown in the finding'))),
            'use-instead': v.optional(v.pipe(v.string(), v.description('A replacement, shown in the hint'))),
            wrappers: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may still require it')), []),
            when: whenOption(v, checks, 'deny'),
          }),
        ),
        v.maxLength(MAX_LIST),
        v.description('The list of bans'),
      ),
    }),
  uses: ({ modules }) => [
    ...(modules.some((ban) => ban.versions !== undefined) ? (['ranges'] as const) : []),
    ...whenUses(modules),
  ],
  *needs(repo, context) {
    if (context.options.modules.every((ban) => ban.when === undefined)) return;
    for (const { item, bans } of candidates(repo, context))
      for (const { when } of bans) yield* whenAsks(when, conditioned(item.use, builtOf(item.use)), context);
  },
  *check(repo, context) {
    for (const { item, bans } of candidates(repo, context)) {
      const built = builtOf(item.use);
      const module = conditioned(item.use, built);
      const held = bans.map((ban) => ({ ban, holds: whenHolds(ban.when, module, context, 'deny') }));
      const hit = held.find(({ holds }) => holds.state === 'yes');
      if (hit === undefined) {
        for (const { holds } of held) yield* whenGaps(item.module, built.path, holds);
        continue;
      }
      const { use, found } = item;
      const { ban } = hit;
      const through = use.direct || use.trail.length < 2 ? '' : ` (required through ${use.trail[0]!.path})`;
      const standsFor = built.path === use.path ? '' : ` (replaces ${use.path})`;
      const because = ban.reason === undefined ? '' : `: ${ban.reason}`;
      yield {
        ...found,
        message: `${built.path} ${built.version || use.version}${standsFor}${through} is banned${factsOf(hit.holds)}${because}`,
        hint:
          ban['use-instead'] !== undefined
            ? `use ${ban['use-instead']} instead`
            : through === ''
              ? 'remove it, or use a version that is not banned'
              : wayOut(item.module, use),
        data: { kind: 'banned', direct: use.direct },
      };
    }
  },
});

/** The modules in use that bans name, each with those bans, in their order; conditions aside. */
function* candidates(repo: Repo, { options, inRange }: Pick<Context<Options>, 'options' | 'inRange'>) {
  const bans = options.modules.map((ban) => ({ ...ban, wraps: prefixMatcher(ban.wrappers.join(',')) }));
  const naming = patternTable(bans.map((ban) => ban.module));
  const requiredBy = requirersIn();
  for (const item of modulesInUse(repo, 'all')) {
    const built = builtOf(item.use);
    const hits = naming(built.path)
      .map((i) => bans[i]!)
      .filter(
        (b) => isHit(b, built, inRange) && !isToldByMember(item.use, b) && !isWrapped(item, b, b.wraps, requiredBy),
      );
    if (hits.length > 0) yield { item, bans: hits };
  }
}

/** What a ban with conditions found. */
function factsOf(holds: Holds): string {
  return holds.state === 'yes' && holds.facts.length > 0 ? ` (${holds.facts.join(', ')})` : '';
}

/** A ban of all versions meets the module in the graph of each member that has it, too; conditions may be about the version. */
function isToldByMember({ inMember }: InUse['use'], { versions, when }: Ban): boolean {
  return inMember !== undefined && versions === undefined && when === undefined;
}

/** A folder in its place has no version, so that only a ban of all versions meets it. */
function isHit({ versions }: Ban, { version }: ModuleVersion, inRange: Context<unknown>['inRange']): boolean {
  return versions === undefined || (version !== '' && inRange(version, versions));
}

/**
 * Whether only wrappers bring it in: each module of the build list that requires it is one. Without a graph an indirect requirement
 * says nothing about that, and is left to the run that has the graph.
 */
function isWrapped(
  { module, use }: InUse,
  { wrappers }: Ban,
  wraps: (path: string) => boolean,
  requiredBy: ReturnType<typeof requirersIn>,
): boolean {
  if (wrappers.length === 0 || use.direct) return false;
  if (module.graph.state !== 'loaded') return true;
  return requiredBy(module.graph.graph, use.path).every(wraps);
}

/** Gives the modules of a build list that require a path; each graph is walked once. */
function requirersIn(): (graph: ModuleGraph, path: string) => readonly string[] {
  const known = new Map<ModuleGraph, Map<string, string[]>>();
  return (graph, path) => {
    const byPath = known.get(graph) ?? requirers(graph);
    known.set(graph, byPath);
    return byPath.get(path) ?? [];
  };
}

function requirers(graph: ModuleGraph): Map<string, string[]> {
  const byPath = new Map<string, string[]>();
  for (const by of graph.walk()) {
    if (by.version === '' || by.version !== graph.selected(by.path)) continue;
    for (const { path } of graph.requirements(by) ?? []) {
      const known = byPath.get(path);
      if (known) known.push(by.path);
      else byPath.set(path, [by.path]);
    }
  }
  return byPath;
}
