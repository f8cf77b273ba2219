import {
  type Draft,
  defineRule,
  isVendored,
  type ModuleGraph,
  type Published,
  publishedInUse,
  type Scope,
  scopeOption,
  semver,
  unchecked,
  versionSpan,
} from '../../../src/rule.ts';

interface Options {
  readonly scope: Scope;
}

export const rule = defineRule<Options>({
  id: 'freshness/retracted',
  title: 'Retracted version',
  why: 'The author withdrew this version: it is broken, leaks something, or was published by mistake. Go still builds with it and warns only in `go list -m -u` and `go get`.',
  since: '0.1.0',
  level: 'error',
  precision: 'very-high',
  reach: 'facts',
  workspaces: 'all',
  survey: true,
  fixes: ['unsafe'],
  presets: ['recommended'],
  audit: { scope: 'all' },
  options: (v) => v.strictObject({ scope: scopeOption(v, 'all') }),
  *check(repo, { options }) {
    for (const item of publishedInUse(repo, options.scope)) {
      const { module, use, found, survey, built, updates, update } = item;
      const { newest } = survey;
      if (newest !== undefined && !newest.known) yield unchecked(module, `${built.path}@${built.version}`, newest);
      if (updates === undefined || updates.retracted.length === 0) continue;
      const isExcluding = module.mod.exclude.some((e) => e.path === built.path);
      const none =
        survey.fallback === undefined || survey.fallback.version !== undefined
          ? ''
          : `; all its versions are retracted${isExcluding ? ' or excluded' : ''}`;
      yield {
        ...found,
        message: `${built.path} ${built.version} is retracted${reasons(updates.retracted)}${none}`,
        hint: adviceOf(item),
        ...moveTo(item),
        data: {
          kind: 'retracted',
          update: update?.version ?? null,
          fallback: survey.fallback?.version ?? null,
          direct: use.direct,
        },
      };
    }
  },
});

/** What Go puts in place of a reason. */
const NO_REASON = 'retracted by module author';

function reasons(rationales: readonly string[]): string {
  const given = rationales.filter((text) => text !== NO_REASON);
  if (given.length === 0) return ' (no reason given)';
  return `: ${given.map((text) => `"${text.replaceAll(/\s+/g, ' ').trim()}"`).join(', ')}`;
}

function adviceOf({ use, survey, built, update, module: { graph } }: Published): string {
  const { path } = built;
  if (use.replace !== undefined) {
    const better = update?.version ?? survey.fallback?.version;
    return better === undefined ? 'choose another replacement' : `change the replacement to ${path} ${better}`;
  }
  if (update !== undefined) return `go get ${path}@${update.version}`;
  const lower = survey.fallback?.version;
  if (lower === undefined)
    return survey.fallback === undefined
      ? `choose a version that is not retracted: go list -m -versions ${path}`
      : 'look for a replacement module';
  const needing = graph.state === 'loaded' ? requirersAbove(graph.graph, path, lower) : [];
  return needing.length === 0
    ? `go get ${path}@latest goes down to ${lower}`
    : `${lower} is not retracted, but ${needing[0]} requires a higher version: update or replace that module first`;
}

/** What `go mod tidy` and `go mod vendor` put right once another version is required. */
const RESOLVED = ['graph/untidy', 'sum/missing', 'sum/unused', 'vendor/inconsistent'];

/** To the version that `go get PATH@latest` takes. A person has to see what changes with it, and go.sum needs its checksum. */
function moveTo({ module, use, survey, built, update }: Published): Pick<Draft, 'fix'> {
  const { graph, kind } = module;
  const { require } = use;
  if (kind === 'workspace' || use.replace !== undefined || require?.version !== built.version) return {};
  const lower = survey.fallback?.version;
  const canGoDown =
    lower !== undefined && graph.state === 'loaded' && requirersAbove(graph.graph, built.path, lower).length === 0;
  const to = update?.version ?? (canGoDown ? lower : undefined);
  const at = versionSpan(module.mod.syntax, require.line);
  // A version in quotes, or one that Go would have to look up.
  if (to === undefined || at.file.text.slice(at.start, at.end) !== require.version) return {};
  const run = isVendored(module) ? 'go mod tidy && go mod vendor' : 'go mod tidy';
  return {
    fix: { what: `require ${to}`, safe: false, edits: [{ at, text: to }], followUp: { run, resolves: RESOLVED } },
  };
}

/** Modules of the build list that require a version of `path` above `version`: going down would take them down too. */
function requirersAbove(graph: ModuleGraph, path: string, version: string): string[] {
  return graph.buildList.flatMap((m) => {
    if (m.main) return [];
    const above = graph.requirements(m)?.some((r) => r.path === path && semver.compare(r.version, version) > 0);
    return above ? [`${m.path} ${m.version}`] : [];
  });
}
