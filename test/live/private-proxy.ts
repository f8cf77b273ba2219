/** Real private proxy servers on 127.0.0.1, built from their published sources, in front of the user's GOPROXY. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { nobody } from '../gather/http/servers.ts';

/** A published proxy server. */
export interface Server {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  /** The program, where the module itself is none. */
  readonly main?: string;
  /** `upstream`: the URL it asks; what it has fetched lies below `cache` and outlives it. */
  args(host: string, cache: string, upstream: string): string[];
}

export const SERVERS: readonly Server[] = [
  {
    name: 'goproxyio',
    module: 'github.com/goproxyio/goproxy/v2',
    version: 'v2.0.7',
    args: (host, cache, upstream) => ['-listen', host, '-cacheDir', cache, '-proxy', upstream],
  },
  {
    name: 'goproxy',
    module: 'github.com/goproxy/goproxy',
    version: 'v0.18.0',
    main: `package main

import (
	"net/http"
	"os"

	"github.com/goproxy/goproxy"
)

func main() {
	http.ListenAndServe(os.Args[1], &goproxy.Goproxy{
		Cacher:  goproxy.DirCacher(os.Args[2]),
		Fetcher: &goproxy.GoFetcher{Env: append(os.Environ(), "GOPROXY="+os.Args[3], "GOSUMDB=off")},
	})
}
`,
    args: (host, cache, upstream) => [host, cache, upstream],
  },
];

/** Gives the program's path. Throws what go says. */
export function buildPrivateProxy(folder: string, { name, module, version, main }: Server): string {
  const at = join(folder, `build-${name}`);
  mkdirSync(at);
  writeFileSync(join(at, 'go.mod'), `module example.com/build\n\ngo 1.22\n\nrequire ${module} ${version}\n`);
  if (main !== undefined) writeFileSync(join(at, 'main.go'), main);
  const program = join(folder, name);
  execFileSync('go', ['build', '-mod=mod', '-o', program, main === undefined ? module : '.'], {
    cwd: at,
    stdio: 'pipe',
    env: { ...process.env, GOWORK: 'off' },
  });
  return program;
}

export interface PrivateProxy {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPrivateProxy(
  program: string,
  { args }: Server,
  cache: string,
  upstream: string,
): Promise<PrivateProxy> {
  const host = await nobody();
  const child = spawn(program, args(host, cache, upstream), { stdio: 'ignore' });
  await untilListening(host, child);
  return {
    url: `http://${host}`,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

async function untilListening(host: string, child: ChildProcess): Promise<void> {
  const [address, port] = host.split(':');
  for (let attempt = 0; attempt < 100; attempt++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), address, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    if (child.exitCode !== null) throw new Error(`the proxy server ended with status ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the proxy server does not listen');
}
