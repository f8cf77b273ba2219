/** How large a module graph may be. Go has no limits here; the largest graphs known have 2,700 modules and 27,000 requirements in 38 rounds. */
import type { ModuleVersion } from '../modfile-types.ts';
import { moduleText } from './failure.ts';
import { findPath, type RequirementGraph } from './mvs.ts';
import { moduleAt } from './nodes.ts';

/** Module versions of one graph whose go.mod files are read. */
export const MAX_GRAPH_MODULES = 50_000;

/** Requirements in the go.mod files of one graph. */
export const MAX_GRAPH_REQUIREMENTS = 2_000_000;

/** Characters of all go.mod files of one graph. */
export const MAX_GRAPH_CHARACTERS = 256 << 20;

/** Times that one graph asks for go.mod files and waits: how long a chain of requirements may be. */
export const MAX_GRAPH_ROUNDS = 2_000;

export interface GraphLimits {
  readonly modules: number;
  readonly requirements: number;
  readonly characters: number;
  readonly rounds: number;
}

export const GRAPH_LIMITS: GraphLimits = {
  modules: MAX_GRAPH_MODULES,
  requirements: MAX_GRAPH_REQUIREMENTS,
  characters: MAX_GRAPH_CHARACTERS,
  rounds: MAX_GRAPH_ROUNDS,
};

/** What the graphs of one command have come to. A go.mod that several of them read is counted once. */
export interface GraphSize {
  readonly counted: Set<number>;
  requirements: number;
  characters: number;
  rounds: number;
}

/** A graph that is too large. */
export interface Exceeded {
  readonly limit: keyof GraphLimits;
  readonly most: number;
  /** Where it was noticed. */
  readonly module: ModuleVersion;
  /** The requirement of a main module that leads there. */
  readonly from: ModuleVersion | undefined;
}

export function createSize(): GraphSize {
  return { counted: new Set(), requirements: 0, characters: 0, rounds: 0 };
}

/** Counts a go.mod that was read. */
export function count(size: GraphSize, node: number, requirements: number, characters: number): void {
  if (size.counted.has(node)) return;
  size.counted.add(node);
  size.requirements += requirements;
  size.characters += characters;
}

/** `waiting`: go.mod files that are to be read next. */
export function limitReached(size: GraphSize, limits: GraphLimits, waiting: number): keyof GraphLimits | undefined {
  if (size.counted.size + waiting > limits.modules) return 'modules';
  if (size.requirements > limits.requirements) return 'requirements';
  if (size.characters > limits.characters) return 'characters';
  return size.rounds > limits.rounds ? 'rounds' : undefined;
}

export function exceeded(
  graph: RequirementGraph,
  node: number,
  limit: keyof GraphLimits,
  limits: GraphLimits,
): Exceeded {
  const way = findPath(graph, (at) => at === node)?.map((at) => moduleAt(graph.nodes, at));
  const from = way?.find(({ version }) => version !== '');
  return { limit, most: limits[limit], module: moduleAt(graph.nodes, node), from };
}

const WHAT: Readonly<Record<keyof GraphLimits, string>> = {
  modules: 'modules',
  requirements: 'requirements',
  characters: 'characters in go.mod files',
  rounds: 'go.mod files in a chain',
};

/** `the module graph has more than 50000 modules, at …, required through …` */
export function exceededText({ limit, most, module, from }: Exceeded): string {
  const text = `the module graph has more than ${most} ${WHAT[limit]}, which is the limit: at ${moduleText(module)}`;
  return from === undefined || moduleText(from) === moduleText(module) ? text : `${text}, through ${moduleText(from)}`;
}
