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
  title: '+incompatible version in use',
  why: 'A module at major version 2 or more without a go.mod of its own is taken in as `+incompatible`: Go knows none of its requirements, and an update within it may cross a major version without the import path saying so.',
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
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be used so')), []),
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
  const allow = 'otherwise allow it in the policy';
  if (major < 2) {
    const compatible = version.replace('+incompatible', '');
    return {
      message: `${path} is used at ${version}: below v2 a version needs no +incompatible`,
      // No proxy serves such a version, so "go get" cannot load go.mod to correct it.
      hint: isReplacement ? `write ${path} ${compatible}` : `go mod edit -require=${path}@${compatible}`,
    };
  }
  // At the path of v1 the next majors are those of its suffix; other paths have none above theirs.
  const next = majorOf(path) === 1 ? majorPath(path, major - 1) : undefined;
  return {
    message: `${path} is used at ${version}: its major version v${major} has no go.mod`,
    hint: next === undefined ? allow : `check whether ${next} or a newer major version is a module; ${allow}`,
  };
}
