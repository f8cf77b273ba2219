/** A main module with its graph, or with what stands in for one that is unavailable. */

import { surveyCommand } from '../go/graph/list/survey.ts';
import { runToEnd } from '../go/graph/run.ts';
import type { GraphInput, ModuleGraph } from '../go/graph/types.ts';
import { fallbackGraph } from './fallback-graph.ts';
import { type GraphPlace, loadGraph, usesOf } from './load-graph.ts';
import type { MainModule, NoGraph } from './repo.ts';
import { graphPlaceOf, placedInWork } from './workspace/built.ts';

/** Loads a module's graph as `go mod graph` would with GOWORK=off (and `-modfile`), that of a workspace as it would there. */
export function ownGraph(module: MainModule, place: GraphPlace): Promise<ModuleGraph | NoGraph> {
  return loadGraph({ command: 'mod graph', mod: 'mod', ...graphPlaceOf(module, place.folderOf) }, place);
}

/** The same with the modules in use; asks for go.mod files too that only their depths need. */
export async function withGraph(module: MainModule, place: GraphPlace): Promise<MainModule> {
  const graph = await ownGraph(module, place);
  if ('state' in graph) return (await fallbackGraph(module, graph, place)) ?? { ...module, graph };
  const { uses, beyond } = await usesOf(module, graph, place);
  const placed = module.kind === 'workspace' ? placedInWork(module, uses) : uses;
  return { ...module, uses: placed, graph: { state: 'loaded', graph, beyond } };
}

/** Asks what versions elsewhere say about the modules of a loaded graph. */
export async function withSurvey(module: MainModule, { folderOf, known, world }: GraphPlace): Promise<MainModule> {
  const { workspace } = module;
  const inWork = module.graph.state === 'workspace' && workspace !== undefined ? workspace : undefined;
  const at = graphPlaceOf(module, folderOf, inWork);
  // Go takes -mod=mod in no workspace.
  const input: GraphInput = { command: 'list', mod: at.work === undefined ? 'mod' : 'readonly', ...at };
  const result = await runToEnd(surveyCommand(input, known, module.workspace?.own), world);
  if (result.kind === 'done') return { ...module, survey: new Map(result.value.map((s) => [s.path, s])) };
  const { message, missing } = result.error;
  const first = missing[0]?.reply;
  const detail = message === '' ? (first?.detail ?? 'Go cannot list the module graph') : message;
  return { ...module, surveyGap: { known: false, why: first?.why ?? 'failed', detail } };
}
