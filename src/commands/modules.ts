/** Main modules with their graphs, for the commands that show them. */
import { graphGap } from '../lint/gaps.ts';
import type { MainModule } from '../model/repo.ts';
import { printable, safe } from '../text/printable.ts';
import { quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';
import type { Session } from './session.ts';

/** Every module of the session with its graph. What could not be loaded is said on standard error. */
export async function loadedModules(
  session: Session,
  terminal: Terminal,
): Promise<{ readonly modules: readonly MainModule[]; readonly complete: boolean }> {
  const wanted = session.repo.modules.filter((m) => m.kind === 'module');
  const sound = wanted.filter((m) => m.errors.length === 0);
  const loaded = new Map((await session.loaders?.loadGraphs(sound))?.map((m) => [m.source.path, m]));
  const modules = wanted.map((m) => loaded.get(m.source.path) ?? m);
  const complaints = modules.filter((module) => complain(module, terminal));
  return { modules, complete: complaints.length === 0 };
}

/** Says on standard error why a module's graph is not there. Whether there was something to say. */
export function complain(module: MainModule, terminal: Terminal): boolean {
  const refused = module.errors.length > 0 ? `Go refuses it: ${module.errors[0]!.message}` : undefined;
  const why = graphGap(module)?.detail ?? refused;
  if (why !== undefined) terminal.err(safe`modwarden: ${printable(module.source.path)}: ${printable(why)}\n`);
  return why !== undefined;
}

/** The one module that a command is about. */
export function theModule({ repo, under }: Session): MainModule {
  const wanted = repo.modules.filter((m) => m.kind === 'module');
  const here = wanted.length === 1 ? wanted[0] : wanted.find((m) => m.dir === under);
  if (here !== undefined) return here;
  if (wanted.length === 0) throw new UsageError('there is no module here');
  const names = wanted.slice(0, 5).map((m) => quoted(m.dir || '.'));
  throw new UsageError(
    `${wanted.length} modules here; name the folder of one: ${names.join(', ')}${wanted.length > 5 ? ', …' : ''}`,
  );
}
