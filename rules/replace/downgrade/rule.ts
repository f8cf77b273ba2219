import {
  type DirectiveFile,
  defineRule,
  directiveFiles,
  explanationsOf,
  type MainModule,
  type ModuleInUse,
  membersOf,
  modulePatterns,
  prefixMatcher,
  type Replace,
  type Repo,
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
          message: `${old.path} is replaced with ${target.version}, below the ${above.says} version ${above.version}`,
          hint: `run "${edit} -dropreplace=${old.path}${old.version === '' ? '' : `@${old.version}`}", or lower the requirement`,
          ...(file.module && { module: file.module }),
          data: { kind: 'downgrade', required: above.version, explained, allVersions: old.version === '' },
        };
      }
    }
  },
});

/** Gives the highest version that a line of the file replaces; undefined where it replaces none that is built. */
function replacedVersions(
  repo: Repo,
  { module, source }: DirectiveFile,
): (line: Replace) => { readonly version: string; readonly says: string } | undefined {
  const workspace = module ? undefined : repo.workspaces.find((w) => w.source === source);
  const modules = module ? [module] : workspace ? membersOf(repo, workspace).flatMap((m) => m.module ?? []) : [];
  const users = usersByPath(modules);
  return ({ old, new: target }) => {
    let highest: { version: string; says: string } | undefined;
    for (const { use, graph } of users.get(old.path) ?? []) {
      if (old.version !== '' && old.version !== use.version) continue;
      // A line for that very version goes before one for all.
      if (module && (use.replace?.path !== target.path || use.replace.version !== target.version)) continue;
      if (highest !== undefined && semver.compare(use.version, highest.version) <= 0) continue;
      const isRequired = graph.state !== 'loaded' || use.require?.version === use.version;
      highest = { version: use.version, says: isRequired ? 'required' : 'selected' };
    }
    return highest;
  };
}

interface User {
  readonly use: ModuleInUse;
  readonly graph: MainModule['graph'];
}

function usersByPath(modules: readonly MainModule[]): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>();
  for (const { uses, graph } of modules) {
    for (const use of uses) {
      const known = users.get(use.path);
      if (known) known.push({ use, graph });
      else users.set(use.path, [{ use, graph }]);
    }
  }
  return users;
}
