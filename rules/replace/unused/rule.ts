import {
  type DirectiveFile,
  defineRule,
  directiveFiles,
  isToolchain,
  lineSpan,
  type MainModule,
  membersOf,
  modulePatterns,
  prefixMatcher,
  type Replace,
  type Repo,
  resolveIn,
} from '../../../src/rule.ts';

interface Options {
  readonly siblings: 'allow' | 'report';
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'replace/unused',
  title: 'Unused replacement',
  why: 'A replacement has no effect if its version is not in the module graph. Often it had one before: a requirement changed, Go no longer builds the fork or fix, and nobody noticed.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'graph',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      siblings: v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description("What to do with replacements of the repository's own modules by their folders"),
        ),
        'allow',
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules whose replacements may be unused')), []),
    }),
  strict: { siblings: 'report' },
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    const versionsIn = remembered(versionsOf);
    const leftSidesOf = remembered(leftSides);
    const isSibling = siblingTest(repo);
    for (const file of directiveFiles(repo)) {
      if (file.replace.length === 0) continue;
      const modules = heldBy(repo, file);
      if (modules === undefined) continue;
      for (const line of file.replace) {
        const { path, version } = line.old;
        if (allowed(path) || (options.siblings === 'allow' && isSibling(file, line))) continue;
        const has = (module: MainModule) => versionsIn(module).has(path);
        const isOther = (m: MainModule) => m !== file.module && has(m) && leftSidesOf(m).has(leftSide(line));
        // Where another member needs the module and has the line itself, this one is for its own module alone.
        const served = file.module && modules.some(isOther) ? [file.module] : modules;
        const there = new Set(served.flatMap((module) => [...(versionsIn(module).get(path) ?? [])]));
        if (version === '' ? there.size > 0 : there.has(version)) continue;
        const instead = there.size === 0 ? '' : `: the module graph has ${[...there].sort().join(', ')}`;
        const edit = file.module ? 'go mod edit' : 'go work edit';
        yield {
          at: lineSpan(file.syntax, line.line),
          subject: path,
          ...(version !== '' && { version }),
          message: `the replacement of ${path}${version === '' ? '' : ` ${version}`} is unused${instead}`,
          hint: `run "${edit} -dropreplace=${path}${version === '' ? '' : `@${version}`}"${there.size === 0 ? '' : ', or correct the version'}`,
          ...(file.module && { module: file.module }),
          // A workspace can select what none of its modules does alone, and so need more.
          ...(modules.length > 1 && { confidence: 'low' as const }),
          data: { kind: 'unused', otherVersions: [...there].sort() },
        };
      }
    }
  },
});

/** The modules whose graphs a line has its effect on; undefined where one of them is not loaded. */
function heldBy(repo: Repo, { module, source }: DirectiveFile): readonly MainModule[] | undefined {
  const workspace = module ? module.workspace : repo.workspaces.find((w) => w.source === source);
  const members = workspace ? membersOf(repo, workspace).map((m) => m.module) : [];
  const modules = [...new Set(module ? [module, ...members] : members)];
  const loaded = modules.filter((m) => m?.graph.state === 'loaded') as MainModule[];
  return loaded.length === modules.length ? loaded : undefined;
}

function leftSides({ mod }: MainModule): ReadonlySet<string> {
  return new Set(mod.replace.map(leftSide));
}

function leftSide({ old }: Replace): string {
  return `${old.path}@${old.version}`;
}

/** By path, every version in the graph, selected or not: a replacement holds for all of them. */
function versionsOf({ graph }: MainModule): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  if (graph.state !== 'loaded') return versions;
  for (const { path, version } of graph.graph.walk()) {
    if (version === '' || isToolchain(path)) continue;
    const known = versions.get(path);
    if (known) known.add(version);
    else versions.set(path, new Set([version]));
  }
  return versions;
}

function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}

/** Repositories of many modules keep such lines in step in all their go.mod files, needed or not. */
function siblingTest(repo: Repo): (file: DirectiveFile, line: Replace) => boolean {
  const modules = new Set(repo.modules.map(({ dir, path }) => JSON.stringify([dir, path])));
  return ({ dir }, { old, new: target }) => {
    const folder = target.version === '' ? resolveIn(dir, target.path) : undefined;
    return folder !== undefined && modules.has(JSON.stringify([folder, old.path]));
  };
}
