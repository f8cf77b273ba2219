import { argumentSpan, defineRule, goversion, modulePatterns, pathSet, prefixMatcher } from '../../../src/rule.ts';

interface Options {
  readonly allow: readonly string[];
}

export const rule = defineRule<Options>({
  id: 'gomod/tool',
  title: 'Tool that is not allowed, or that no required module provides',
  why: 'A `tool` line names a program that `go tool` builds and runs on the machine of everybody who works on the module, and in its CI. It deserves the same care as a dependency.',
  since: '0.1.0',
  level: 'warning',
  precision: 'high',
  reach: 'files',
  presets: ['recommended'],
  options: (v) =>
    v.strictObject({
      allow: v.optional(
        v.pipe(modulePatterns(v), v.description('Packages that may be tools, and all below them. Empty: all')),
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
            message: `the tool ${path} is not allowed by the policy`,
            hint: `remove it with "go get -tool ${path}@none", or allow it`,
            module,
            data: { kind: 'not-allowed' },
          };
        } else if (complete && !isProvided(path)) {
          yield {
            at,
            subject: path,
            message: `no required module provides package ${path}`,
            hint: `add one with "go get -tool ${path}"`,
            module,
            data: { kind: 'not-provided' },
          };
        }
      }
    }
  },
});
