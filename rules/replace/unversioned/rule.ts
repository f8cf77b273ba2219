import {
  defineRule,
  directiveFiles,
  modulePatterns,
  prefixMatcher,
  replacedSpan,
  requiredVersions,
} from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'replace/unversioned',
  title: 'Replacement of all versions',
  why: 'A replacement without a version on the left side applies to every version, including future ones. A later update of the module, even a security fix, then changes go.mod but not the build.',
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'files',
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(modulePatterns(v), v.description('Modules whose replacements may apply to all versions')),
        [],
      ),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const file of directiveFiles(repo)) {
      const { replace, syntax, module } = file;
      const required = requiredVersions(file);
      for (const line of replace) {
        // A folder on disk has no version, so there is none to tie it to.
        if (line.old.version !== '' || line.new.version === '' || allowed(line.old.path)) continue;
        yield {
          at: replacedSpan(syntax, line),
          subject: line.old.path,
          message: `${line.old.path} is replaced at all versions, including future ones`,
          hint: `add the version: replace ${line.old.path} ${required.get(line.old.path) ?? 'vX.Y.Z'} => ${line.new.path} ${line.new.version}`,
          ...(module && { module }),
          data: { kind: 'unversioned' },
        };
      }
    }
  },
});
