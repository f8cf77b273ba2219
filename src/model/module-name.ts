/** How a main module is called in reports. */
import type { MainModule } from './repo.ts';

/** By its module path. A go.work has none, and the module line of a modfile names nothing of its own (`module _`): they go by their file. */
export function moduleName({ kind, path, source }: Pick<MainModule, 'kind' | 'path' | 'source'>): string {
  return kind === 'module' && path !== '' ? path : source.path;
}

/** The file that holds its hashes, as its name stands beside it: `go.sum`, `vendor.sum`. */
export function sumName({ source: { path } }: Pick<MainModule, 'source'>): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.mod$/, '.sum');
}
