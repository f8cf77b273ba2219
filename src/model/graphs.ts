/** A main module with its graph: the modules in use, how deep they are, and where each comes in. */
import { type Depths, depths, depthsKnown, type ModuleDepth } from '../go/graph/depth.ts';
import { type Known, replyFrom } from '../go/graph/known.ts';
import { graphCommand, inquiryCommand, pursue, type World } from '../go/graph/run.ts';
import { surveyCommand } from '../go/graph/survey.ts';
import type { BuildModule, GraphInput, ModuleGraph } from '../go/graph/types.ts';
import type { ModuleVersion, Require } from '../go/modfile-types.ts';
import { lineSpan } from '../go/spans.ts';
import { firstLine } from '../text/source.ts';
import type { Unknown } from './facts.ts';
import type { GraphState, MainModule, ModuleInUse } from './repo.ts';

export interface GraphPlace {
  /** Absolute folder in which a folder of the tree seems to lie. */
  readonly folderOf: (dir: string) => string;
  readonly world: World;
  /** Shared by all modules of a run: what one asked, the next knows. */
  readonly known: Known;
}

/** Loads a module's graph as `go mod graph` would with GOWORK=off, and the go.mod files that only its depths need. */
export async function withGraph(module: MainModule, place: GraphPlace): Promise<MainModule> {
  const own = await load(
    { command: 'mod graph', cwd: place.folderOf(module.dir), folder: place.folderOf(module.dir), mod: 'mod' },
    place,
  );
  if (own.state !== 'loaded') return { ...module, graph: own };
  const { of, lacking } = await depthsOf(own.graph, place);
  const lines = new Map<string, Require>(module.mod.require.map((r) => [r.path, r]));
  return {
    ...module,
    graph: { ...own, beyond: lacking.map((m) => ({ module: m, answer: whyLacking(m, own.graph, place) })) },
    uses: own.graph.buildList.filter((m) => !m.main).map((m) => inUse(m, module, of.get(m.path), lines)),
  };
}

/** Asks what versions elsewhere say about the modules of a loaded graph. */
export async function withSurvey(module: MainModule, { folderOf, known, world }: GraphPlace): Promise<MainModule> {
  const folder = folderOf(module.dir);
  const result = await pursue(surveyCommand({ command: 'list', cwd: folder, folder, mod: 'mod' }, known), world);
  return result.kind === 'done' ? { ...module, survey: new Map(result.value.map((s) => [s.path, s])) } : module;
}

async function load(input: GraphInput, { known, world }: GraphPlace): Promise<GraphState> {
  const result = await pursue(graphCommand(input, known), world);
  if (result.kind === 'done') return { state: 'loaded', graph: result.value, beyond: [] };
  const { message, missing } = result.error;
  const lacking = missing.filter(({ reply }) => reply.why !== 'missing');
  if (lacking.length === 0) return { state: 'refused', message: withoutPrefix(message) };
  return {
    state: 'lacking',
    missing: lacking.map(({ question, reply }) => ({ module: question.module, answer: reply })),
  };
}

/** Go begins every line it prints with `go: `. */
function withoutPrefix(message: string): string {
  return message.replaceAll(/^go: /gm, '');
}

async function depthsOf(graph: ModuleGraph, { known, world }: GraphPlace): Promise<Depths> {
  const result = await pursue(inquiryCommand(depths(graph), known), world);
  return result.kind === 'done' ? result.value : depthsKnown(graph);
}

function whyLacking(module: ModuleVersion, graph: ModuleGraph, { known }: GraphPlace): Unknown {
  const actual = graph.replacement(module) ?? module;
  const reply = actual.version === '' ? undefined : replyFrom(known, { kind: 'mod', module: actual });
  return reply === undefined || reply.known
    ? { known: false, why: 'failed', detail: 'its go.mod cannot be used' }
    : { known: false, why: reply.why, detail: reply.detail };
}

function inUse(
  built: BuildModule,
  module: MainModule,
  depth: ModuleDepth | undefined,
  lines: ReadonlyMap<string, Require>,
): ModuleInUse {
  const own = lines.get(built.path);
  const trail =
    depth === undefined || depth.trail.length === 0 ? [{ path: built.path, version: built.version }] : depth.trail;
  const entry = own ?? lines.get(trail[0]!.path);
  return {
    path: built.path,
    version: built.version,
    replace: built.replace,
    direct: built.direct,
    require: own,
    depth: depth?.depth,
    depthState: depth?.state ?? 'unknown',
    trail,
    at: entry ? lineSpan(module.mod.syntax, entry.line) : firstLine(module.source),
  };
}
