import {
  builtOf,
  type Draft,
  defineRule,
  isRequired,
  majorOf,
  majorPath,
  modulePatterns,
  modulesInUse,
  prefixMatcher,
  type Scope,
  scopeOption,
  semver,
} from '../../../src/rule.ts';

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
  workspaces: 'versions',
  declared: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may have such versions')), []),
    }),
  strict: { scope: 'required' },
  audit: { scope: 'all' },
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      const { path, version } = builtOf(use);
      if (!version.endsWith('+incompatible') || allowed(use.path)) continue;
      yield {
        ...found,
        ...wording(path, version, use.replace !== undefined),
        data: { kind: 'incompatible', direct: use.direct, required: isRequired(use) },
      };
    }
  },
});

function wording(path: string, version: string, isReplacement: boolean): Pick<Draft, 'message' | 'hint'> {
  const major = Number(semver.major(version).slice(1));
  const allow = 'if not, add it to "allow"';
  if (major < 2) {
    const compatible = version.replace('+incompatible', '');
    return {
      message: `${path} ${version} must not have +incompatible: it is below v2`,
      // No proxy serves such a version, so "go get" cannot load go.mod to correct it.
      hint: isReplacement ? `write ${path} ${compatible}` : `go mod edit -require=${path}@${compatible}`,
    };
  }
  // At the path of v1 the next majors are those of its suffix; other paths have none above theirs.
  const next = majorOf(path) === 1 ? majorPath(path, major - 1) : undefined;
  return {
    message: `${path} ${version} has no go.mod for major version v${major}`,
    hint:
      next === undefined
        ? 'add it to "allow" if you accept that Go knows none of its requirements'
        : `check whether ${next} or a newer major version is a module; ${allow}`,
  };
}
