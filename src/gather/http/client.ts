/** GET as the go command does it: its redirect rules, its messages; and, unlike it, with time-outs, limits and patience for busy servers. */
import type { IncomingMessage } from 'node:http';
import { VERSION } from '../../version.ts';
import { agents } from './agents.ts';
import { credentialsOf, redacted } from './credentials.ts';
import { type Exchanged, exchange, isWanted } from './exchange.ts';
import { hosts } from './hosts.ts';
import { limiter } from './limiter.ts';
import { type RunLimits, runLimits } from './limits.ts';
import { errorDetail, statusMessage } from './messages.ts';
import { hostIn, initialRequest, mayFollow } from './redirects.ts';
import { trustedRoots } from './roots.ts';
import { type QuestionClock, questionClock, runClock, runRefusal, timeLeft } from './watch.ts';
import { type Environment, webProxy } from './web-proxy.ts';

export interface HttpOptions {
  /** For HTTP_PROXY and its like, and certificates. */
  readonly env: Environment;
  readonly platform?: NodeJS.Platform;
  /** Instead of those of limits.ts. */
  readonly limits?: Partial<RunLimits>;
  /** Requests at the same time. */
  readonly parallel?: number;
  /** How often a request is repeated that may go well later, and the milliseconds before the first repetition, doubled each time. */
  readonly retries?: number;
  readonly pause?: number;
  /** Milliseconds: where a server asks for more patience (Retry-After), or for more than the question has, its refusal counts. */
  readonly patience?: number;
  readonly meter?: Meter;
  /** The Authorization header for a URL, for https only. `written`: the URL as Go writes it, which keeps letter case and port. */
  readonly credentials?: (url: URL, written: string) => string | undefined;
}

/** What was asked of servers, counted up. */
export interface Meter {
  /** Repetitions and redirects counted too. */
  requests: number;
  /** Of answers' bodies, unpacked. */
  bytes: number;
}

export interface GetOptions {
  readonly maxBytes: number;
  /** Bytes wanted, as `bytes=0-99`; the answer may still be the whole. */
  readonly range?: string;
  /** The URL as Go writes it, without user and password, where that may differ from `url.href`. */
  readonly written?: string;
  /** Beside those of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Which URLs a redirect may lead to; left out: as Go has it. */
  readonly mayFollow?: (url: URL) => boolean;
  /** Sent by POST, which no redirect is followed with. Only for questions that change nothing on the server: it may be sent again. */
  readonly post?: { readonly type: string; readonly body: Uint8Array };
  /** Of requests that wait for a slot the lowest goes first; left out: 0. */
  readonly rank?: number;
  /** Shared by the requests of one question; without it this is a question of its own. */
  readonly clock?: QuestionClock;
}

export type HttpReply =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: IncomingMessage['headers'];
      readonly body: Uint8Array;
      /** Where the answer came from, after redirects. */
      readonly url?: URL;
    }
  | {
      readonly ok: false;
      /** undefined: there was no answer. */
      readonly status: number | undefined;
      /** Go's words, without passwords. */
      readonly detail: string;
    };

export interface HttpClient {
  get(url: URL, options: GetOptions): Promise<HttpReply>;
  /** Ends connections, and whatever still waits. */
  close(): void;
}

/** Redirects of one request, as net/http. */
export const MAX_REDIRECTS = 10;

