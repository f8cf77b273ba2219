import { argumentSpan, defineRule, goversion, modulePatterns, pathSet, prefixMatcher } from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'gomod/tool',
  title: 'Tool not allowed or not provided',
  why: "`go tool` builds and runs the program of a `tool` line, on every developer's machine and in CI. Review a tool like any other dependency.",
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(
          modulePatterns(v),
          v.description('Allowed tool packages, including all packages below them. Empty: all'),
        ),
        [],
      ),
    }),
  *check(repo, { options }) {
    const allowed = prefixMatcher(options.allow.join(','));
    for (const module of repo.modules) {
      const { mod, workspace } = module;
      if (mod.tool.length === 0) continue;
      const isProvided = pathSet([module.path, ...mod.require.map((r) => r.path)]);
      // Before 1.17 go.mod does not name all modules; in a workspace another member may provide the package.
      const complete =
        mod.go !== undefined &&
        goversion.compare(mod.go.version, '1.17') >= 0 &&
        workspace === undefined &&
        module.errors.length === 0;
      for (const { path, line } of mod.tool) {
        const at = argumentSpan(mod.syntax, line, 0);
        if (options.allow.length > 0 && !allowed(path)) {
          yield {
            at,
            subject: path,
            message: `${path} is not an allowed tool`,
            hint: `run "go get -tool ${path}@none", or add it to "allow"`,
            module,
            data: { kind: 'not-allowed' },
          };
        } else if (complete && !isProvided(path)) {
          yield {
            at,
            subject: path,
            message: `no required module provides package ${path}`,
            hint: `run "go get -tool ${path}"`,
            module,
            data: { kind: 'not-provided' },
          };
        }
      }
    }
  },
});
