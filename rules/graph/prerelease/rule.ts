import {
  builtOf,
  defineRule,
  isPseudoVersion,
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
  id: 'graph/prerelease',
  title: 'Pre-release version',
  why: 'The authors of a pre-release (`-rc.1`, `-beta`) say that it is not ready. Go selects one only if somebody requires it. It then stays until somebody requires a higher version.',
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'graph',
  workspaces: 'versions',
  declared: true,
  presets: ['strict'],
  audit: { scope: 'all' },
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may have pre-release versions')), []),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      const { path, version } = builtOf(use);
      // Pseudo-versions are pre-releases by their form only; they have a rule of their own.
      if (semver.prerelease(version) === '' || isPseudoVersion(version) || allowed(use.path)) continue;
      yield {
        ...found,
        message: `${path} ${version} is a pre-release`,
        // Not @latest: where the newest release is older than the pre-release, that is a downgrade.
        hint: `use a release once there is a newer one: go list -m -versions ${path}`,
        data: { kind: 'prerelease', direct: use.direct },
      };
    }
  },
});
