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
  readonly inside: 'allow' | 'report';
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'replace/local-path',
  title: 'Replacement by a folder that others do not have',
  why: 'A folder outside the repository exists on one machine. One without a go.mod, or without anything, is refused by every go command as soon as the module is needed. Code in a folder has no version and no checksum.',
  since: '0.1.0',
  level: 'error',
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      inside: v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description('What to do with folders of the repository that hold a module'),
        ),
        'allow',
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be replaced by any folder')), []),
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
  const is = `${old.path} is replaced by ${path}`;
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) {
    return {
      message: `${is}, an absolute path: it exists on one machine`,
      hint: 'replace it by a module with a version, or by a folder of this repository',
      data: { kind: 'absolute' },
    };
  }
  const target = resolveIn(dir, path);
  if (target === undefined) {
    return {
      message: `${is}, which lies outside the repository: a clone does not have it`,
      hint: 'for work on both at once use a go.work that is not committed; else require a version',
      data: { kind: 'outside' },
    };
  }
  if (repo.hasFile(inFolder(target, 'go.mod'))) {
    if (options.inside === 'allow') return undefined;
    return {
      message: `${is}, a folder of this repository: it has no version, and those who use this module do not get it`,
      hint: 'require a version, or use a go.work',
      data: { kind: 'inside', target },
    };
  }
  const missing = target === '' || repo.hasFolder(target) ? 'has no go.mod' : 'is not in the repository';
  return {
    message: `${is}, which ${missing}: Go fails as soon as the module is needed`,
    hint: 'correct the path, or remove the line',
    // A submodule's files are not in the repository's own tree.
    ...(repo.hasFile('.gitmodules') && { confidence: 'low' }),
    data: { kind: 'broken', target },
  };
}
