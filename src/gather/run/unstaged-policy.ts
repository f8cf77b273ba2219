/** A policy file that lies in the work tree and is not staged: a hook does not see it, and whoever wrote it expects it to apply. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, upwards } from '../../model/discover.ts';
import { PACKAGE_FILE, POLICY_FILES } from '../../policy/file-names.ts';
import { sawNoFile } from '../answers/witness.ts';

/** Folders that are looked into. */
const MAX_FOLDERS = 200;

/**
 * The repository path of the first such file. `root`: the repository's folder; `folders`: of the modules to which no policy file applies.
 */
export function unstagedPolicy(root: string, folders: readonly string[]): string | undefined {
  const places = new Set(folders.flatMap((folder) => [...upwards(folder)]));
  for (const folder of [...places].slice(0, MAX_FOLDERS)) {
    for (const name of POLICY_FILES) {
      const path = inFolder(folder, name);
      // A package.json may well have no policy in it.
      if (name === PACKAGE_FILE) continue;
      const file = join(root, path);
      if (lstatSync(file, { throwIfNoEntry: false })?.isFile()) return path;
      sawNoFile(file);
    }
  }
  return undefined;
}
