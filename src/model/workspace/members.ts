/** The modules that a go.work puts together. */
import type { Span } from '../../text/source.ts';
import type { MainModule, Repo, Workspace } from '../repo.ts';

/** One `use` line of a workspace. */
export interface Member {
  /** The `use` line. */
  readonly at: Span;
  /** The folder as the line says it. */
  readonly text: string;
  /** undefined where the folder lies outside the repository, holds no go.mod, or is judged by other settings. */
  readonly module: MainModule | undefined;
}

/** Members in the order of the `use` lines. */
export function membersOf(repo: Repo, { members }: Workspace): Member[] {
  const modules = new Map(repo.modules.filter((m) => m.kind === 'module').map((m) => [m.dir, m]));
  return members.map(({ dir, at, text }) => ({ at, text, module: dir === undefined ? undefined : modules.get(dir) }));
}
