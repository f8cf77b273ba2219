import {
  type DirectiveFile,
  defineRule,
  directiveFiles,
  lineRemoval,
  lineSpan,
  modulePatterns,
  prefixMatcher,
  type Replace,
  type Repo,
  resolveIn,
  unusedReplacements,
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
  fixes: ['safe', 'unsafe'],
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
    const unusedIn = unusedReplacements(repo);
    const isSibling = siblingTest(repo);
    const inWorkspace = repo.workspaces.some(({ vendor }) => vendor !== undefined);
    const isVendored = ({ module }: DirectiveFile) => inWorkspace || module?.vendor !== undefined;
    for (const file of directiveFiles(repo)) {
      for (const line of file.replace) {
        const { path, version } = line.old;
        if (allowed(path) || (options.siblings === 'allow' && isSibling(file, line))) continue;
        const unused = unusedIn(file, line);
        if (unused === undefined) continue;
        const { otherVersions, modules } = unused;
        const instead = otherVersions.length === 0 ? '' : `: the module graph has ${otherVersions.join(', ')}`;
        const removal = lineRemoval(file.syntax, line.line);
        const edit = file.module ? 'go mod edit' : 'go work edit';
        yield {
          at: lineSpan(file.syntax, line.line),
          subject: path,
          ...(version !== '' && { version }),
          message: `the replacement of ${path}${version === '' ? '' : ` ${version}`} is unused${instead}`,
          hint: `run "${edit} -dropreplace=${path}${version === '' ? '' : `@${version}`}"${otherVersions.length === 0 ? '' : ', or correct the version'}`,
          ...(file.module && { module: file.module }),
          // A workspace can select what none of its modules does alone, and so need more.
          ...(modules.length > 1 && { confidence: 'low' as const }),
          // The module may only need the line for its new version, a workspace may use it, and vendor/modules.txt lists it.
          ...(removal && {
            fix: {
              what: 'remove the line',
              safe: otherVersions.length === 0 && modules.length <= 1 && !isVendored(file),
              edits: [removal],
            },
          }),
          data: { kind: 'unused', otherVersions },
        };
      }
    }
  },
});

/** Repositories of many modules keep such lines in step in all their go.mod files, needed or not. */
function siblingTest(repo: Repo): (file: DirectiveFile, line: Replace) => boolean {
  const modules = new Set(repo.modules.map(({ dir, path }) => JSON.stringify([dir, path])));
  return ({ dir }, { old, new: target }) => {
    const folder = target.version === '' ? resolveIn(dir, target.path) : undefined;
    return folder !== undefined && modules.has(JSON.stringify([folder, old.path]));
  };
}
