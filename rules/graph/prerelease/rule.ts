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
  title: 'Pre-release in use',
  why: 'A pre-release (`-rc.1`, `-beta`) is a version whose authors say that it is not ready. Go selects one only where somebody asks for it, and then keeps it until somebody asks for more.',
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'graph',
  declared: true,
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'direct'),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be used so')), []),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { use, found } of modulesInUse(repo, options.scope)) {
      const pre = semver.prerelease(use.version);
      // Pseudo-versions are pre-releases by their form only; they have a rule of their own.
      if (pre === '' || isPseudoVersion(use.version) || allowed(use.path)) continue;
      yield {
        ...found,
        message: `${use.path} is used at the pre-release ${use.version}`,
        hint: `go back to a release, or move on once ${use.version.slice(0, use.version.indexOf('-'))} is out: go get ${use.path}@latest`,
        data: { kind: 'prerelease', direct: use.direct },
      };
    }
  },
});
