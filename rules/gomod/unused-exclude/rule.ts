import { defineRule, type Exclude, lineRemoval, lineSpan, type ModuleGraph, semver } from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'gomod/unused-exclude',
  title: 'Unused exclude line',
  why: 'An exclude line has an effect while some requirement asks for that version, or while Go could still select it. Afterwards it only looks as if something were avoided.',
  since: '0.1.0',
  level: 'note',
  precision: 'high',
  reach: 'graph',
  fixes: ['safe', 'unsafe'],
  presets: ['strict'],
  *check(repo) {
    for (const module of repo.modules) {
      const { graph, mod } = module;
      // In a workspace a line counts for all members, whose graphs are not this one.
      if (graph.state !== 'loaded' || module.workspace !== undefined) continue;
      for (const exclude of mod.exclude) {
        const reason = withoutEffect(exclude, graph.graph);
        if (reason === undefined) continue;
        const { path, version, line } = exclude;
        const removal = lineRemoval(mod.syntax, line);
        yield {
          at: lineSpan(mod.syntax, line),
          subject: path,
          version,
          message: `the exclude line of ${path} ${version} is unused: ${reason.text}`,
          hint: `run "go mod edit -dropexclude=${path}@${version}"`,
          module,
          ...(removal && { fix: { what: 'remove the line', safe: reason.isGone, edits: [removal] } }),
          data: { kind: reason.isGone ? 'no-such-module' : 'below' },
        };
      }
    }
  },
});

/** Below the selected version nobody selects it again but by hand; above, the line keeps an update from taking it. */
function withoutEffect({ path, version }: Exclude, graph: ModuleGraph) {
  if (graph.leavesOut({ path, version })) return undefined;
  const selected = graph.selected(path);
  if (selected === undefined) return { text: 'the module graph does not have the module', isGone: true };
  if (selected === '' || semver.compare(selected, version) <= 0) return undefined;
  return { text: `nothing requires it, and Go selects ${selected}`, isGone: false };
}
