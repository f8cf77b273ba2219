/** `modwarden graph`: a module's requirement graph. */
import { graphEdges, graphLines } from '../go/graph/result.ts';
import type { ModuleGraph } from '../go/graph/types.ts';
import type { ModuleVersion } from '../go/version/module-version.ts';
import { joined, type Printable, printable, printableLines, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { complain, theModule } from './modules.ts';
import { ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

const FORMATS: Readonly<Record<string, (graph: ModuleGraph) => Printable>> = {
  text: (graph) => printableLines(graphLines(graph)),
  dot,
  mermaid,
};

export const graph: Command = {
  options: {
    rev: JUDGING.rev,
    root: JUDGING.root,
    format: { value: 'FORMAT', help: 'text (the lines of go mod graph), dot or mermaid (default: text)' },
    output: PRINTING.output,
    ...WORKSPACE,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'graph [OPTION]... [FOLDER]',
  about: `Prints the requirement graph of the module or workspace in FOLDER, as "go mod graph" does there:
one requirement per line. dot and mermaid show the build list: only the selected versions.`,
  async run(args, terminal) {
    const render = FORMATS[args.values.get('format') ?? 'text'];
    if (render === undefined)
      throw new UsageError(`--format: expected text, dot or mermaid, got ${quoted(args.values.get('format')!)}`);
    return withSession(args, terminal, async (run) => {
      const session = inWorkspaceMode(run, args, terminal);
      const module = theModule(session);
      const graph = module.errors.length > 0 ? undefined : await session.loaders!.ownGraph(module);
      if (graph === undefined || 'state' in graph) {
        complain(graph === undefined ? module : { ...module, graph }, terminal);
        return 3;
      }
      write(render(graph), args, terminal);
      return 0;
    });
  },
};

/** Edges between the modules that are built: every requirement stands for the version that is selected. */
function* selectedEdges(graph: ModuleGraph): Generator<readonly [string, string]> {
  const seen = new Set<string>();
  const isTool = (path: string) => path === 'go' || path === 'toolchain';
  for (const [from, to] of graphEdges(graph)) {
    if (isTool(from.path) || isTool(to.path) || from.version !== graph.selected(from.path)) continue;
    const edge = [named(from), named({ path: to.path, version: graph.selected(to.path) ?? to.version })] as const;
    const key = edge.join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    yield edge;
  }
}

function named({ path, version }: ModuleVersion): string {
  return version === '' ? path : `${path}@${version}`;
}

/** Modules of the build list that no edge touches: the only one, or what only versions that are not selected require. */
function lonely(graph: ModuleGraph, edges: readonly (readonly [string, string])[]): string[] {
  const touched = new Set(edges.flat());
  return graph.buildList.map(named).filter((name) => !touched.has(name));
}

function dot(graph: ModuleGraph): Printable {
  const text = (s: string) => safe`"${printable(printable(s).replaceAll(/["\\]/g, '\\$&'))}"`;
  const edges = [...selectedEdges(graph)];
  const lines = [
    ...edges.map(([from, to]) => safe`  ${text(from)} -> ${text(to)};\n`),
    ...lonely(graph, edges).map((name) => safe`  ${text(name)};\n`),
  ];
  return safe`digraph modules {\n  rankdir=LR;\n  node [shape=box];\n${joined(lines)}}\n`;
}

function mermaid(graph: ModuleGraph): Printable {
  const ids = new Map<string, Printable>();
  const lines: Printable[] = [];
  const node = (name: string) => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = safe`m${ids.size}`;
    ids.set(name, id);
    const text = printable(name).replaceAll(/[^\w./@+~-]/gu, (c) => `#${c.codePointAt(0)};`);
    return safe`${id}["${printable(text)}"]`;
  };
  const edges = [...selectedEdges(graph)];
  for (const [from, to] of edges) lines.push(safe`  ${node(from)} --> ${node(to)}`);
  for (const name of lonely(graph, edges)) lines.push(safe`  ${node(name)}`);
  return safe`graph LR\n${joined(lines, '\n')}\n`;
}
