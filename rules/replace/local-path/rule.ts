import {
  type DirectiveFile,
  type Draft,
  defineRule,
  directiveFiles,
  inFolder,
  modulePatterns,
  prefixMatcher,
  type Replace,
  type Repo,
  resolveIn,
  targetSpan,
  unusedReplacements,
} from '../../../src/rule.ts';

interface Options {
  readonly 'inside-repository': 'allow' | 'report';
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'replace/local-path',
  title: 'Local replace directive',
  why: 'A folder outside the repository exists only on one machine. If the folder has no go.mod, every go command that needs the module fails. Code in a folder has no version and no checksum.',
  since: '0.1.0',
  level: 'error',
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      'inside-repository': v.optional(
        v.pipe(v.picklist(['allow', 'report']), v.description('What to do with modules in folders of the repository')),
        'allow',
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that any folder may replace')), []),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    const unusedIn = unusedReplacements(repo);
    for (const file of directiveFiles(repo)) {
      for (const line of file.replace) {
        if (line.new.version !== '' || allowed(line.old.path)) continue;
        const verdict = judge(line, file, repo, options);
        if (verdict === undefined) continue;
        const isUnused = unusedIn(file, line) !== undefined;
        yield {
          at: targetSpan(file.syntax, line),
          subject: line.old.path,
          ...verdict,
          // As long as nothing needs the module, no go command looks at the folder (replace/unused).
          ...(isUnused && {
            message: `${verdict.message}; nothing requires it now`,
            hint: 'remove the line',
            atMost: 'note' as const,
          }),
          ...(file.module && { module: file.module }),
        };
      }
    }
  },
});

function judge(
  { old, new: { path } }: Replace,
  { dir }: DirectiveFile,
  repo: Repo,
  options: Options,
): Omit<Draft, 'at' | 'subject'> | undefined {
  const is = `${old.path} is replaced with ${path}`;
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) {
    return {
      message: `${is}, an absolute path`,
      hint: 'replace it with a module version, or with a folder of this repository',
      data: { kind: 'absolute' },
    };
  }
  const target = resolveIn(dir, path);
  if (target === undefined) {
    return {
      message: `${is}, which is outside the repository`,
      hint: 'require a version; to develop both modules together, use a go.work that is not committed',
      data: { kind: 'outside' },
    };
  }
  if (repo.hasFile(inFolder(target, 'go.mod'))) {
    if (options['inside-repository'] === 'allow') return undefined;
    return {
      message: `${is}, a folder of this repository`,
      hint: 'require a version, or use a go.work',
      data: { kind: 'inside', target },
    };
  }
  const missing = target === '' || repo.hasFolder(target) ? 'has no go.mod' : 'is not in the repository';
  return {
    message: `${is}, which ${missing}`,
    hint: 'correct the path, or remove the line',
    // A submodule's files are not in the repository's own tree.
    ...(repo.hasFile('.gitmodules') && { confidence: 'low' }),
    data: { kind: 'broken', target },
  };
}
