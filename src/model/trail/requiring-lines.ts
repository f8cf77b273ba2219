/** Where the steps of a way through the module graph are required: a module of the repository has the line at hand. */
import { lineSpan } from '../../go/modfile/spans.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import type { Span } from '../../text/source.ts';
import { resolveIn } from '../discover.ts';
import type { MainModule, ModuleInUse, Repo } from '../repo.ts';

/**
 * For every step of a way that begins with a requirement of `main`: the line that requires it, undefined where that line is in a file
 * outside the repository.
 */
export type RequiringLines = (main: MainModule, trail: readonly ModuleVersion[]) => readonly (Span | undefined)[];

/** Looks each go.mod and build list through once, however many ways are asked for. */
export function requiringLines({ modules }: Repo): RequiringLines {
  const byDir = new Map(modules.filter(({ kind }) => kind === 'module').map((m) => [m.dir, m]));
  const inRepository = onceEach((main) => modulesBuiltHere(main, byDir));
  const linesIn = onceEach(requirementsIn);
  const membersLines = onceEach(({ members = [] }) => new Map(members.toReversed().flatMap((m) => [...linesIn(m)])));
  const firstLine = (main: MainModule, path: string) => (main.members ? membersLines : linesIn)(main).get(path);
  return (main, trail) =>
    trail.map(({ path }, i) => {
      if (i === 0) return firstLine(main, path);
      const by = inRepository(main).get(trail[i - 1]!.path);
      return by && linesIn(by).get(path);
    });
}

function requirementsIn({ mod: { syntax, require } }: MainModule): ReadonlyMap<string, Span> {
  return new Map(require.map(({ path, line }) => [path, lineSpan(syntax, line)]));
}

/** By path, the modules of the repository that `main` builds: members of its workspace, and what its replacements put in a folder. */
function modulesBuiltHere(
  { dir, kind, graph, uses, workspace }: MainModule,
  byDir: ReadonlyMap<string, MainModule>,
): ReadonlyMap<string, MainModule> {
  const here = new Map<string, MainModule>();
  const members = workspace?.members.flatMap(({ dir }) => (dir === undefined ? [] : (byDir.get(dir) ?? []))) ?? [];
  const ownModules = new Map(members.map((m) => [m.path, m]));
  const asWorkspace = kind === 'workspace' || graph.state === 'workspace';
  // Of a workspace's graph folders are relative to its go.work, whichever member names them.
  const from = asWorkspace ? (workspace?.dir ?? dir) : dir;
  const folderOf = ({ replace }: ModuleInUse) => (replace?.version === '' ? resolveIn(from, replace.path) : undefined);
  for (const use of uses) {
    const folder = folderOf(use);
    const replaced = folder === undefined ? undefined : byDir.get(folder);
    const built = asWorkspace && use.own ? ownModules.get(use.path) : replaced;
    if (built) here.set(use.path, built);
  }
  return here;
}

function onceEach<T>(of: (main: MainModule) => T): (main: MainModule) => T {
  const known = new Map<MainModule, T>();
  return (main) => {
    if (!known.has(main)) known.set(main, of(main));
    return known.get(main)!;
  };
}
