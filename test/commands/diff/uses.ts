/** Modules in use, as a build list has them. */
import type { ModuleInUse } from '../../../src/model/repo.ts';
import { source, span } from '../../../src/text/source.ts';

const AT = span(source('go.mod', ''), 0, 0);

export function inUse(path: string, version: string, more: Partial<ModuleInUse> = {}): ModuleInUse {
  const depth = more.trail?.length ?? 1;
  const own = {
    path,
    version,
    replace: undefined,
    direct: true,
    require: undefined,
    depth,
    depthState: 'declared',
  } as const;
  return { ...own, trail: [{ path, version }], at: AT, ...more };
}

/** One that comes in through another. */
export function through(by: string, path: string, version: string): ModuleInUse {
  const trail = [by, path].map((name) => ({ path: name, version }));
  return inUse(path, version, { direct: false, trail, depth: 2 });
}
