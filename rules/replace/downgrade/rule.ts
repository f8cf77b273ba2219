import {
  defineRule,
  directiveFiles,
  explanationsOf,
  modulePatterns,
  prefixMatcher,
  replacedVersions,
  semver,
  targetSpan,
} from '../../../src/rule.ts';

interface Options {
  readonly explained: 'allow' | 'report';
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'replace/downgrade',
  title: 'Replacement by a lower version than required',
  why: 'What requires a version was written and tested against it or a newer one. A replacement by a lower version takes away fixes, security fixes too, while go.mod and every list made from it still name the higher one.',
  since: '0.1.0',
  level: 'warning',
  precision: 'very-high',
  reach: 'graph',
  declared: true,
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      explained: v.optional(
        v.pipe(
          v.picklist(['allow', 'report']),
          v.description('What to do with replacements that have a comment on the line, above it or above their group'),
        ),
        'report',
      ),
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be held at a lower version')), []),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const file of directiveFiles(repo)) {
      const explanations = explanationsOf(file.syntax);
      const replacedBy = replacedVersions(repo, file);
      for (const line of file.replace) {
        const { old, new: target } = line;
        const explained = explanations.has(line.line);
        if (old.path !== target.path || target.version === '' || allowed(old.path)) continue;
        if (explained && options.explained === 'allow') continue;
        const above = replacedBy(line);
        if (above === undefined || semver.compare(target.version, above.version) >= 0) continue;
        const edit = file.module ? 'go mod edit' : 'go work edit';
        yield {
          at: targetSpan(file.syntax, line),
          subject: old.path,
          version: target.version,
          message: `${old.path} is held at ${target.version} by a replacement, below ${above.version}, which ${above.isRequired ? 'is required' : 'the module graph selects'}`,
          hint: `see whether what requires ${above.version} can do with less; if not, remove the line ("${edit} -dropreplace=${old.path}${old.version === '' ? '' : `@${old.version}`}")`,
          ...(file.module && { module: file.module }),
          data: { kind: 'downgrade', required: above.version, explained, allVersions: old.version === '' },
        };
      }
    }
  },
});
