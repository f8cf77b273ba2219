import {
  type Draft,
  defineRule,
  goversion,
  type MainModule,
  type ModuleGraph,
  type SumEntry,
  sumSpan,
} from '../../../src/rule.ts';

export const rule = defineRule({
  id: 'sum/unused',
  title: 'Unused module in go.sum',
  why: 'Go never checks a checksum that no command needs. A wrong one can wait there until somebody requires the module again. Old lines also hide the new ones from reviewers.',
  since: '0.1.0',
  level: 'note',
  precision: 'high',
  reach: 'graph',
  presets: ['strict'],
  *check(repo) {
    for (const module of repo.modules) {
      const { graph, sum, workspace, errors, kind } = module;
      // In a workspace, Go reads this go.sum for the graph of go.work too, which is not pruned in the same way.
      if (
        kind !== 'module' ||
        graph.state !== 'loaded' ||
        sum === undefined ||
        workspace !== undefined ||
        errors.length > 0
      )
        continue;
      if (sum.errors.length > 0 || !isPruned(module)) continue;
      yield* unusedIn(module, sum.entries, pathsOf(module, graph.graph));
    }
  },
});

/** For older modules "go mod tidy" keeps what Go 1.16 needs, which loads more go.mod files. */
function isPruned({ mod }: MainModule): boolean {
  return mod.go !== undefined && goversion.compare(mod.go.version, '1.18') >= 0;
}

/** Every path that any version in the graph has, and whatever may take the place of one. */
function pathsOf({ mod, path }: MainModule, graph: ModuleGraph): ReadonlySet<string> {
  const paths = new Set([path]);
  for (const module of graph.walk()) paths.add(module.path);
  for (const { new: target } of mod.replace) paths.add(target.path);
  for (const required of mod.require) paths.add(required.path);
  return paths;
}

function* unusedIn(module: MainModule, entries: readonly SumEntry[], used: ReadonlySet<string>): Generator<Draft> {
  const unused = new Map<string, SumEntry[]>();
  for (const entry of entries) {
    if (used.has(entry.path)) continue;
    const same = unused.get(entry.path);
    if (same) same.push(entry);
    else unused.set(entry.path, [entry]);
  }
  for (const [path, lines] of unused) {
    yield {
      at: sumSpan(module.sum!, lines[0]!),
      subject: path,
      version: lines[0]!.version,
      message: `${path} is in go.sum, but not in the module graph`,
      hint: 'remove its lines with "go mod tidy"',
      module,
      data: { versions: [...new Set(lines.map(({ version }) => version))] },
    };
  }
}
