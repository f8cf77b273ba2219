import {
  defineRule,
  type InUse,
  listing,
  modulePatterns,
  modulesInUse,
  prefixMatcher,
  type Scope,
  scopeOption,
  semver,
  splitPathVersion,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'graph/duplicate-majors',
  title: 'Duplicate major versions',
  why: 'For Go, two major versions of a module are two modules. Go builds both, each with its own types, state and bugs. Each needs its own updates.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'graph',
  workspaces: 'paths',
  declared: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      scope: scopeOption(v, 'required'),
      allow: v.optional(
        v.pipe(
          modulePatterns(v),
          v.description('Modules that may have several major versions, by their path without a major version'),
        ),
        [],
      ),
    }),
  audit: { scope: 'all' },
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    const groups = new Map<string, InUse[]>();
    for (const item of modulesInUse(repo, options.scope)) {
      const { prefix } = splitPathVersion(item.use.path);
      if (allowed(prefix)) continue;
      const key = `${item.module.source.path} ${prefix}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
    for (const group of groups.values()) {
      if (group.length < 2) continue;
      const versions = group.sort((a, b) => semver.compare(a.use.version, b.use.version));
      const direct = versions.filter(({ use }) => use.direct);
      const oldest = direct[0] ?? versions[0]!;
      const newest = versions.at(-1)!;
      const { prefix } = splitPathVersion(oldest.use.path);
      yield {
        ...oldest.found,
        subject: prefix,
        message: `${prefix} is used in ${group.length} major versions: ${versions.map(nameOf).join(', ')}`,
        // Only what our own code imports can be changed here.
        ...(oldest.use.direct &&
          newest !== oldest &&
          !isRetracted(newest) && { hint: `change imports of ${oldest.use.path} to ${newest.use.path}` }),
        related: versions.flatMap((item) => (item === oldest ? [] : [{ at: item.found.at, message: nameOf(item) }])),
        data: { kind: direct.length > 1 ? 'direct' : 'indirect' },
      };
    }
  },
});

/** Where it is known, since some rule asked: nobody is sent to what its author took back. */
function isRetracted({ module, use }: InUse): boolean {
  return (module.survey?.get(use.path)?.updates?.retracted.length ?? 0) > 0;
}

function nameOf({ use }: InUse): string {
  return `${use.path} ${use.version} (${listing(use)})`;
}
