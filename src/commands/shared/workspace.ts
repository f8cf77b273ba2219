/** For commands that answer as go would in a folder: for the go.work that it would use there, or for each go.mod by itself. */
import { relative, resolve, sep } from 'node:path';
import type { Run } from '../../gather/open-run.ts';
import { whereIs } from '../../gather/where.ts';
import { upwards } from '../../model/discover.ts';
import type { MainModule, Repo, Workspace } from '../../model/repo.ts';
import { workspaceModule } from '../../model/workspace/built.ts';
import { printable, safe } from '../../text/printable.ts';
import { type Arguments, type OptionTable, quoted, UsageError } from './args.ts';
import type { Terminal } from './command.ts';

export const WORKSPACE = {
  workspace: {
    value: 'WHEN',
    help: 'auto: answer for the go.work that go would use there, as GOWORK says; off: for each go.mod by itself (default: auto)',
  },
} as const satisfies OptionTable;

/** The run with workspaces in place of their members. Throws UsageError. */
export function inWorkspaceMode(run: Run, args: Arguments, terminal: Terminal): Run {
  const when = args.values.get('workspace') ?? 'auto';
  if (when !== 'auto' && when !== 'off') throw new UsageError(`--workspace ${quoted(when)}: write auto or off`);
  const setting = terminal.env.GOWORK ?? '';
  if (when === 'off' || setting === 'off') return run;
  const named = setting === '' || setting === 'auto' ? undefined : workspaceNamed(setting, run, args, terminal);
  const workspaceFor = (module: MainModule) => {
    const around = named ?? nearest(run.repo, module.dir);
    return around?.members.some(({ dir }) => dir === module.dir) ? around : undefined;
  };
  const modules = new Set<MainModule>();
  const built = new Map<Workspace, MainModule>();
  const inPlace = (workspace: Workspace) => {
    const module = built.get(workspace) ?? workspaceModule(workspace, run.repo);
    built.set(workspace, module);
    modules.add(module);
  };
  for (const module of run.repo.modules) {
    const workspace = module.kind === 'module' ? workspaceFor(module) : undefined;
    if (workspace === undefined) modules.add(module);
    else inPlace(workspace);
  }
  const [only] = run.repo.modules;
  if (only !== undefined && run.repo.modules.length === 1 && built.size === 0 && only.kind === 'module') {
    const around = named ?? nearest(run.repo, only.dir);
    if (around === undefined) return run;
    // Go answers for the workspace in every folder below it.
    modules.delete(only);
    inPlace(around);
    terminal.err(
      safe`modwarden: ${printable(around.source.path)} does not list ${quoted(only.dir || '.')}: this is the workspace, as go has it there; --workspace=off answers for the module\n`,
    );
  }
  return { ...run, repo: { ...run.repo, modules: [...modules] } };
}

/** Go takes the first go.work upwards. */
function nearest({ workspaces }: Repo, dir: string): Workspace | undefined {
  for (const folder of upwards(dir)) {
    const found = workspaces.find((w) => w.dir === folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

function workspaceNamed(setting: string, run: Run, args: Arguments, { cwd }: Terminal): Workspace {
  const where = whereIs(args.positionals[0] ?? '.', cwd, args.values.get('root'));
  const path = 'root' in where ? relative(where.root, resolve(cwd, setting)).split(sep).join('/') : '';
  const found = run.repo.workspaces.find(({ source }) => source.path === path);
  if (found !== undefined) return found;
  throw new UsageError(
    `GOWORK is ${quoted(setting)}, which is no go.work of the checked folder or above it; use --workspace=off to ignore it`,
  );
}
