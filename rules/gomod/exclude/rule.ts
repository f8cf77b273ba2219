import { defineRule, explanationsOf, lineSpan, modulePatterns, prefixMatcher } from '../../../src/rule.ts';

interface Options {
  readonly explained: 'allow' | 'report';
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'gomod/exclude',
  title: 'Excluded module version',
  why: "An `exclude` line applies only to this module's own build. Users of this module still get the excluded version. Write down the reason, so that somebody can remove the line when the reason is gone.",
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      explained: v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description(
            'What to do with exclude lines that have a comment: on the line, above it, or above their group',
          ),
        ),
        'allow',
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be excluded')), []),
    }),
  strict: { explained: 'report' },
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const module of repo.modules) {
      if (module.mod.exclude.length === 0) continue;
      const explanations = explanationsOf(module.mod.syntax);
      for (const { path, version, line } of module.mod.exclude) {
        const explained = explanations.get(line);
        if (allowed(path) || (explained !== undefined && options.explained === 'allow')) continue;
        yield {
          at: lineSpan(module.mod.syntax, line),
          subject: path,
          message: `${path} ${version} is excluded${explained === undefined ? ' without a reason' : ''}`,
          hint:
            explained === undefined
              ? 'add a comment with the reason, or remove the line'
              : 'remove the line if the reason no longer applies',
          module,
          version,
          data: { kind: 'exclude', explained: explained !== undefined },
        };
      }
    }
  },
});
