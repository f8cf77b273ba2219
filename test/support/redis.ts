/** A real Redis on a free port of 127.0.0.1, with a password, whose data outlive a restart. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BIN } from './built.ts';

export interface RedisServer {
  readonly port: number;
  readonly password: string;
  /** Ends it as an administrator would, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Where test machines have the packages that modwarden does not install. */
export const PEERS = process.env.MODWARDEN_PEERS ?? '';

/** Why the tests of the queue cannot run; undefined where they can. */
export function whyNoQueue(): string | undefined {
  if (redisPath() === undefined) return 'no redis-server in PATH';
  const paths = [BIN, ...(PEERS === '' ? [] : [join(PEERS, 'x')])];
  for (const name of ['bullmq', 'ioredis'])
    if (!paths.some((path) => isResolved(path, name))) return `the package ${name} is not installed`;
  return undefined;
}

function isResolved(from: string, name: string): boolean {
  try {
    createRequire(from).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function redisPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .map((folder) => join(folder, 'redis-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** `tls`: PEM files of a server that takes no other connections. */
export async function startRedis(
  folder: string,
  tls?: { readonly cert: string; readonly key: string },
): Promise<RedisServer> {
  const port = await freePort();
  const password = 'queue-password-of-the-test';
  const options = {
    ...(tls === undefined
      ? { port: String(port) }
      : {
          port: '0',
          'tls-port': String(port),
          'tls-cert-file': tls.cert,
          'tls-key-file': tls.key,
          'tls-auth-clients': 'no',
        }),
    bind: '127.0.0.1',
    dir: folder,
    requirepass: password,
    save: '',
    appendonly: 'yes',
    appendfsync: 'always',
    'maxmemory-policy': 'noeviction',
  };
  const start = async () => {
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(redisPath()!, args, { stdio: 'ignore' });
    await listening(port);
    return child;
  };
  let child: ChildProcess = await start();
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return {
    port,
    password,
    stop,
    restart: async () => {
      await stop();
      await pause(200);
      child = await start();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const socket = connect(port, '127.0.0.1');
    const isThere = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (isThere) return;
    await pause(50);
  }
  throw new Error('redis-server does not start');
}
