import {
  type Draft,
  defineRule,
  type MainModule,
  membersOf,
  modulePatterns,
  prefixMatcher,
  type Repo,
  type Require,
  replacementOf,
  semver,
  versionSpan,
} from '../../../src/rule.ts';

interface Options {
  readonly compare: 'workspace' | 'repository';
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'work/drift',
  title: 'Different versions in one repository',
  why: 'A workspace builds every module with the highest version that any member requires. A member with a lower requirement is never tested with that version, but its users get it.',
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'files',
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      compare: v.optional(
        v.pipe(
          v.picklist(['workspace', 'repository']),
          v.description('`workspace`: the members of a go.work · `repository`: all modules of the repository'),
        ),
        'workspace',
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may have different versions')), []),
    }),
  strict: { compare: 'repository' },
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const { modules, isWorkspace } of togetherIn(repo, options.compare)) {
      for (const [path, lines] of requirements(modules)) {
        if (!allowed(path)) yield* drift(path, lines, isWorkspace);
      }
    }
  },
});

interface Together {
  readonly modules: readonly MainModule[];
  readonly isWorkspace: boolean;
}

function* togetherIn(repo: Repo, compare: Options['compare']): Generator<Together> {
  if (compare === 'repository') yield { modules: repo.modules.filter((m) => m.kind === 'module'), isWorkspace: false };
  else
    for (const workspace of repo.workspaces)
      yield { modules: membersOf(repo, workspace).flatMap((m) => m.module ?? []), isWorkspace: true };
}

interface Line {
  readonly module: MainModule;
  readonly require: Require;
}

/** What is required without `// indirect` and built at that version: not the modules themselves, nor what a folder replaces. */
function requirements(modules: readonly MainModule[]): Map<string, Line[]> {
  const own = new Set(modules.map((m) => m.path));
  const byPath = new Map<string, Line[]>();
  for (const module of modules) {
    const { require: lines, replace } = module.mod;
    for (const require of lines) {
      const { path, version, indirect } = require;
      if (indirect || own.has(path) || replacementOf(replace, path, version)?.version === '') continue;
      const known = byPath.get(path) ?? [];
      byPath.set(path, known);
      // Of two lines in one go.mod the higher version counts; the other is graph/untidy's. Lines of one module come together.
      const last = known.length - 1;
      if (known[last]?.module !== module) known.push({ module, require });
      else if (semver.compare(version, known[last]!.require.version) > 0) known[last] = { module, require };
    }
  }
  return byPath;
}

/** One for all lines, at the lowest version: that is where something is to be done. */
function* drift(path: string, lines: readonly Line[], isWorkspace: boolean): Generator<Draft> {
  const byVersion = new Map<string, Line[]>();
  for (const line of lines) {
    const { version } = line.require;
    const same = byVersion.get(version);
    if (same) same.push(line);
    else byVersion.set(version, [line]);
  }
  if (byVersion.size < 2) return;
  const versions = [...byVersion].sort(([a], [b]) => semver.compare(a, b));
  const [, [lowest]] = versions[0]! as [string, [Line, ...Line[]]];
  const highest = versions.at(-1)![0];
  const where = isWorkspace ? ' in the workspace' : ' in the repository';
  yield {
    at: spanOf(lowest),
    subject: path,
    version: lowest.require.version,
    message: `${path} has ${versions.length} versions${where}: ${versions.map(([v, ls]) => `${v} (${folders(ls)})`).join(', ')}`,
    hint: isWorkspace ? 'run "go work sync" to use one version' : `run "go get ${path}@${highest}" in each module`,
    related: versions.slice(1).map(([v, ls]) => ({ at: spanOf(ls[0]!), message: `${v} here` })),
    module: lowest.module,
    data: { kind: 'version-drift', versions: versions.map(([v]) => v) },
  };
}

function spanOf({ module, require }: Line) {
  return versionSpan(module.mod.syntax, require.line);
}

function folders(lines: readonly Line[]): string {
  const names = [...new Set(lines.map((l) => l.module.dir || '.'))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
