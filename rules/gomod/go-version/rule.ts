import {
  argumentSpan,
  type DirectiveFile,
  type Draft,
  defineRule,
  directiveFiles,
  firstLine,
  goVersion,
  goversion,
  lineSpan,
  type MainModule,
  type Repo,
} from '../../../src/rule.ts';

interface Options {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly missing: boolean;
  readonly drift: 'off' | 'language' | 'exact';
}

export const rule = defineRule<Options>({
  id: 'gomod/go-version',
  title: 'Missing, inconsistent or disallowed go version',
  why: 'The go line sets the language version, module graph pruning, and the defaults of security settings. It is also the minimum Go version for the module. Without a go line, Go assumes version 1.16.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      min: v.optional(v.pipe(goVersion(v), v.description('Minimum go version'))),
      max: v.optional(v.pipe(goVersion(v), v.description('Maximum go version; `1.25` includes `1.25.3`'))),
      missing: v.optional(
        v.pipe(v.boolean(), v.description('Report go.mod and go.work files without a go line')),
        true,
      ),
      drift: v.optional(
        v.pipe(
          v.picklist(['off', 'language', 'exact']),
          v.description(
            'Report modules of one repository with different go versions. `language` compares only 1.25, `exact` also the .3 of 1.25.3',
          ),
        ),
        'exact',
      ),
    }),
  *check(repo, { options }) {
    for (const file of directiveFiles(repo)) {
      if (file.go === undefined) {
        if (options.missing && file.errors.length === 0) yield missing(file);
      } else yield* outside(file, options);
    }
    yield* drift(repo, options.drift);
  },
});

function missing(file: DirectiveFile): Draft {
  const name = file.module ? 'go.mod' : 'go.work';
  const assumed = file.module ? '1.16' : '1.18';
  return {
    at: firstLine(file.source),
    subject: 'go',
    message: `${name} has no go line, so Go assumes go ${assumed}`,
    hint: file.module ? 'add one, for example with "go mod edit -go=1.25"' : 'add one with "go work use"',
    ...(file.module && { module: file.module }),
    data: { kind: 'missing' },
  };
}

function* outside({ go, syntax, module }: DirectiveFile, { min, max }: Options): Generator<Draft> {
  const found = {
    at: argumentSpan(syntax, go!.line, 0),
    subject: 'go',
    ...(module && { module }),
    data: { kind: 'range' },
  };
  const is = `go ${go!.version} is `;
  if (min !== undefined && goversion.compare(go!.version, min) < 0) {
    yield { ...found, message: `${is}below the minimum, ${min}`, hint: `raise it with "go get go@${min}"` };
  }
  // A language version as the upper end means all its releases.
  const top = max !== undefined && goversion.isLang(max) ? goversion.lang(go!.version) : go!.version;
  if (max !== undefined && goversion.compare(top, max) > 0) {
    yield {
      ...found,
      message: `${is}above the maximum, ${max}`,
      hint: `lower it with "go mod edit -go=${max}"`,
    };
  }
}

/** One finding for all modules, at the first: which line is wrong is for people to say. */
function* drift(repo: Repo, mode: Options['drift']): Generator<Draft> {
  if (mode === 'off') return;
  const byVersion = new Map<string, MainModule[]>();
  for (const module of repo.modules) {
    if (module.kind !== 'module' || module.mod.go === undefined) continue;
    const version = mode === 'language' ? goversion.lang(module.mod.go.version) : module.mod.go.version;
    const modules = byVersion.get(version);
    if (modules) modules.push(module);
    else byVersion.set(version, [module]);
  }
  // `1.25` names a language: it agrees with every release of it, such as `1.25.3`.
  const releases = new Set([...byVersion.keys()].filter((v) => v !== goversion.lang(v)).map(goversion.lang));
  for (const version of byVersion.keys()) if (releases.has(version)) byVersion.delete(version);
  if (byVersion.size < 2) return;
  const versions = [...byVersion].sort(([a], [b]) => goversion.compare(b, a));
  const [first] = [...byVersion.values()][0]!;
  const goLine = (m: MainModule) => lineSpan(m.mod.syntax, m.mod.go!.line);
  yield {
    at: goLine(first!),
    subject: 'go',
    message: `modules use ${versions.length} different go versions: ${versions.map(([v, ms]) => `${v} (${folders(ms)})`).join(', ')}`,
    hint: 'use one go version in all modules, or set "drift: off" for this rule',
    module: first!,
    related: versions
      .filter(([, ms]) => ms[0] !== first)
      .map(([v, ms]) => ({ at: goLine(ms[0]!), message: `go ${v} here` })),
    data: { kind: 'drift', versions: versions.map(([v]) => v) },
  };
}

function folders(modules: readonly MainModule[]): string {
  const names = modules.slice(0, 3).map((m) => m.dir || '.');
  return modules.length > 3 ? `${names.join(', ')} and ${modules.length - 3} more` : names.join(', ');
}
