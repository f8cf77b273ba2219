/** Main modules with their graphs, for the commands that show them. */
import type { Run } from '../gather/open-run.ts';
import { graphGap } from '../lint/gaps.ts';
import type { MainModule } from '../model/repo.ts';
import { printable, safe } from '../text/printable.ts';
import { quoted, UsageError } from './shared/args.ts';
import type { Terminal } from './shared/command.ts';

/**
 * Every module of the session with its graph. What could not be loaded is said on standard error.
 * @param isEnough whether what stands in for the graph of a module tells all that is wanted.
 */
export async function loadedModules(
  session: Run,
  terminal: Terminal,
  isEnough: (module: MainModule) => boolean = () => false,
): Promise<{
  readonly modules: readonly MainModule[];
  readonly complete: boolean;
  /** What was said on standard error: a line for each module whose build list is not known. */
  readonly unknown: readonly string[];
}> {
  const wanted = session.repo.modules;
  const sound = wanted.filter((m) => m.errors.length === 0);
  const loaded = new Map((await session.loaders?.loadGraphs(sound))?.map((m) => [m.source.path, m]));
  const modules = wanted.map((m) => loaded.get(m.source.path) ?? m);
  const unknown = modules.flatMap((module) => (isEnough(module) ? [] : unknownOf(module)));
  for (const line of unknown) terminal.err(safe`modwarden: ${printable(line)}\n`);
  return { modules, complete: unknown.length === 0, unknown };
}

/** Why a module's build list is not known, or not as Go would make it. */
function unknownOf(module: MainModule): string[] {
  const why = reasonOf(module) ?? (module.graph.state === 'not-wanted' ? NOT_LOADED : undefined);
  return why === undefined ? [] : [`${module.source.path}: ${why}`];
}

const NOT_LOADED = 'the module graph is not loaded for staged files: only the requirements in go.mod are known';

/** Says on standard error why a module's graph is not there. Whether there was something to say. */
export function complain(module: MainModule, terminal: Terminal): boolean {
  const why = reasonOf(module);
  if (why !== undefined) terminal.err(safe`modwarden: ${printable(module.source.path)}: ${printable(why)}\n`);
  return why !== undefined;
}

/** Why a module's graph is not there, where something is wrong. */
export function reasonOf(module: MainModule): string | undefined {
  const refused = module.errors.length > 0 ? `Go cannot read it: ${module.errors[0]!.message}` : undefined;
  return graphGap(module)?.detail ?? refused;
}

/** The one module that a command is about. */
export function theModule({ repo, under }: Run): MainModule {
  const main = repo.modules.filter((m) => m.kind !== 'modfile');
  const wanted = main.length > 0 ? main : repo.modules;
  const here = wanted.length === 1 ? wanted[0] : wanted.find((m) => m.dir === under);
  if (here !== undefined) return here;
  if (wanted.length === 0) throw new UsageError('no go.mod found');
  const names = wanted.slice(0, 5).map((m) => quoted(m.dir || '.'));
  throw new UsageError(
    `found ${wanted.length} modules; add the folder of one: ${names.join(', ')}${wanted.length > 5 ? ', …' : ''}`,
  );
}
