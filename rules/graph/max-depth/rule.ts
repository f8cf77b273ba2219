import {
  count,
  defineRule,
  type MainModule,
  type ModuleInUse,
  moduleName,
  modulePatterns,
  modulesInUse,
  prefixMatcher,
  type Unchecked,
} from '../../../src/rule.ts';

interface Options {
  readonly max: number;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'graph/max-depth',
  title: 'Module that comes in deeper than allowed',
  why: 'The deeper a module lies, the less anybody here decided on it, and the more releases by others it takes until a fix in it arrives. Depth 1 is what the code of the repository asks for.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'graph',
  workspaces: 'paths',
  presets: [],
  options: (v) =>
    v.strictObject({
      max: v.optional(v.pipe(count(v), v.minValue(1), v.description('The greatest depth that is allowed')), 5),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may lie at any depth')), []),
    }),
  *check(repo, { options: { max, allow } }) {
    const allowed = prefixMatcher(allow.join(','));
    const unknown = new Map<MainModule, ModuleInUse[]>();
    for (const { module, use, found } of modulesInUse(repo, 'all')) {
      if (beyondOf(module) === undefined || allowed(use.path)) continue;
      const { depth, depthState, trail } = use;
      if (depthState === 'unknown') {
        const uses = unknown.get(module);
        if (uses) uses.push(use);
        else unknown.set(module, [use]);
      }
      if (depth === undefined || depth <= max) continue;
      const [first] = trail;
      const counted =
        depthState === 'indirect-only'
          ? `, counted from ${first!.path}: only requirements marked // indirect lead there`
          : '';
      yield {
        ...found,
        message: `${use.path} ${use.version} comes in at depth ${depth}, and ${max} is the greatest allowed${counted}`,
        hint: `it comes in through ${first!.path}: do without that, or move to a version of it that needs less ("modwarden why ${use.path}" shows the way)`,
        data: { kind: 'depth', depth, max, state: depthState },
      };
    }
    for (const [module, uses] of unknown) yield gap(module, uses);
  },
});

/** One for all: what is not known is the same few go.mod files. */
function gap(module: MainModule, uses: readonly ModuleInUse[]): Unchecked {
  const beyond = beyondOf(module) ?? [];
  const files = beyond.map(({ module: { path, version }, answer }) => `${path}@${version}: ${answer.detail}`);
  const downloads = beyond
    .filter(({ answer: { why } }) => why !== 'offline' && why !== 'missing')
    .map(({ module: { path, version } }) => `${path}@${version}`);
  const needs = files.length === 0 ? '' : `; it hangs on go.mod files that could not be had: ${some(files)}`;
  return {
    unchecked: {
      subject: moduleName(module),
      module,
      why: beyond[0]?.answer.why ?? 'failed',
      ...(downloads.length > 0 && {
        hint: `fill the module cache: go mod download ${downloads.slice(0, 10).join(' ')}`,
      }),
      detail: `the depth of ${uses.length} module${uses.length === 1 ? '' : 's'} is not known (${some(uses.map((u) => u.path))})${needs}`,
    },
  };
}

/** undefined where there is no graph by which a depth could be told. */
function beyondOf({ graph }: MainModule) {
  return graph.state === 'loaded' || graph.state === 'workspace' ? graph.beyond : undefined;
}

const SHOWN = 3;

function some(names: readonly string[]): string {
  return names.length <= SHOWN
    ? names.join(', ')
    : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
}
