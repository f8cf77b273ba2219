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
  title: 'Replacement with a lower version',
  why: 'The module was written and tested with the required version or a newer one. A lower version lacks fixes, including security fixes. go.mod and every list made from it still show the higher version.',
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
          v.description(
            'What to do with replacements that have a comment: on the line, above it, or above their group',
          ),
        ),
        'report',
      ),
      allow: v.optional(
        v.pipe(modulePatterns(v), v.description('Modules that may be replaced with a lower version')),
        [],
      ),
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
          message: `${old.path} is replaced with ${target.version}, below the ${above.isRequired ? 'required' : 'selected'} version ${above.version}`,
          hint: `run "${edit} -dropreplace=${old.path}${old.version === '' ? '' : `@${old.version}`}", or lower the requirement that needs ${above.version}`,
          ...(file.module && { module: file.module }),
          data: { kind: 'downgrade', required: above.version, explained, allVersions: old.version === '' },
        };
      }
    }
  },
});
