/** A main module with its graph, or with what stands in for one that cannot be had. */
import { pursue } from '../go/graph/run.ts';
import { surveyCommand } from '../go/graph/survey.ts';
import type { GraphInput } from '../go/graph/types.ts';
import { type GraphPlace, loadGraph, usesOf } from './load-graph.ts';
import type { MainModule } from './repo.ts';
import { standIn } from './stand-in.ts';

/** Loads a module's graph as `go mod graph` would with GOWORK=off, and the go.mod files that only its depths need. */
export async function withGraph(module: MainModule, place: GraphPlace): Promise<MainModule> {
  const folder = place.folderOf(module.dir);
  const graph = await loadGraph({ command: 'mod graph', cwd: folder, folder, mod: 'mod' }, place);
  if ('state' in graph) return (await standIn(module, graph, place)) ?? { ...module, graph };
  const { uses, beyond } = await usesOf(module, graph, place);
  return { ...module, uses, graph: { state: 'loaded', graph, beyond } };
}

/** Asks what versions elsewhere say about the modules of a loaded graph. */
export async function withSurvey(module: MainModule, { folderOf, known, world }: GraphPlace): Promise<MainModule> {
  const folder = folderOf(module.dir);
  const input: GraphInput = { command: 'list', cwd: folder, folder, mod: 'mod' };
  const result = await pursue(surveyCommand(input, known), world);
  return result.kind === 'done' ? { ...module, survey: new Map(result.value.map((s) => [s.path, s])) } : module;
}
