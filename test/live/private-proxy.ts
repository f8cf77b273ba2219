/** A real private proxy server on 127.0.0.1, built from its published source, in front of the user's GOPROXY. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { nobody } from '../gather/http/servers.ts';

const MODULE = 'github.com/goproxyio/goproxy/v2';
const VERSION = 'v2.0.7';

/** Gives the program's path. Throws what go says. */
export function buildPrivateProxy(folder: string): string {
  const at = join(folder, 'build');
  mkdirSync(at);
  writeFileSync(join(at, 'go.mod'), `module example.com/build\n\ngo 1.22\n\nrequire ${MODULE} ${VERSION}\n`);
  const program = join(folder, 'private-proxy');
  execFileSync('go', ['build', '-mod=mod', '-o', program, MODULE], {
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

/** `upstream`: the URL it asks; what it has fetched lies below `cache` and outlives it. */
export async function startPrivateProxy(program: string, cache: string, upstream: string): Promise<PrivateProxy> {
  const host = await nobody();
  const child = spawn(program, ['-listen', host, '-cacheDir', cache, '-proxy', upstream], { stdio: 'ignore' });
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
