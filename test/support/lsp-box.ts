/** A language server beside a repository of its own. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { put } from './cli.ts';
import { type LspClient, type LspOptions, lspInProcess } from './lsp-client.ts';

export interface LspBox {
  readonly client: LspClient;
  readonly folder: string;
  /** The absolute path of a file of the repository. */
  readonly file: (name: string) => string;
  readonly uri: (name: string) => string;
}

const open: { readonly client: LspClient; readonly root: string }[] = [];

/** Its user has empty caches, and no proxy. */
export async function lspBox(files: Readonly<Record<string, string>>, options: LspOptions = {}): Promise<LspBox> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lsp-')));
  const folder = put(join(root, 'repo'), { '.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const env = {
    HOME: root,
    XDG_CACHE_HOME: join(root, 'cache'),
    XDG_CONFIG_HOME: join(root, 'config'),
    GOMODCACHE: join(root, 'mod'),
    GOPROXY: 'off',
    ...options.env,
  };
  const client = await lspInProcess({ ...options, env });
  open.push({ client, root });
  const file = (name: string) => join(folder, name);
  return { client, folder, file, uri: (name) => pathToFileURL(file(name)).href };
}

/** Ends the servers of a test, and removes their folders. */
export async function endLspBoxes(): Promise<void> {
  for (const { client, root } of open.splice(0)) {
    await client.end();
    rmSync(root, { recursive: true, force: true });
  }
}
