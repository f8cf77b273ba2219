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
  title: 'Replacement for all versions of a module',
  why: 'Without a version on its left side a replacement holds for every version, also for those that requirements will ask for later: an update of the module, a security fix even, then changes go.mod and not what is built.',
  since: '0.1.0',
  level: 'note',
  precision: 'very-high',
  reach: 'files',
  presets: ['strict'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(v.pipe(modulePatterns(v), v.description('Modules that may be replaced for all versions')), []),
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
          message: `${line.old.path} is replaced for all its versions, also for those to come`,
          hint: `name the version that is meant: ${line.old.path} ${required.get(line.old.path) ?? 'vX.Y.Z'} => ${line.new.path} ${line.new.version}`,
          ...(module && { module }),
          data: { kind: 'unversioned' },
        };
      }
    }
  },
});
