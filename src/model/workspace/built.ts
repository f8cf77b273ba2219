/**
 * What a go.work builds, as a module of its own: all rules and commands that look at modules in use can look at it as at any other. Its
 * file is the go.work, which requires nothing; a module comes in through the `use` line of a member.
 */
import type { GraphInput } from '../../go/graph/types.ts';
import { firstLine, type Span } from '../../text/source.ts';
import type { MainModule, MemberRequirement, ModuleInUse, Repo, Workspace } from '../repo.ts';
import { membersOf } from './members.ts';

/** Its graph is not loaded. `repo`: where its members are looked up. */
export function workspaceModule(workspace: Workspace, repo: Repo): MainModule {
  const { dir, source, work, errors, vendor } = workspace;
  const members = membersOf(repo, workspace).flatMap(({ module }) => module ?? []);
  const { syntax, go, toolchain, godebug, replace } = work;
  const exclude = members.flatMap(({ mod }) => mod.exclude);
  return {
    dir,
    kind: 'workspace',
    source,
    mod: { syntax, module: undefined, go, toolchain, godebug, require: [], exclude, replace, ...NOTHING },
    errors,
    path: '',
    // The hashes that go.work.sum holds are those of its members' modules.
    sum: undefined,
    vendor,
    workspace,
    members,
    imports: { state: 'not-wanted' },
    graph: { state: 'not-wanted' },
    uses: [],
    survey: undefined,
  };
}

const NOTHING = { retract: [], tool: [], ignore: [] };

/** Where go would run for a module or a workspace, and what it would read there. `inWork`: the module is built as part of this workspace. */
export function graphPlaceOf(
  { dir, kind, source, workspace }: MainModule,
  folderOf: (dir: string) => string,
  inWork: Workspace | undefined = kind === 'workspace' ? workspace : undefined,
): Pick<GraphInput, 'cwd' | 'folder' | 'work' | 'modfile' | 'placeholders'> {
  const folder = folderOf(dir);
  if (inWork !== undefined) return { cwd: folder, folder, work: folderOf(inWork.source.path), placeholders: 'folders' };
  return { cwd: folder, folder, ...(kind === 'modfile' && { modfile: folderOf(source.path) }) };
}

/** The modules in use by a workspace, each with the `use` line through which it comes in and the lines by which members require it. */
export function placedInWork(workspace: MainModule, uses: readonly ModuleInUse[]): ModuleInUse[] {
  const required = requirementsOf(workspace);
  const lines = new Map(workspace.workspace?.members.map(({ dir, at }) => [dir, at]));
  const start = firstLine(workspace.source);
  const placeOf = ({ path, trail }: ModuleInUse): Span => {
    const through = required.get(trail[0]?.path ?? path) ?? [];
    const first = through.find(({ require }) => !require.indirect) ?? through[0];
    return (first && lines.get(first.module.dir)) ?? start;
  };
  return uses.map((use) => {
    const requiredBy = required.get(use.path);
    return { ...use, at: placeOf(use), ...(requiredBy && { requiredBy }) };
  });
}

function requirementsOf({ members = [] }: MainModule): ReadonlyMap<string, readonly MemberRequirement[]> {
  const byPath = new Map<string, MemberRequirement[]>();
  for (const module of members) {
    for (const require of module.mod.require) {
      const known = byPath.get(require.path);
      if (known) known.push({ module, require });
      else byPath.set(require.path, [{ module, require }]);
    }
  }
  return byPath;
}

/** Marks what the build lists of its members have too. `members`: with their graphs; one without says nothing. */
export function markedByMembers(workspace: MainModule, members: readonly MainModule[]): MainModule {
  const paths = new Set<string>();
  const versions = new Set<string>();
  for (const { graph, uses } of members) {
    if (graph.state !== 'loaded' && graph.state !== 'workspace' && graph.state !== 'vendored') continue;
    for (const use of uses) {
      paths.add(use.path);
      versions.add(buildKey(use));
    }
  }
  const uses = workspace.uses.map((use): ModuleInUse => {
    if (versions.has(buildKey(use))) return { ...use, inMember: 'version' };
    return paths.has(use.path) ? { ...use, inMember: 'path' } : use;
  });
  return { ...workspace, members, uses };
}

/** What stands for a module; a folder is one and the same however a file names it. */
function buildKey({ path, version, replace }: ModuleInUse): string {
  if (replace === undefined) return `${path} ${version}`;
  return replace.version === '' ? `${path} folder` : `${path} ${replace.path} ${replace.version}`;
}

/** What a rule judges of a workspace: all of it, or what is new in it. */
export type WorkspaceScope = 'all' | 'versions' | 'paths';

const narrowed = new WeakMap<MainModule, Map<WorkspaceScope, MainModule>>();

/** Without what its members' own graphs show, where that is not wanted. Equal arguments give one object. */
export function withinScope(workspace: MainModule, scope: WorkspaceScope): MainModule {
  if (scope === 'all') return workspace;
  const known = narrowed.get(workspace) ?? new Map<WorkspaceScope, MainModule>();
  narrowed.set(workspace, known);
  const isNew = ({ inMember }: ModuleInUse) => (scope === 'versions' ? inMember !== 'version' : inMember === undefined);
  const module = known.get(scope) ?? { ...workspace, uses: workspace.uses.filter(isNew) };
  known.set(scope, module);
  return module;
}

/** The go.work files of a repository whose build lists can be judged: those without errors that name a member. */
export function buildableWorkspaces({ workspaces }: Repo): Workspace[] {
  return workspaces.filter(({ errors, members }) => errors.length === 0 && members.length > 0);
}
