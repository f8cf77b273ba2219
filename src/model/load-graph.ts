/** A graph with what rules see of it: the modules in use, how deep they are, and where each comes in. */
import { type Depths, depths, depthsKnown, type ModuleDepth } from '../go/graph/depth.ts';
import { type Known, replyFrom } from '../go/graph/known.ts';
import { exceededText, type GraphLimits } from '../go/graph/limits.ts';
import { graphCommand, type Resolver, runToEnd, taskCommand } from '../go/graph/run.ts';
import type { GraphInput, ModuleGraph } from '../go/graph/types.ts';
import { lineSpan } from '../go/modfile/spans.ts';
import type { Require } from '../go/modfile/types.ts';
import type { ModuleVersion } from '../go/version/module-version.ts';
import { isPlaceholder } from '../go/version/pseudo.ts';
import { firstLine } from '../text/source.ts';
import type { Unknown } from './facts/facts.ts';
import type { LoadedState, MainModule, ModuleInUse, NoGraph } from './repo.ts';

export interface GraphPlace {
  /** Absolute folder in which a folder of the tree seems to lie. */
  readonly folderOf: (dir: string) => string;
  readonly world: Resolver;
  /** Shared by all modules of a run: what one asked, the next knows. */
  readonly known: Known;
  /** How large a graph may be, where not as in go/graph/limits.ts. */
  readonly limits?: GraphLimits;
}

export async function loadGraph(
  input: GraphInput,
  { known, world, limits, folderOf }: GraphPlace,
): Promise<ModuleGraph | NoGraph> {
  const result = await runToEnd(graphCommand(input, known, limits), world);
  if (result.kind === 'done') return result.value;
  const { message, missing, unloaded, exceeded, mismatch } = result.error;
  if (exceeded !== undefined) {
    const answer = { known: false, why: 'failed', detail: exceededText(exceeded) } as const;
    return { state: 'lacking', missing: [{ module: exceeded.module, answer }], tooLarge: true };
  }
  if (mismatch !== undefined) return { state: 'refused', message: shown(message, folderOf('')), mismatch };
  const lacking = missing.filter(({ reply }) => reply.why !== 'missing');
  if (lacking.length === 0) {
    const placeholders = unloaded.length > 0 && unloaded.every(({ version }) => isPlaceholder(version));
    return { state: 'refused', message: shown(message, folderOf('')), ...(placeholders && { placeholders }) };
  }
  return {
    state: 'lacking',
    missing: lacking.map(({ question, reply }) => ({ module: question.module, answer: reply })),
  };
}

/** Go begins every line it prints with `go: `, and names files by absolute paths: here from the root of the tree. */
function shown(message: string, root: string): string {
  const inRoot = new RegExp(`(^|[\\s"(])${root.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=[/\\s:)"]|$)`, 'gm');
  return message.replaceAll(/^go: /gm, '').replaceAll(inRoot, '$1.');
}

type InGraph = Pick<MainModule, 'uses'> & Pick<LoadedState, 'beyond'>;

/** The modules of a graph that its one main module uses; asks for go.mod files that only depths need. */
export async function usesOf(module: MainModule, graph: ModuleGraph, place: GraphPlace): Promise<InGraph> {
  const { of, lacking } = await depthsOf(graph, place);
  const lines = linesOf(module);
  return {
    beyond: lacking.map((m) => ({ module: m, answer: whyLacking(m, graph, place) })),
    uses: graph.buildList.flatMap((m) => (of.has(m.path) ? inUse(m, module, of.get(m.path)!, lines) : [])),
  };
}

async function depthsOf(graph: ModuleGraph, { known, world }: GraphPlace): Promise<Depths> {
  const result = await runToEnd(taskCommand(depths(graph), known), world);
  return result.kind === 'done' ? result.value : depthsKnown(graph);
}

function whyLacking(module: ModuleVersion, graph: ModuleGraph, { known }: GraphPlace): Unknown {
  const actual = graph.replacement(module) ?? module;
  const reply = actual.version === '' ? undefined : replyFrom(known, { kind: 'mod', module: actual });
  return reply === undefined || reply.known
    ? { known: false, why: 'failed', detail: 'its go.mod is invalid' }
    : { known: false, why: reply.why, detail: reply.detail };
}

export type Lines = ReadonlyMap<string, Require>;

export function linesOf({ mod }: MainModule): Lines {
  return new Map(mod.require.map((r) => [r.path, r]));
}

export function inUse(
  {
    path,
    version,
    replace,
    direct,
  }: ModuleVersion & { readonly replace?: ModuleVersion | undefined; readonly direct: boolean },
  module: MainModule,
  depth: Pick<ModuleDepth, 'depth' | 'state' | 'trail'>,
  lines: Lines,
): ModuleInUse {
  const own = lines.get(path);
  const trail = depth.trail.length === 0 ? [{ path, version }] : depth.trail;
  const entry = own ?? lines.get(trail[0]!.path);
  return {
    path,
    version,
    replace,
    direct,
    require: own,
    depth: depth.depth,
    depthState: depth.state,
    trail,
    at: entry ? lineSpan(module.mod.syntax, entry.line) : firstLine(module.source),
    ...(module.workspace?.own.has(path) && { own: true as const }),
  };
}
