/** The module of a finding, looked up: a report may have as many modules as findings. */
import type { Report } from '../model/report.ts';

type Modules = Report['modules'];

const indexes = new WeakMap<Modules, ReadonlyMap<string, Modules[number]>>();

/** The first module of a folder; undefined where there is none. */
export function moduleAt(modules: Modules, dir: string | undefined): Modules[number] | undefined {
  let index = indexes.get(modules);
  if (index === undefined) {
    // The first of two that share a folder is set last.
    index = new Map(modules.toReversed().map((module) => [module.dir, module]));
    indexes.set(modules, index);
  }
  return dir === undefined ? undefined : index.get(dir);
}
