/** The module of a finding, looked up: a report may have as many modules as findings. */
import type { Report } from '../model/report.ts';

type Modules = Report['modules'];

const indexes = new WeakMap<Modules, ReadonlyMap<string, Modules[number]>>();

/** The module whose file this is, else the first of the folder; undefined where there is none. */
export function moduleAt(modules: Modules, dir: string | undefined, file = ''): Modules[number] | undefined {
  let index = indexes.get(modules);
  if (index === undefined) {
    // The first of two that share a folder is set last.
    const reversed = modules.toReversed();
    index = new Map([...reversed.map((m) => [`${m.dir}/`, m] as const), ...reversed.map((m) => [m.file, m] as const)]);
    indexes.set(modules, index);
  }
  return dir === undefined ? undefined : (index.get(file) ?? index.get(`${dir}/`));
}
