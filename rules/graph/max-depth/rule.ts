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
  title: 'Dependency too deep',
  why: 'Nobody in this repository chose a deep dependency. A fix in it needs a release of every module on the way. Depth 1 is what go.mod requires directly.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'graph',
  workspaces: 'paths',
  presets: [],
  options: (v) =>
    v.strictObject({
      max: v.optional(v.pipe(count(v), v.minValue(1), v.description('Maximum depth')), 5),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be at any depth')), []),
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
      const counted = depthState === 'indirect-only' ? ` (through the // indirect requirement ${first!.path})` : '';
      yield {
        ...found,
        message: `${use.path} ${use.version} is at depth ${depth}, the maximum is ${max}${counted}`,
        hint: `remove or update ${first!.path}, which requires it ("modwarden why ${use.path}" shows the path)`,
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
  const needs = files.length === 0 ? '' : `; it depends on go.mod files that are unavailable: ${some(files)}`;
  return {
    unchecked: {
      subject: moduleName(module),
      module,
      why: beyond[0]?.answer.why ?? 'failed',
      ...(downloads.length > 0 && {
        hint: `fill the module cache with "go mod download ${downloads.slice(0, 10).join(' ')}"`,
      }),
      detail: `the depth of ${uses.length} module${uses.length === 1 ? '' : 's'} is unknown (${some(uses.map((u) => u.path))})${needs}`,
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
