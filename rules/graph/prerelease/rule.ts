import {
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
  declared: true,
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may have pre-release versions')), []),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      const pre = semver.prerelease(use.version);
      // Pseudo-versions are pre-releases by their form only; they have a rule of their own.
      if (pre === '' || isPseudoVersion(use.version) || allowed(use.path)) continue;
      yield {
        ...found,
        message: `${use.path} ${use.version} is a pre-release`,
        hint: `use a release, or update when ${use.version.slice(0, use.version.indexOf('-'))} is out: go get ${use.path}@latest`,
        data: { kind: 'prerelease', direct: use.direct },
      };
    }
  },
});
