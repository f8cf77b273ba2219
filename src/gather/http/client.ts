/** GET as the go command does it: its redirect rules, its messages; and, unlike it, with time-outs, limits and patience for busy servers. */
import type { IncomingMessage } from 'node:http';
import { VERSION } from '../../version.ts';
import { agents } from './agents.ts';
import { credentialsOf, redacted } from './credentials.ts';
import { exchange, isWanted, type Outcome, type Timeouts } from './exchange.ts';
import { limiter } from './limiter.ts';
import { errorDetail, statusMessage } from './messages.ts';
import { hostIn, initialRequest, mayFollow } from './redirects.ts';
import { trustedRoots } from './roots.ts';
import { type Environment, webProxy } from './web-proxy.ts';

export interface HttpOptions {
  /** For HTTP_PROXY and its like, and certificates. */
  readonly env: Environment;
  readonly platform?: NodeJS.Platform;
  readonly timeouts?: Timeouts;
  /** Requests at the same time. */
  readonly parallel?: number;
  /** How often a request is repeated that may go well later, and the milliseconds before the first repetition, doubled each time. */
  readonly retries?: number;
  readonly pause?: number;
  /** Milliseconds: a server that asks for more patience (Retry-After) is given up. */
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
}

export type Reply =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: IncomingMessage['headers'];
      readonly body: Uint8Array;
    }
  | {
      readonly ok: false;
      /** undefined: there was no answer. */
      readonly status: number | undefined;
      /** Go's words, without passwords. */
      readonly detail: string;
    };

export interface HttpClient {
  get(url: URL, options: GetOptions): Promise<Reply>;
  /** Lets go of idle connections. */
  close(): void;
}

export const TIMEOUTS: Timeouts = { connect: 20_000, idle: 60_000, total: 600_000 };
/** As net/http. */
const MAX_REDIRECTS = 10;
/** Requests in a row that a host leaves without an answer, until no more are made: hundreds of modules would take hours. */
const MAX_SILENT = 8;

export function httpClient(options: HttpOptions): HttpClient {
  const {
    env,
    platform = process.platform,
    timeouts = TIMEOUTS,
    retries = 3,
    pause = 500,
    patience = 30_000,
  } = options;
  const proxyFor = webProxy(env);
  const slot = limiter(options.parallel ?? 16);
  const silent = new Map<string, { readonly times: number; readonly cause: string }>();
  // Certificates are read when the first request needs them, not when the client is made.
  let pool: ReturnType<typeof agents> | undefined;
  const connections = () => {
    pool ??= agents(trustedRoots(env, platform), timeouts.connect);
    return pool;
  };

  async function once(url: URL, authorization: string | undefined, { maxBytes, range }: GetOptions): Promise<Outcome> {
    const proxy = proxyFor(url);
    if (typeof proxy === 'string') return { ok: false, cause: proxy, phase: 'sending', transient: false };
    const headers = {
      'User-Agent': `modwarden/${VERSION}`,
      // A part of a packed answer would be of no use.
      'Accept-Encoding': range === undefined ? 'gzip' : 'identity',
      ...(range === undefined ? {} : { Range: range }),
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    };
    return slot(async () => {
      const before = silent.get(url.host);
      if (before !== undefined && before.times >= MAX_SILENT)
        return {
          ok: false,
          cause: `${before.cause} (${url.host} was not asked again)`,
          phase: 'sending',
          transient: false,
        };
      const outcome = await exchange({ url, headers, maxBytes, timeouts }, connections(), proxy);
      if (options.meter) options.meter.requests++;
      if (options.meter && outcome.ok) options.meter.bytes += outcome.body.length;
      if (outcome.ok) silent.delete(url.host);
      else if (outcome.silent)
        silent.set(url.host, { times: (silent.get(url.host)?.times ?? 0) + 1, cause: outcome.cause });
      return outcome;
    });
  }

  async function patiently(url: URL, authorization: string | undefined, get: GetOptions): Promise<Outcome> {
    for (let attempt = 0; ; attempt++) {
      const outcome = await once(url, authorization, get);
      const wait = attempt < retries ? waitBefore(outcome, pause * 2 ** attempt, patience) : undefined;
      if (wait === undefined) return outcome;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  async function get(first: URL, wanted: GetOptions): Promise<Reply> {
    if (first.protocol === 'http:' && credentialsOf(first) !== undefined)
      return noAnswer(`refusing to pass credentials to insecure URL: ${redacted(first)}`);
    const initial = initialRequest(first, wanted.written ?? first.href, options.credentials);
    let { authorization, host } = initial;
    let url = first;
    for (let hops = 0; ; hops++) {
      // What stands in a URL is for that URL alone; what a redirect leads to has its own or none.
      const outcome = await patiently(url, authorization ?? credentialsOf(url), wanted);
      if (!outcome.ok)
        return noAnswer(
          outcome.phase === 'sending'
            ? `Get ${JSON.stringify(starred(url))}: ${outcome.cause}`
            : `read ${JSON.stringify(redacted(first))}: ${outcome.cause}`,
        );
      if (isWanted({ statusCode: outcome.status }, { ...(wanted.range !== undefined && { Range: wanted.range }) }))
        return outcome;
      if (!isRedirect(outcome)) return refusal(first, outcome);
      const next = nextUrl(first, url, outcome, hops);
      if (typeof next === 'string') return noAnswer(next);
      host = hostIn(outcome.headers.location!, next) ?? host;
      // Once withheld they stay so, also where the way leads back.
      if (!mayFollow(initial, host, next)) authorization = undefined;
      url = next;
    }
  }

  return { get, close: () => pool?.close() };
}

type Answered = Extract<Outcome, { ok: true }>;

function refusal(url: URL, { status, reason, headers, body }: Answered): Reply {
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
function waitBefore(outcome: Outcome, pause: number, patience: number): number | undefined {
  const jittered = pause * (0.5 + Math.random() / 2);
  if (!outcome.ok) return outcome.transient ? jittered : undefined;
  if (![429, 502, 503, 504].includes(outcome.status)) return undefined;
  const asked = retryAfter(outcome.headers['retry-after']);
  return asked > patience ? undefined : Math.max(asked, jittered);
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

function noAnswer(detail: string): Reply {
  return { ok: false, status: undefined, detail };
}
