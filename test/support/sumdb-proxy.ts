/** A module proxy on 127.0.0.1 with a checksum database of its own, which may serve other content than it has logged. */
import { fileSum, goModHash, hash1 } from '../../src/go/dirhash/hash1.ts';
import { escapePath } from '../../src/go/path/escape.ts';
import { encode } from '../../src/text/bytes.ts';
import { serve, type TestServer } from '../gather/http/servers.ts';
import { buildZip } from '../gather/proxy/zip-builder.ts';
import { recordOf, type TestLog, testLog } from './sumdb-log.ts';

/** Files of a module version by their paths in it; `go.mod` is made where it is not there. */
export type ModuleFiles = Readonly<Record<string, string>>;

/** By `path@version`. */
export type Modules = Readonly<Record<string, ModuleFiles>>;

export interface SumdbProxy extends TestServer {
  /** For GOSUMDB. */
  readonly key: string;
  /** The lines of go.sum for what the proxy serves now. */
  sum(): Promise<string>;
  /** Serves these in place of the logged ones. The log stays as it is. */
  poison(modules: Modules): void;
  /** Answers a lookup of one module with the record of another. */
  swap(key: string, other: string): void;
  /** Answers lookups and tiles of another history from now on. */
  fork(): void;
  /** Answers what is asked of the database with this status from now on. */
  fail(status: number): void;
}

/** The modules are the last records of a log of 300. */
export async function serveWithSumdb(modules: Modules): Promise<SumdbProxy> {
  const keys = Object.keys(modules);
  const records = Object.fromEntries(
    await Promise.all(keys.map(async (key, i) => [300 - keys.length + i, await linesOf(key, modules[key]!)] as const)),
  );
  const forked = { ...records, 290: recordOf(290, 'other') };
  let log = testLog(300, { replaced: records });
  let served = modules;
  let failing: number | undefined;
  const swapped = new Map<string, string>();
  const server = await serve((request, response) => {
    const url = decodeURIComponent(request.url!);
    const asked = /^\/sumdb\/sumdb\.example(\/.*)$/.exec(url)?.[1];
    if (asked !== undefined && failing !== undefined) return void response.writeHead(failing).end();
    const body = asked === undefined ? fileOf(served, url) : databaseAnswer(log, keys, asked, swapped);
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  return {
    ...server,
    key: log.signer.key,
    sum: async () =>
      (await Promise.all(Object.entries(served).map(([key, files]) => linesOf(key, files)))).sort().join(''),
    poison: (more) => {
      served = { ...served, ...more };
    },
    swap: (key, other) => void swapped.set(key, other),
    fork: () => {
      log = testLog(310, { replaced: forked });
    },
    fail: (status) => {
      failing = status;
    },
  };
}

function databaseAnswer(
  log: TestLog,
  keys: readonly string[],
  asked: string,
  swapped: ReadonlyMap<string, string>,
): Uint8Array | undefined {
  if (asked === '/supported') return new Uint8Array();
  const wanted = keys.find((key) => asked === `/lookup/${escaped(key)}`) ?? '';
  const index = keys.indexOf(swapped.get(wanted) ?? wanted);
  return index < 0 ? log.answer(asked) : encode(log.lookup(300 - keys.length + index));
}

function fileOf(modules: Modules, url: string): Uint8Array | string | undefined {
  for (const [key, files] of Object.entries(modules)) {
    const [path = '', version = ''] = key.split('@');
    const at = `/${escapePath(path).value}/@v`;
    if (url === `${at}/${version}.mod`) return modOf(path, files);
    if (url === `${at}/${version}.info`) return JSON.stringify({ Version: version, Time: '2026-01-01T00:00:00Z' });
    if (url === `${at}/${version}.zip`) return moduleZip(key, files);
    if (url === `${at}/list`) return `${version}\n`;
  }
  return undefined;
}

export function moduleZip(key: string, files: ModuleFiles): Uint8Array {
  const all = { 'go.mod': modOf(key.split('@')[0]!, files), ...files };
  return buildZip(Object.entries(all).map(([name, content]) => ({ name: `${key}/${name}`, content })));
}

function modOf(path: string, files: ModuleFiles): string {
  return files['go.mod'] ?? `module ${path}\n`;
}

function escaped(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** Both lines of go.sum. */
export async function linesOf(key: string, files: ModuleFiles): Promise<string> {
  const [path = '', version = ''] = key.split('@');
  const mod = modOf(path, files);
  const all = Object.entries({ 'go.mod': mod, ...files });
  const zip = hash1(await Promise.all(all.map(([name, text]) => fileSum(`${key}/${name}`, encode(text))))).value;
  return `${path} ${version} ${zip}\n${path} ${version}/go.mod ${await goModHash(encode(mod))}\n`;
}
