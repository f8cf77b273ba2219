/** Main modules with their graphs, for the commands that show them. */
import { graphGap } from '../lint/gaps.ts';
import type { MainModule } from '../model/repo.ts';
import { printable } from '../text/printable.ts';
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
  let complete = true;
  for (const module of modules) {
    const gap = graphGap(module);
    const why = gap?.detail ?? (module.errors.length > 0 ? `Go refuses it: ${module.errors[0]!.message}` : undefined);
    if (why === undefined) continue;
    complete = false;
    terminal.err(`${module.source.path}: ${printable(why)}\n`);
  }
  return { modules, complete };
}

/** The one module that a command is about. */
export async function theModule(
  session: Session,
  terminal: Terminal,
): Promise<{ readonly module: MainModule; readonly complete: boolean }> {
  const wanted = session.repo.modules.filter((m) => m.kind === 'module');
  if (wanted.length > 1) {
    const at = session.under;
    const here = wanted.find((m) => m.dir === at);
    if (here === undefined)
      throw new UsageError(
        `${wanted.length} modules here; name the folder of one: ${wanted
          .slice(0, 5)
          .map((m) => quoted(m.dir || '.'))
          .join(', ')}${wanted.length > 5 ? ', …' : ''}`,
      );
    return one({ ...session, repo: { ...session.repo, modules: [here] } }, terminal);
  }
  return one(session, terminal);
}

async function one(
  session: Session,
  terminal: Terminal,
): Promise<{ readonly module: MainModule; readonly complete: boolean }> {
  const { modules, complete } = await loadedModules(session, terminal);
  const [module] = modules;
  if (module === undefined) throw new UsageError('there is no module here');
  return { module, complete };
}
