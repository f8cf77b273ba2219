import { defineRule, modulePatterns, modulesInUse, prefixMatcher, type Scope, scopeOption } from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'graph/incompatible',
  title: '+incompatible version in use',
  why: 'A module at major version 2 or more without a go.mod of its own is taken in as `+incompatible`: Go knows none of its requirements, and an update within it may cross a major version without the import path saying so.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'graph',
  declared: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be used so')), []),
    }),
  strict: { scope: 'required' },
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      if (!use.version.endsWith('+incompatible') || allowed(use.path)) continue;
      const major = use.version.slice(0, use.version.indexOf('.'));
      yield {
        ...found,
        message: `${use.path} is used at ${use.version}: its major version ${major} has no go.mod`,
        hint: `see whether ${use.path}/${major} or a newer major version is a module; else allow it in the policy`,
        data: { kind: 'incompatible', direct: use.direct },
      };
    }
  },
});
