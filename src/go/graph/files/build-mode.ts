/** Which build mode go chooses where no -mod says it (modload.setDefaultBuildMod). */

import { source } from '../../../text/source.ts';
import { join } from '../../path/file-path.ts';
import { parseVendor } from '../../vendor/modules-txt.ts';
import { compare } from '../../version/go-version.ts';
import { isFolder, readFile } from '../known.ts';
import type { GraphSession } from '../session.ts';
import type { Task } from '../task.ts';

/** The folder beside go.mod or go.work. */
export function vendorFolder(session: GraphSession): string {
  return join(session.mains.work?.folder ?? session.input.folder, 'vendor');
}

export function* chooseMode(session: GraphSession): Task<void> {
  const { input, mains } = session;
  if (input.command === 'mod graph') {
    session.mode = 'mod';
    return;
  }
  if (input.mod !== undefined) return;
  session.mode = 'readonly';
  const folder = vendorFolder(session);
  if (!(yield* isFolder(session.known, folder))) return;
  const file = mains.work ? 'go.work' : 'go.mod';
  const version = (mains.work?.file ?? mains.files.get(mains.paths[0]!)!.file).go?.version;
  if (version === undefined) {
    session.modeReason = `Go version in ${file} is unspecified, so vendor directory was not used.`;
  } else if (compare(version, '1.14') < 0) {
    session.modeReason = `Go version in ${file} is ${version}, so vendor directory was not used.`;
  } else {
    const list = yield* readFile(session.known, join(folder, 'modules.txt'));
    const forWorkspace = list.known && parseVendor(source('vendor/modules.txt', list.text)).workspace;
    if (forWorkspace === (mains.work !== undefined)) {
      session.mode = 'vendor';
      session.modeReason = `Go version in ${file} is at least 1.14 and vendor directory exists.`;
    } else {
      session.modeReason = forWorkspace
        ? 'Outside workspace mode, but vendor directory is for a workspace.'
        : 'In workspace mode, but vendor directory is not for a workspace';
    }
  }
}
