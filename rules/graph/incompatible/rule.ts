import { defineRule, modulePatterns, modulesInUse, prefixMatcher, type Scope, scopeOption } from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'graph/incompatible',
  title: '+incompatible version',
  why: 'Go marks a module as `+incompatible` if it has major version 2 or higher but no go.mod. Go knows none of its requirements. An update can cross a major version without a new import path.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'graph',
  declared: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may have such versions')), []),
    }),
  strict: { scope: 'required' },
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      if (!use.version.endsWith('+incompatible') || allowed(use.path)) continue;
      const major = use.version.slice(0, use.version.indexOf('.'));
      yield {
        ...found,
        message: `${use.path} ${use.version} has no go.mod for major version ${major}`,
        hint: `check whether ${use.path}/${major} or a newer major version is a module; if not, add it to "allow"`,
        data: { kind: 'incompatible', direct: use.direct },
      };
    }
  },
});
