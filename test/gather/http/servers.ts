/** Servers on 127.0.0.1 for tests; all are closed, with their connections, by `closeServers`. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import type { Writable } from 'node:stream';

const open: { close(): void }[] = [];

export interface TestServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly host: string;
  readonly server: Server;
  /** `METHOD URL` of every request, with ` authorization` behind it where there was one. */
  readonly seen: string[];
}

export type Reply = (request: IncomingMessage, response: ServerResponse) => void;

export async function serve(reply: Reply, tls?: { key: string; cert: string }): Promise<TestServer> {
  const seen: string[] = [];
  const listener: RequestListener = (request, response) => {
    const { authorization } = request.headers;
    seen.push(`${request.method} ${request.url}${authorization === undefined ? '' : ` ${authorization}`}`);
    reply(request, response);
  };
  const server = tls ? createSecureServer(tls, listener) : createServer(listener);
  await listen(server);
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `${tls ? 'https' : 'http'}://${host}`, host, server, seen };
}

/** A server that speaks no HTTP. */
export async function serveTcp(onSocket: (socket: Socket) => void): Promise<{ url: string; host: string }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onSocket(socket);
  });
  await listen(server);
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}`, host };
}

/** A host where nobody listens. */
export async function nobody(): Promise<string> {
  const server = createTcpServer();
  await listen(server);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

export function closeServers(): void {
  for (const server of open.splice(0)) server.close();
}

function listen(server: TcpServer): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/** Answers without end, a byte at a time. */
export function drip(_: unknown, response: ServerResponse): void {
  dripTo(response);
}

export function dripTo(stream: Writable, first = ''): void {
  stream.write(first);
  const timer = setInterval(() => stream.write('x'), 50);
  stream.on('close', () => clearInterval(timer));
}
