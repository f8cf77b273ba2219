import { defineRule, explanationsOf, lineSpan, modulePatterns, prefixMatcher } from '../../../src/rule.ts';

interface Options {
  readonly explained: 'allow' | 'report';
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'gomod/exclude',
  title: 'Excluded version',
  why: "An `exclude` keeps one version out of this module's build and of nobody else's: those who use the module get the excluded version all the same. It is there for a reason that should be written down, and forgotten when the reason is gone.",
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
          v.description('What to do with excludes that have a comment on the line, above it or above their group'),
        ),
        'allow',
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be excluded')), []),
    }),
  strict: { explained: 'report' },
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const module of repo.modules) {
      const explanations = explanationsOf(module.mod.syntax);
      for (const { path, version, line } of module.mod.exclude) {
        const explained = explanations.get(line);
        if (allowed(path) || (explained !== undefined && options.explained === 'allow')) continue;
        yield {
          at: lineSpan(module.mod.syntax, line),
          subject: path,
          message: `${path} ${version} is excluded${explained === undefined ? ' without a reason' : ''}, for this module only`,
          hint:
            explained === undefined
              ? 'say why in a comment, or remove the line'
              : 'see whether the reason still holds; if not, remove the line',
          module,
          version,
          data: { kind: 'exclude', explained: explained !== undefined },
        };
      }
    }
  },
});
