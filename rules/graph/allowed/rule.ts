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
  title: 'Module not on the allow list',
  why: 'If every dependency needs approval, the policy contains the list of approved modules. A commit that adds a module then changes both files, and both are reviewed.',
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
        v.description('Allowed modules. The modules of the repository itself are always allowed'),
      ),
      scope: scopeOption(v, 'all'),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.modules.join(','));
    const own = new Set(repo.modules.map((m) => m.path));
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      const built = builtOf(use);
      if (allowed(built.path) || own.has(built.path)) continue;
      const standsFor = built.path === use.path ? '' : ` (replaces ${use.path})`;
      yield {
        ...found,
        message: `${built.path}${standsFor} is not on the allow list`,
        hint: `remove it, or get approval and add ${built.path} to "modules" in the policy`,
        data: { kind: 'not-allowed', direct: use.direct },
      };
    }
  },
});
