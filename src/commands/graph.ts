/** `modwarden graph`: a module's requirement graph. */
import { graphLines } from '../go/graph/result.ts';
import type { ModuleGraph } from '../go/graph/types.ts';
import { nearModule } from '../model/near-module.ts';
import { joined, type Printable, printable, printableLines, safe } from '../text/printable.ts';
import { write } from './check.ts';
import { collapsedView, focusedView, type GraphView, nameOf, shallowView, wholeView } from './graph/view.ts';
import { complain, theModule } from './modules.ts';
import { type Arguments, ASKING, JUDGING, PLUGINS, PRINTING, quoted, UsageError } from './shared/args.ts';
import type { Command, Terminal } from './shared/command.ts';
import { withSession } from './shared/with-session.ts';
import { inWorkspaceMode, WORKSPACE } from './shared/workspace.ts';

const FORMATS: Readonly<Record<string, (view: GraphView) => Printable>> = { text, dot, mermaid };

export const graph: Command = {
  options: {
    rev: JUDGING.rev,
    root: JUDGING.root,
    format: { value: 'FORMAT', help: 'text (the lines of go mod graph), dot or mermaid (default: text)' },
    focus: { value: 'MODULE', help: 'show only what requires this module and what it requires' },
    depth: { value: 'N', help: 'show at most N steps from the module of --focus, else from the main module' },
    collapse: { value: 'owner', help: 'owner: show one node for all modules of an owner, such as github.com/aws' },
    output: PRINTING.output,
    ...WORKSPACE,
    ...PLUGINS,
    ...ASKING,
  },
  positionals: { max: 1, name: 'folder' },
  usage: 'graph [OPTION]... [FOLDER]',
  about: `Prints the requirement graph of the module or workspace in FOLDER, as "go mod graph" does there:
one requirement per line. dot and mermaid show the build list: only the selected versions. So does text with --focus,
--depth or --collapse. Mermaid draws at most 500 requirements, and nobody reads more than some 100 modules.`,
  async run(args, terminal) {
    const render = FORMATS[args.values.get('format') ?? 'text'];
    if (render === undefined)
      throw new UsageError(`--format: expected text, dot or mermaid, got ${quoted(args.values.get('format')!)}`);
    const choice = choiceOf(args);
    return withSession(args, terminal, async (run) => {
      const session = inWorkspaceMode(run, args, terminal);
      const module = theModule(session);
      const graph = module.errors.length > 0 ? undefined : await session.loaders!.ownGraph(module);
      if (graph === undefined || 'state' in graph) {
        complain(graph === undefined ? module : { ...module, graph }, terminal);
        return 3;
      }
      if (render === text && choice === undefined) write(printableLines(graphLines(graph)), args, terminal);
      else {
        const view = chosenView(graph, choice ?? {});
        if (render !== text) warnOfSize(view, render === mermaid, terminal);
        write(render(view), args, terminal);
      }
      return 0;
    });
  },
};

interface Choice {
  readonly focus?: string;
  readonly depth?: number;
  readonly collapse?: true;
}

/** undefined where nothing is chosen. */
function choiceOf({ values }: Arguments): Choice | undefined {
  const [focus, depth, collapse] = ['focus', 'depth', 'collapse'].map((name) => values.get(name));
  if (depth !== undefined && !/^[1-9][0-9]{0,3}$/.test(depth))
    throw new UsageError(`--depth: expected a number from 1 to 9999, got ${quoted(depth)}`);
  if (collapse !== undefined && collapse !== 'owner')
    throw new UsageError(`--collapse: expected owner, got ${quoted(collapse)}`);
  if (focus === undefined && depth === undefined && collapse === undefined) return undefined;
  return {
    ...(focus !== undefined && { focus }),
    ...(depth !== undefined && { depth: Number(depth) }),
    ...(collapse !== undefined && { collapse: true }),
  };
}

function chosenView(graph: ModuleGraph, { focus, depth, collapse }: Choice): GraphView {
  let view = wholeView(graph);
  if (focus !== undefined) view = focusedView(view, focusName(graph, focus), depth ?? Number.POSITIVE_INFINITY);
  else if (depth !== undefined) view = shallowView(view, depth);
  return collapse ? collapsedView(view) : view;
}

function focusName(graph: ModuleGraph, focus: string): string {
  const found = graph.buildList.find(({ path }) => path === focus);
  if (found !== undefined) return nameOf(found);
  const meant = nearModule(focus, new Set(graph.buildList.map(({ path }) => path)));
  const hint = meant === undefined ? '' : ` (did you mean ${quoted(meant)}?)`;
  throw new UsageError(`--focus: ${quoted(focus)} is not in the build list${hint}`);
}

/** Mermaid's own limits: maxEdges and maxTextSize. Graphviz needs minutes beyond a thousand nodes. */
const MAX_EDGES = 500;
const MAX_TEXT = 50_000;
const MAX_NODES = 1000;

function warnOfSize(view: GraphView, isMermaid: boolean, { err }: Terminal): void {
  const { edges, nodes } = view;
  const size = safe`the graph has ${nodes.length} modules and ${edges.length} requirements`;
  const less = safe`use --focus MODULE, --depth N or --collapse owner`;
  if (isMermaid && (edges.length > MAX_EDGES || mermaid(view).length > MAX_TEXT))
    err(
      safe`modwarden: ${size}, more than Mermaid draws (${MAX_EDGES} requirements, ${MAX_TEXT} characters); ${less}\n`,
    );
  else if (!isMermaid && nodes.length > MAX_NODES) err(safe`modwarden: ${size}, too many to draw; ${less}\n`);
}

function text(view: GraphView): Printable {
  const lines = [...view.edges.map((edge) => edge.join(' ')), ...lonely(view)];
  return printableLines(lines.map((line) => `${line}\n`).join(''));
}

/** Modules that no edge touches: the only one, or what only versions that are not selected require. */
function lonely({ nodes, edges }: GraphView): string[] {
  const touched = new Set(edges.flat());
  return nodes.filter((name) => !touched.has(name));
}

function dot(view: GraphView): Printable {
  const name = (s: string) => safe`"${printable(printable(s).replaceAll(/["\\]/g, '\\$&'))}"`;
  const lines = [
    ...view.edges.map(([from, to]) => safe`  ${name(from)} -> ${name(to)};\n`),
    ...lonely(view).map((one) => safe`  ${name(one)};\n`),
  ];
  return safe`digraph modules {\n  rankdir=LR;\n  node [shape=box];\n${joined(lines)}}\n`;
}

function mermaid(view: GraphView): Printable {
  const ids = new Map<string, Printable>();
  const lines: Printable[] = [];
  const node = (name: string) => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const id = safe`m${ids.size}`;
    ids.set(name, id);
    const label = printable(name).replaceAll(/[^\w./@+~ ()-]/gu, (c) => `#${c.codePointAt(0)};`);
    return safe`${id}["${printable(label)}"]`;
  };
  for (const [from, to] of view.edges) lines.push(safe`  ${node(from)} --> ${node(to)}`);
  for (const name of lonely(view)) lines.push(safe`  ${node(name)}`);
  return safe`graph LR\n${joined(lines, '\n')}\n`;
}
