/** Which modwarden serves the editor. Nothing of a workspace that the user does not trust is run. */
import { isAbsolute, join } from 'node:path';

export interface ServerInput {
  /** The setting `modwarden.path`; '' where it is not set. VS Code takes it from the user's machine alone. */
  readonly path: string;
  readonly isTrusted: boolean;
  /** Absolute paths of the workspace's folders. */
  readonly folders: readonly string[];
  /** The extension's own folder. */
  readonly own: string;
  readonly exists: (path: string) => boolean;
}

/** `command`: a program to run. `module`: a file that VS Code's own Node runs. */
export type ServerChoice = { readonly command: string } | { readonly module: string };

/** Throws where the setting names something that cannot be run. */
export function chooseServer({ path, isTrusted, folders, own, exists }: ServerInput): ServerChoice {
  if (path !== '') {
    if (!isAbsolute(path)) throw new Error(`modwarden.path: expected an absolute path, got ${JSON.stringify(path)}`);
    if (!exists(path)) throw new Error(`modwarden.path: ${JSON.stringify(path)} does not exist`);
    return { command: path };
  }
  if (isTrusted)
    for (const folder of folders) {
      const module = join(folder, 'node_modules/modwarden/dist/bin.cjs');
      if (exists(module)) return { module };
    }
  return { module: join(own, 'server/dist/bin.cjs') };
}
