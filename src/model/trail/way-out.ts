/** What can be done about a module that comes in through others. */
import { builtOf } from '../in-use.ts';
import type { MainModule, ModuleInUse } from '../repo.ts';

const foldersOf = new WeakMap<MainModule['uses'], ReadonlySet<string>>();

/** A hint. What is built from a folder can be changed there; of what is published only another version can help. */
export function wayOut({ uses }: Pick<MainModule, 'uses'>, { trail }: Pick<ModuleInUse, 'trail'>): string {
  const folders = foldersOf.get(uses) ?? new Set(uses.filter((u) => builtOf(u).version === '').map((u) => u.path));
  foldersOf.set(uses, folders);
  const last = trail.findLastIndex(({ path }, i) => i < trail.length - 1 && folders.has(path));
  if (last >= 0 && last === trail.length - 2)
    return `remove it from ${trail[last]!.path}, which is built from a folder`;
  return `check whether a newer version of ${trail[last + 1]!.path} no longer requires it`;
}
