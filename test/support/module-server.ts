/** A module proxy on 127.0.0.1 with modules of a few lines each, written as text; it tells what it was asked. */
import { goModHash } from '../../src/go/graph/sums.ts';
import { isPseudoVersion } from '../../src/go/pseudo.ts';
import { serve, type TestServer } from '../gather/http/servers.ts';
import { buildZip } from '../gather/zip-builder.ts';

export interface ServedVersion {
  /** go.mod, without the module line, which is put in front. */
  readonly mod?: string;
  /** Of the commit; left out: the .info is gone. */
  readonly time?: string;
  readonly license?: string;
}

/** By `path@version`; the last of a path is its latest. */
export type Served = Readonly<Record<string, ServedVersion>>;

export interface ModuleServer extends TestServer {
  /** Answers with this status from now on, where a request's path contains the text. */
  fail(status: number, text?: string): void;
  /** Has all modules again. */
  mend(): void;
  /** Requests since the last call, sorted. */
  asked(): string[];
}

export async function serveModules(modules: Served): Promise<ModuleServer> {
  let failing: { readonly status: number; readonly text: string } | undefined;
  const files = await filesOf(modules);
  const server = await serve((request, response) => {
    const url = request.url ?? '';
    const failed = failing !== undefined && url.includes(failing.text);
    const body = failed ? undefined : files.get(url);
    response.writeHead(failed ? failing!.status : body === undefined ? 404 : 200);
    response.end(body);
  });
  return {
    ...server,
    fail: (status, text = '') => {
      failing = { status, text };
    },
    mend: () => {
      failing = undefined;
    },
    asked: () => server.seen.splice(0).sort(),
  };
}

/** The lines of go.sum for the go.mod files of these modules. */
export function goSum(modules: Served, keys: readonly string[] = Object.keys(modules)): string {
  const lines = keys.map((key) => {
    const [path = '', version = ''] = key.split('@');
    return `${path} ${version}/go.mod ${goModHash(goModOf(path, modules[key]!.mod))}\n`;
  });
  return lines.join('');
}

function goModOf(path: string, mod = ''): string {
  return `module ${path}\n${mod}`;
}

async function filesOf(modules: Served): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  const lists = new Map<string, string[]>();
  for (const [key, { mod = '', time, license }] of Object.entries(modules)) {
    const [path = '', version = ''] = key.split('@');
    const at = `/${path.replace(/[A-Z]/g, (c) => `!${c.toLowerCase()}`)}/@v`;
    lists.set(at, [...(lists.get(at) ?? []), ...(isPseudoVersion(version) ? [] : [version])]);
    files.set(`${at}/${version}.mod`, goModOf(path, mod));
    const info = time === undefined ? undefined : JSON.stringify({ Version: version, Time: time });
    if (info !== undefined) {
      files.set(`${at}/${version}.info`, info);
      files.set(`${at.slice(0, -1)}latest`, info);
    }
    if (license !== undefined)
      files.set(`${at}/${version}.zip`, buildZip([{ name: `${path}@${version}/LICENSE`, content: license }]));
  }
  for (const [at, versions] of lists) files.set(`${at}/list`, versions.map((v) => `${v}\n`).join(''));
  return files;
}
