import {
  builtOf,
  defineRule,
  modulePatterns,
  modulesInUse,
  prefixMatcher,
  type Scope,
  scopeOption,
} from '../../../src/rule.ts';

interface Options {
  readonly modules: readonly string[];
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'graph/allowed',
  title: 'Module that is not on the list of allowed ones',
  why: 'Where every dependency is to be approved, the list of the approved ones belongs into the policy: the commit that adds a module then changes both, and both are reviewed.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'graph',
  workspaces: 'paths',
  declared: true,
  presets: [],
  options: (v) =>
    v.strictObject({
      modules: v.pipe(
        modulePatterns(v),
        v.description('The modules that may be used. The modules of the repository itself always may'),
      ),
      scope: scopeOption(v, 'all'),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.modules.join(','));
    const own = new Set(repo.modules.map((m) => m.path));
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      const built = builtOf(use);
      if (allowed(built.path) || own.has(built.path)) continue;
      const standsFor = built.path === use.path ? '' : `, in place of ${use.path},`;
      yield {
        ...found,
        message: `${built.path}${standsFor} is not on the list of allowed modules`,
        hint: `do without it, or have it approved and add it to the policy (options modules: ${built.path})`,
        data: { kind: 'not-allowed', direct: use.direct },
      };
    }
  },
});
