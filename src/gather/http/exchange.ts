/** One request and its answer, with limits on time and size. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { createGunzip } from 'node:zlib';
import { notRepeatable } from '../repeat/conditions.ts';
import { type Agents, proxyCredentials } from './agents.ts';
import type { RunLimits } from './limits.ts';
import { causeOf, reasonOf } from './messages.ts';
import { type QuestionClock, type RunClock, runRefusal, type Watch, watch } from './watch.ts';
import { hostOf, portOf } from './web-proxy.ts';

export interface Exchange {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent by POST; undefined: GET. */
  readonly body?: Uint8Array | undefined;
  /** Bytes of the answer, unpacked. */
  readonly maxBytes: number;
  readonly limits: RunLimits;
  readonly question: QuestionClock;
  readonly run: RunClock;
  /** Runs one at a time: the reading of large answers. */
  readonly largeSlot: (task: () => Promise<void>) => Promise<void>;
}

export type Exchanged =
  | {
      readonly ok: true;
      readonly status: number;
      readonly reason: string;
      readonly headers: IncomingMessage['headers'];
      readonly body: Uint8Array;
    }
  | {
      readonly ok: false;
      /** Go's words, without `Get "URL": `. */
      readonly cause: string;
      /** `sending`: nothing came back · `reading`: the answer broke off or went over a limit. */
      readonly phase: 'sending' | 'reading';
      /** The same request may go well a moment later. */
      readonly transient: boolean;
      /** The question's time was over. */
      readonly timedOut?: true;
    };

/** Of an answer that is no success, only the beginning is read: for the server's own words. */
const MAX_ERROR_BODY = 4096;

export function exchange(asked: Exchange, agents: Agents, proxy: URL | undefined): Promise<Exchanged> {
  const { url, headers, limits } = asked;
  notRepeatable();
  const over: Promise<Exchanged> = new Promise((resolve) => {
    const plainProxy = url.protocol === 'http:' ? proxy : undefined;
    const carrier = plainProxy ?? url;
    const request = (carrier.protocol === 'https:' ? httpsRequest : httpRequest)({
      host: hostOf(carrier),
      port: portOf(carrier),
      method: asked.body === undefined ? 'GET' : 'POST',
      path: plainProxy ? url.href.replace(/#.*/, '') : url.pathname + url.search,
      headers: { Host: url.host, ...(plainProxy ? proxyCredentials(plainProxy) : {}), ...headers },
      agent: agents.agentFor(url, proxy),
    });
    let phase: 'sending' | 'reading' = 'sending';
    const settle = (outcome: Exchanged) => {
      time.stop();
      resolve(outcome);
    };
    const fail = (cause: string, transient: boolean) => {
      settle({ ok: false, cause, phase, transient });
      request.destroy();
    };
    const failBy = (error: unknown) =>
      fail(causeOf(error, hostOf(url), `${hostOf(url)}:${portOf(url)}`), isTransient(error));
    const time = watch(limits, asked.question, asked.run, url.host, (cause, what) => {
      settle({ ok: false, cause, phase, transient: false, ...(what === 'question' && { timedOut: true }) });
      request.destroy();
    });
    request.on('error', failBy);
    request.on('socket', (socket) => whenReady(socket, carrier.protocol, () => time.connected()));
    const answered = (response: IncomingMessage, body: Uint8Array) => {
      const { statusCode: status = 0, headers: received } = response;
      settle({ ok: true, status, reason: reasonOf(response), headers: received, body });
    };
    request.on('response', (response) => {
      phase = 'reading';
      const done = (body: Uint8Array) => answered(response, body);
      time.sign(0);
      if (isWanted(response, headers)) readBody(response, asked, { time, fail, done, over: () => over });
      else readStart(response, request, time, done);
    });
    // 101: the server wants to speak another protocol, which nobody asked for.
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      answered(response, new Uint8Array());
    });
    request.end(asked.body);
  });
  return over;
}

/** Calls back once the connection stands; at once for one that was kept open. */
function whenReady(socket: Socket, protocol: string, ready: () => void): void {
  const event = protocol === 'https:' ? 'secureConnect' : 'connect';
  if (socket.connecting || (protocol === 'https:' && !(socket as Socket & { authorized?: boolean }).authorized))
    socket.once(event, ready);
  else ready();
}

/** To Go 200 is the only success (web.Response.Err). A part is one where a part was asked for, which Go never does. */
export function isWanted(
  { statusCode }: Pick<IncomingMessage, 'statusCode'>,
  { Range }: { readonly Range?: string },
): boolean {
  return statusCode === 200 || (statusCode === 206 && Range !== undefined);
}

interface Reading {
  readonly time: Watch;
  readonly fail: (cause: string, transient: boolean) => void;
  readonly done: (body: Uint8Array) => void;
  /** Ends with the exchange. */
  readonly over: () => Promise<unknown>;
}

function readBody(
  response: IncomingMessage,
  { maxBytes, limits, run, largeSlot }: Exchange,
  { time, fail, done, over }: Reading,
): void {
  const tooLarge = () => fail(`the response is larger than ${maxBytes} bytes`, false);
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  const packed = encoding === 'gzip';
  // Go would take packed bytes for the answer. `x-gzip` it does not unpack either.
  if (!packed && encoding !== '' && encoding !== 'identity') {
    fail(`unsupported content encoding ${JSON.stringify(encoding.slice(0, 40))}`, false);
    return;
  }
  // The bytes of a part are counted as they are stored.
  if (packed && response.statusCode === 206) {
    fail('unsupported: a compressed partial response', false);
    return;
  }
  if (!packed && Number(response.headers['content-length'] ?? 0) > maxBytes) {
    tooLarge();
    return;
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  response.on('data', (part: Uint8Array) => time.sign(part.length));
  response.on('error', () => fail('unexpected EOF', true));
  const body = packed ? response.pipe(createGunzip()) : response;
  if (packed) body.on('error', (error: Error) => fail(`gzip: ${error.message}`, false));
  let large = false;
  body.on('data', (part: Uint8Array) => {
    size += part.length;
    run.received += part.length;
    if (size > maxBytes) return tooLarge();
    if (run.received > limits.received) return fail(runRefusal(run, limits)!, false);
    parts.push(part);
    if (size <= limits.large || large) return;
    large = true;
    body.pause();
    time.pause();
    void largeSlot(async () => {
      time.resume();
      body.resume();
      await over();
    });
  });
  body.on('end', () => done(Buffer.concat(parts)));
}

function readStart(
  response: IncomingMessage,
  request: { destroy(): void },
  time: Watch,
  done: (body: Uint8Array) => void,
): void {
  const parts: Uint8Array[] = [];
  let size = 0;
  const finish = () => done(Buffer.concat(parts).subarray(0, MAX_ERROR_BODY));
  response.on('data', (part: Uint8Array) => {
    time.sign(part.length);
    parts.push(part);
    size += part.length;
    if (size < MAX_ERROR_BODY) return;
    finish();
    request.destroy();
  });
  response.on('end', finish);
  response.on('error', finish);
}

/** Connections that broke; a name that is not known or a certificate that does not hold will not be better in a second. */
function isTransient(error: unknown): boolean {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code) || message === 'socket hang up';
}
