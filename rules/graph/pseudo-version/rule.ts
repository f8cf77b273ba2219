import {
  builtOf,
  type Draft,
  defineRule,
  type InUse,
  isPlaceholder,
  isPseudoVersion,
  isRequired,
  listing,
  type MainModule,
  modulePatterns,
  modulesInUse,
  prefixMatcher,
  type Scope,
  scopeOption,
  timeOf,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'graph/pseudo-version',
  title: 'Pseudo-version (commit without a release)',
  why: 'A pseudo-version is a commit, not a release. Its authors did not declare it ready, and it has no release notes. Tools cannot match it with updates or retractions. A placeholder is not even a commit.',
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
      scope: scopeOption(v, 'required'),
      allow: v.optional(
        v.pipe(
          modulePatterns(v),
          v.description('Modules that may have pseudo-versions, such as modules without releases'),
        ),
        [],
      ),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    const isReached = reachedTest();
    // A placeholder without a replacement breaks the build wherever it stands.
    for (const item of modulesInUse(repo, options.scope === 'all' ? 'all' : 'required')) {
      const { use, found } = item;
      const { path, version } = builtOf(use);
      const replaced = use.replace !== undefined;
      if (!replaced && version !== '' && isPlaceholder(version)) {
        if (isReached(item)) yield { ...found, ...placeholder(item) };
      } else if (isPseudoVersion(version) && !allowed(use.path) && (use.direct || options.scope !== 'direct')) {
        const date = timeOf(version)?.slice(0, 10);
        yield {
          ...found,
          message: `${path} ${version} is a commit${date === undefined ? '' : ` of ${date}`}, not a release (${listing(use)})`,
          // Not @latest: where the newest release is older than the commit, that is a downgrade. There may be no release at all.
          hint: `use a release that contains this commit, if there is one: go list -m -versions ${path}`,
          data: {
            kind: 'pseudo',
            direct: use.direct,
            required: isRequired(use),
            replaced,
            ...(date !== undefined && { date }),
          },
        };
      }
    }
  },
});

/** `v0.0.0` may be a real tag: only where nothing says otherwise is the short form taken for a placeholder. */
function reachedTest(): (item: InUse) => boolean {
  const known = new Map<MainModule, { readonly replaced: ReadonlySet<string>; readonly summed: ReadonlySet<string> }>();
  return ({ module, use }) => {
    const { workspace, sum } = module;
    const lines = known.get(module) ?? {
      replaced: new Set(workspace?.work.replace.map(({ old }) => old.path)),
      summed: new Set(sum?.entries.map(({ path, version }) => `${path}@${version}`)),
    };
    known.set(module, lines);
    if (lines.replaced.has(use.path)) return false;
    return use.version !== 'v0.0.0' || (sum !== undefined && !lines.summed.has(`${use.path}@${use.version}`));
  };
}

function placeholder({ use }: InUse): Pick<Draft, 'message' | 'hint' | 'data'> {
  return {
    message: `${use.path} ${use.version} is a placeholder without a replacement`,
    hint: `replace it with a folder ("go mod edit -replace=${use.path}=../folder") or require a real version`,
    data: { kind: 'placeholder', direct: use.direct },
  };
}