export function httpClient(options: HttpOptions): HttpClient {
  const { env, platform = process.platform, retries = 3, pause = 500, patience = 30_000 } = options;
  const proxyFor = webProxy(env);
  const slot = limiter(options.parallel ?? 16);
  const limits: RunLimits = { ...runLimits(), ...options.limits };
  const known = hosts(limits);
  const run = runClock();
  const largeSlot = limiter(1);
  const pauses = interruptiblePauses();
  // Certificates are read when the first request needs them, not when the client is made.
  let pool: ReturnType<typeof agents> | undefined;
  let closed = false;
  const connections = () => {
    pool ??= agents(trustedRoots(env, platform), limits.connect);
    return pool;
  };

  /** `asked`: the host that the question was for; `url` may be where it sent us. */
  async function once({ url, asked, authorization, wanted, clock }: Request): Promise<Exchanged> {
    const proxy = proxyFor(url);
    if (typeof proxy === 'string') return refused(proxy);
    const { maxBytes, range, post } = wanted;
    const headers = {
      ...wanted.headers,
      ...(post && { 'Content-Type': post.type, 'Content-Length': String(post.body.length) }),
      'User-Agent': `modwarden/${VERSION}`,
      // A part of a packed answer would be of no use.
      'Accept-Encoding': range === undefined ? 'gzip' : 'identity',
      ...(range === undefined ? {} : { Range: range }),
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    };
    return slot(async () => {
      const refusal = closed ? 'the HTTP client is closed' : (known.refusal(asked) ?? known.refusal(url.host));
      const over = refusal ?? runRefusal(run, limits);
      if (over !== undefined) return refused(over);
      run.requests++;
      const exchanged = { url, headers, body: post?.body, maxBytes, limits, question: clock, run, largeSlot };
      const outcome = await exchange(exchanged, connections(), proxy);
      if (options.meter) options.meter.requests++;
      if (options.meter && outcome.ok) options.meter.bytes += outcome.body.length;
      if (!outcome.ok && outcome.timedOut) for (const host of new Set([asked, url.host])) known.timedOut(host);
      return outcome;
    }, wanted.rank);
  }

  async function patiently(request: Request): Promise<Exchanged> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await once(request);
      const wait = waitBefore(outcome, pause * 2 ** attempt);
      const { host } = request.url;
      if (wait === undefined) {
        if (attempt > 0) known.repeated(host, true);
        return outcome;
      }
      const most = Math.min(patience, timeLeft(request.clock, limits));
      if (attempt >= retries || wait > most || !known.mayRepeat(host)) {
        known.repeated(host, false);
        return outcome;
      }
      request.clock.used += wait;
      await pauses.pause(wait);
    }
  }

  async function get(first: URL, wanted: GetOptions): Promise<HttpReply> {
    if (first.protocol === 'http:' && credentialsOf(first) !== undefined)
      return noAnswer(`refusing to pass credentials to insecure URL: ${redacted(first)}`);
    const initial = initialRequest(first, wanted.written ?? first.href, options.credentials);
    let { authorization, host } = initial;
    const clock = wanted.clock ?? questionClock();
    let url = first;
    for (let hops = 0; ; hops++) {
      // What stands in a URL is for that URL alone; what a redirect leads to has its own or none.
      const sent = authorization ?? credentialsOf(url);
      const outcome = await patiently({ url, asked: first.host, authorization: sent, wanted, clock });
      if (!outcome.ok)
        return noAnswer(
          outcome.phase === 'sending'
            ? `Get ${JSON.stringify(starred(url))}: ${outcome.cause}`
            : `read ${JSON.stringify(redacted(first))}: ${outcome.cause}`,
        );
      if (isWanted({ statusCode: outcome.status }, { ...(wanted.range !== undefined && { Range: wanted.range }) }))
        return { ...outcome, url };
      if (!isRedirect(outcome) || wanted.post !== undefined) return refusal(first, outcome);
      const next = nextUrl(first, url, outcome, hops);
      if (typeof next === 'string') return noAnswer(next);
      if (wanted.mayFollow?.(next) === false)
        return noAnswer(`Get ${JSON.stringify(starred(first))}: redirected to a place that is not asked: ${next.host}`);
      host = hostIn(outcome.headers.location!, next) ?? host;
      // Once withheld they stay so, also where the way leads back.
      if (!mayFollow(initial, host, next)) authorization = undefined;
      url = next;
    }
  }

  const close = () => {
    closed = true;
    pauses.end();
    run.listening.stop();
    pool?.close();
  };
  return { get, close };
}

interface Request {
  readonly url: URL;
  readonly asked: string;
  readonly authorization: string | undefined;
  readonly wanted: GetOptions;
  readonly clock: QuestionClock;
}

function refused(cause: string): Exchanged {
  return { ok: false, cause, phase: 'sending', transient: false };
}

/** Pauses that end early when the client is closed: nothing waits for a server then. */
function interruptiblePauses() {
  const under = new Set<() => void>();
  return {
    pause: (milliseconds: number) =>
      new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          under.delete(end);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        under.add(end);
      }),
    end: () => {
      for (const end of under) end();
    },
  };
}

type Answered = Extract<Exchanged, { ok: true }>;

function refusal(url: URL, { status, reason, headers, body }: Answered): HttpReply {
  const detail = errorDetail(headers['content-type'], body);
  return { ok: false, status, detail: statusMessage(redacted(url), status, reason, detail) };
}

/** Without a place to go to it is an answer like others. */
function isRedirect({ status, headers }: Answered): boolean {
  return [301, 302, 303, 307, 308].includes(status) && Boolean(headers.location);
}

/** Where a redirect leads, or why Go does not follow it. */
function nextUrl(first: URL, url: URL, { headers: { location = '' } }: Answered, hops: number): URL | string {
  const failed = (at: string, why: string) => `Get ${JSON.stringify(at)}: ${why}`;
  if (!URL.canParse(location, url.href))
    return failed(starred(url), `failed to parse Location header ${JSON.stringify(location)}`);
  const next = new URL(location, url);
  // Go names the place as the server wrote it when it refuses to go there.
  const written = next.password === '' ? location : starred(next);
  if (first.protocol === 'https:' && next.protocol !== 'https:')
    return failed(written, `redirected from secure URL ${redacted(url)} to insecure URL ${redacted(next)}`);
  if (hops + 1 >= MAX_REDIRECTS) return failed(written, `stopped after ${MAX_REDIRECTS} redirects`);
  if (next.protocol !== 'http:' && next.protocol !== 'https:')
    return failed(starred(next), `unsupported protocol scheme ${JSON.stringify(next.protocol.slice(0, -1))}`);
  return next;
}

/** Milliseconds to wait before the request is worth repeating; undefined: never. */
function waitBefore(outcome: Exchanged, pause: number): number | undefined {
  const jittered = pause * (0.5 + Math.random() / 2);
  if (!outcome.ok) return outcome.transient ? jittered : undefined;
  if (![429, 502, 503, 504].includes(outcome.status)) return undefined;
  return Math.max(retryAfter(outcome.headers['retry-after']), jittered);
}

/** Seconds or a date, in milliseconds from now; 0 where there is none. */
function retryAfter(value: string | undefined): number {
  if (value === undefined) return 0;
  if (/^[0-9]{1,9}$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

/** As net/http shows a URL: `***` in place of a password. */
function starred(url: URL): string {
  return redacted(url).replace(':xxxxx@', ':***@');
}

function noAnswer(detail: string): HttpReply {
  return { ok: false, status: undefined, detail };
}
