/** Files that ship with modwarden itself: rule pages, the license index. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { embedded, isExecutable } from '../embedded.ts';
import { InstallationError } from '../installation-error.ts';

/** modwarden's own folder: the nearest one upwards with its package.json, from the bundle, the library or the sources alike. */
export function packageRoot(): string {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json')) && existsSync(join(at, 'schemas'))) return at;
    if (dirname(at) === at) throw new InstallationError('package.json is missing above the program');
  }
}

/** The bytes of a file of the package; undefined where the installation lacks it. */
export function packageFile(path: string): Uint8Array | undefined {
  if (isExecutable()) return embedded(path);
  const file = join(packageRoot(), path);
  return existsSync(file) ? readFileSync(file) : undefined;
}
