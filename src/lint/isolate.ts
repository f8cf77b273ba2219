/** Keeps an exception of one rule on one part of a repository from ending the run. */
import type { Repo } from '../model/repo.ts';

/** What is judged by itself: a main module, a workspace, a captured environment, a file with settings. `path` is that of its file. */
export interface Faulty {
  readonly path: string;
  /** Folder of the module, where it is one. */
  readonly module: string | undefined;
  readonly error: unknown;
}

export interface Isolated<T> {
  readonly value: readonly T[];
  /** The repository without what is faulty. */
  readonly repo: Repo;
  readonly faulty: readonly Faulty[];
}

/**
 * Does something with a repository. Where that throws, each part is tried alone, and it is done again without those that throw alone. If it
 * still throws, no part could be judged.
 */
export function isolated<T>(repo: Repo, action: (repo: Repo) => Iterable<T>): Isolated<T> {
  const first = attempt(repo, action);
  if ('value' in first) return { ...first, repo, faulty: [] };
  const parts = partsOf(repo);
  const faulty = parts.flatMap(({ alone, ...part }) => {
    const tried = attempt(alone, action);
    return 'value' in tried ? [] : [{ ...part, error: tried.error }];
  });
  const sound = without(repo, faulty);
  const again = faulty.length === 0 ? first : attempt(sound, action);
  if ('value' in again) return { ...again, repo: sound, faulty };
  const known = new Map(faulty.map((part) => [part.path, part]));
  const all = parts.map(({ alone: _alone, ...part }) => known.get(part.path) ?? { ...part, error: again.error });
  return { value: [], repo: without(repo, all), faulty: all };
}

function attempt<T>(
  repo: Repo,
  action: (repo: Repo) => Iterable<T>,
): { readonly value: readonly T[] } | { readonly error: unknown } {
  try {
    return { value: [...action(repo)] };
  } catch (error) {
    return { error };
  }
}

interface Part {
  readonly path: string;
  readonly module: string | undefined;
  readonly alone: Repo;
}

function partsOf(repo: Repo): Part[] {
  const none = { ...repo, modules: [], workspaces: [], env: [], settingFiles: [] };
  return [
    ...repo.modules.map((m) => ({ path: m.source.path, module: m.dir, alone: { ...none, modules: [m] } })),
    ...repo.workspaces.map((w) => ({ path: w.source.path, module: undefined, alone: { ...none, workspaces: [w] } })),
    ...repo.env.map((e) => ({ path: e.source.path, module: undefined, alone: { ...none, env: [e] } })),
    ...repo.settingFiles.map((f) => ({
      path: f.source.path,
      module: undefined,
      alone: { ...none, settingFiles: [f] },
    })),
  ];
}

function without(repo: Repo, faulty: readonly Pick<Part, 'path'>[]): Repo {
  const paths = new Set(faulty.map((part) => part.path));
  const sound = <T extends { readonly source: { readonly path: string } }>(all: readonly T[]) =>
    all.filter((one) => !paths.has(one.source.path));
  return {
    ...repo,
    modules: sound(repo.modules),
    workspaces: sound(repo.workspaces),
    env: sound(repo.env),
    settingFiles: sound(repo.settingFiles),
  };
}
