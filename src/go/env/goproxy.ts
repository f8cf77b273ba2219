/**
 * GOPROXY: entries separated by `,` or `|`, where the separator after an entry says when the next is asked: `,` only when the module was
 * not found there, `|` after any error (cmd/go/internal/modfetch).
 */
import type { Result } from '../std/result.ts';
import { trimSpace } from '../std/unicode.ts';
import { type GoUrl, parseUrl, redacted } from '../std/url.ts';

/** The one place that knows where Go's own services are. */
export const GOLANG = 'golang.org';

/** What Go's own go.env sets; distributions patch that file, so whoever knows better says so. */
export interface EnvDefaults {
  readonly GOPROXY: string;
  readonly GOSUMDB: string;
  readonly GOTOOLCHAIN: string;
}

/** Go's own defaults for the settings that name servers and toolchains. */
export const GO_DEFAULTS: EnvDefaults = {
  GOPROXY: `https://proxy.${GOLANG},direct`,
  GOSUMDB: `sum.${GOLANG}`,
  GOTOOLCHAIN: 'auto',
};

/** An entry of the list; `start` and `end` are offsets of its text, trimmed, in the value. */
export interface ProxyEntry {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One entry of GOPROXY. */
export type ProxyStep = ProxyEntry & {
  /** Whether any error here, not only "not found", leads on to the next step: it is followed by `|`. */
  readonly fallBackOnError: boolean;
} & ({ readonly kind: 'proxy'; readonly url: GoUrl } | { readonly kind: 'direct' | 'off' });

/** A parsed GOPROXY value. */
export interface ProxyList {
  readonly steps: readonly ProxyStep[];
  /** Entries after `direct` or `off`: Go does not even look at them. */
  readonly unread: readonly ProxyEntry[];
  /** Go's message. With it every look-up of every module fails, whatever the other entries say. */
  readonly error: (ProxyEntry & { readonly message: string }) | undefined;
}

/** How Go reads a value of GOPROXY that is not defaulted any more. */
export function parseProxyList(value: string): ProxyList {
  const steps: ProxyStep[] = [];
  const unread: ProxyEntry[] = [];
  let ended = false;
  for (const { entry, fallBackOnError } of entries(value)) {
    if (ended) {
      unread.push(entry);
    } else if (entry.text === 'direct' || entry.text === 'off') {
      steps.push({ ...entry, kind: entry.text, fallBackOnError: false });
      ended = true;
    } else {
      const { value: url, error } = proxyUrl(entry.text);
      if (error !== undefined) return { steps, unread, error: { ...entry, message: error } };
      steps.push({ ...entry, kind: 'proxy', url, fallBackOnError });
    }
  }
  if (steps.length > 0) return { steps, unread, error: undefined };
  const message = 'GOPROXY list is not the empty string, but contains no entries';
  return { steps, unread, error: { text: value, start: 0, end: value.length, message } };
}

/** What one step answers, for `asked`. */
export type ProxyAnswer = 'found' | 'not found' | 'error';

/** The steps that Go asks, in order, when each answers as told. */
export function asked(steps: readonly ProxyStep[], answer: (step: ProxyStep) => ProxyAnswer): ProxyStep[] {
  const out: ProxyStep[] = [];
  for (const step of steps) {
    out.push(step);
    const got = answer(step);
    if (got === 'found' || (got === 'error' && !step.fallBackOnError)) break;
  }
  return out;
}

/** Whether Go refuses to ask the proxy, because it would send a name or password in clear text. */
export function refusesCredentials(step: ProxyStep): boolean {
  return step.kind === 'proxy' && step.url.scheme === 'http' && step.url.user !== undefined;
}

/** Whether the URL names no host that could answer: none at all, or `.`, which no certificate can be for. Go takes both, and fails later. */
export function lacksHost(step: ProxyStep): boolean {
  if (step.kind !== 'proxy' || step.url.scheme === 'file') return false;
  const name = step.url.host.replace(/:[0-9]*$/, '');
  return name === '' || name === '.';
}

function* entries(value: string): Generator<{ entry: ProxyEntry; fallBackOnError: boolean }> {
  for (let from = 0; from <= value.length; ) {
    let end = from;
    while (end < value.length && value[end] !== ',' && value[end] !== '|') end++;
    const raw = value.slice(from, end);
    const text = trimSpace(raw);
    const start = from + raw.indexOf(text);
    if (text !== '') yield { entry: { text, start, end: start + text.length }, fallBackOnError: value[end] === '|' };
    from = end + 1;
  }
}

/** The URL of an entry: `https://` goes before a name without scheme that looks like a host. */
function proxyUrl(text: string): Result<GoUrl> {
  const bare = /[.:/]/.test(text) && !text.includes(':/') && !text.startsWith('/');
  const parsed = parseUrl(bare ? `https://${text}` : text);
  if (parsed.error !== undefined) return parsed;
  const url = parsed.value;
  if (url.scheme === 'http' || url.scheme === 'https') return parsed;
  if (url.scheme === '') return { error: `invalid proxy URL missing scheme: ${redacted(url)}` };
  if (url.scheme !== 'file') return { error: `invalid proxy URL scheme (must be https, http, file): ${redacted(url)}` };
  const onlyPath = !url.opaque && !url.user && !url.host && !url.omitHost && !url.query && !url.fragment;
  return onlyPath ? parsed : { error: `invalid file:// proxy URL with non-path elements: ${redacted(url)}` };
}
