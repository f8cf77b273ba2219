/** Connections that are kept open, and that go through the user's web proxy where there is one. */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { type SecureContext, connect as tlsConnect } from 'node:tls';
import { credentialsOf } from './credentials.ts';
import { reasonOf } from './messages.ts';
import { hostOf, portOf } from './web-proxy.ts';

export interface Agents {
  /** For a target reached directly, or by a tunnel through `proxy`. */
  agentFor(target: URL, proxy: URL | undefined): HttpAgent;
  /** Ends all connections, idle or not. */
  close(): void;
}

/** `connectTimeout` in milliseconds holds for the way to the web proxy and its answer. */
export function agents(roots: SecureContext | undefined, connectTimeout: number): Agents {
  const open = new Map<string, HttpAgent>();
  const underWay: UnderWay = new Set();
  const tls = roots ? { secureContext: roots } : {};
  const make = (target: URL, proxy: URL | undefined): HttpAgent => {
    // A plain request is handed to the proxy itself, on a plain or secure connection.
    const carrier = target.protocol === 'http:' ? proxy : undefined;
    if ((carrier ?? target).protocol === 'http:') return new HttpAgent({ keepAlive: true });
    const agent = new HttpsAgent({ keepAlive: true, ...tls });
    return proxy && !carrier ? tunnelled(agent, proxy, tls, connectTimeout, underWay) : agent;
  };
  return {
    agentFor: (target, proxy) => {
      const key = `${target.protocol} ${proxy?.href ?? ''}`;
      const agent = open.get(key) ?? make(target, proxy);
      open.set(key, agent);
      return agent;
    },
    close: () => {
      for (const agent of open.values()) agent.destroy();
      for (const connection of underWay) connection.destroy();
    },
  };
}

type Tls = { readonly secureContext?: SecureContext };
/** Connections that no agent has yet: tunnels that are being dug. */
type UnderWay = Set<{ destroy(): void }>;
type Done = (error: Error | null, socket?: Duplex) => void;
interface Target {
  readonly host?: string;
  readonly port?: string | number;
  readonly servername?: string;
}

/** The agent's connections go by CONNECT through the proxy, TLS inside. */
function tunnelled(agent: HttpsAgent, proxy: URL, tls: Tls, timeout: number, underWay: UnderWay): HttpsAgent {
  const connect = (target: Target, done: Done): undefined => {
    const authority = `${bracketed(target.host ?? '')}:${target.port}`;
    const request = openTunnel(proxy, authority, tls, timeout, (error, socket) => {
      underWay.delete(request);
      if (error || !socket) return done(error ?? new Error('no connection'));
      const secure = tlsConnect({ socket, servername: target.servername ?? '', ALPNProtocols: ['http/1.1'], ...tls });
      underWay.add(secure);
      const timer = setTimeout(() => secure.destroy(new Error('net/http: TLS handshake timeout')), timeout);
      secure.once('close', () => {
        clearTimeout(timer);
        underWay.delete(secure);
      });
      secure.once('error', (failure) => done(failure));
      secure.once('secureConnect', () => {
        clearTimeout(timer);
        underWay.delete(secure);
        done(null, secure);
      });
    });
    underWay.add(request);
  };
  return Object.assign(agent, { createConnection: connect });
}

function openTunnel(proxy: URL, authority: string, tls: Tls, timeout: number, done: Done): { destroy(): void } {
  const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
    host: hostOf(proxy),
    port: portOf(proxy),
    method: 'CONNECT',
    path: authority,
    headers: { Host: authority, ...proxyCredentials(proxy) },
    agent: false,
    ...tls,
  });
  const timer = setTimeout(() => request.destroy(new Error('proxyconnect tcp: i/o timeout')), timeout);
  request.once('connect', (response, socket) => {
    clearTimeout(timer);
    if (response.statusCode === 200) return done(null, socket);
    socket.destroy();
    done(new Error(statusOf(response)));
  });
  request.once('response', (response) => request.destroy(new Error(statusOf(response))));
  request.once('error', (error) => {
    clearTimeout(timer);
    done(error);
  });
  request.end();
  return request;
}

function statusOf(response: IncomingMessage): string {
  return `${response.statusCode} ${reasonOf(response)}`.trim();
}

export function proxyCredentials(proxy: URL): Record<string, string> {
  const credentials = credentialsOf(proxy);
  return credentials === undefined ? {} : { 'Proxy-Authorization': credentials };
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
