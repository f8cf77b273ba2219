/** GOPROXY: what Go refuses, never reads, asks in clear text, or goes on to after any error. */
import type { Stretch } from '../../../text/secrets.ts';
import { GO_DEFAULTS, lacksHost, type ProxyStep, parseProxyList } from '../goproxy.ts';
import { expansionsIn, filledIn, overlaps } from './expansions.ts';
import type { FaultContext, SettingFault } from './types.ts';

/** Go's own proxy, as its default names it. */
const DEFAULT_HOST = GO_DEFAULTS.GOPROXY.replace(/^https:\/\/|,.*$/g, '');

export function* proxyFaults(value: string, context: FaultContext): Generator<SettingFault> {
  if (value === '') return;
  const unknown = context.literal ? [] : expansionsIn(value);
  const { steps, unread, error } = parseProxyList(withHosts(value, unknown));
  const as = (start: number, end: number) => ({ start, end, text: value.slice(start, end) });
  if (error !== undefined && !overlaps(unknown, error.start, error.end))
    yield { ...as(error.start, error.end), kind: 'proxy-invalid', error: error.message };
  for (const [index, step] of steps.entries()) {
    const at = as(step.start, step.end);
    // All of it comes from elsewhere: it may be anything.
    if (unknown.some(({ start, end }) => start <= step.start && end >= step.end)) {
      if (step.fallBackOnError && steps[index + 1] !== undefined) yield { ...at, kind: 'proxy-fallthrough' };
      continue;
    }
    if (index === 0 && step.kind === 'direct') yield { ...at, kind: 'proxy-direct-only' };
    if (step.fallBackOnError && steps[index + 1] !== undefined) yield { ...at, kind: 'proxy-fallthrough' };
    if (step.kind === 'proxy') yield* hostFaults(step, at, unknown);
  }
  for (const { start, end } of unread.slice(0, 1)) yield { ...as(start, end), kind: 'proxy-unreachable' };
}

/** With a dot in entries that are unknown as a whole, so that they read like hosts: digits alone would be refused as no URL. */
function withHosts(value: string, unknown: readonly Stretch[]): string {
  const filled = filledIn(value, unknown);
  if (unknown.length === 0) return filled;
  return filled.replace(/[^,|]+/g, (entry, at: number) => {
    const start = at + (entry.length - entry.trimStart().length);
    const end = start + entry.trim().length;
    return /^1{2,}$/.test(entry.trim()) && overlaps(unknown, start, end) ? entry.replace('11', '1.') : entry;
  });
}

type At = Pick<SettingFault, 'start' | 'end' | 'text'>;

function* hostFaults(step: ProxyStep, at: At, unknown: readonly Stretch[]): Generator<SettingFault> {
  if (step.kind !== 'proxy' || step.url.scheme === 'file') return;
  const { scheme, host, user } = step.url;
  const authority = authorityOf(at);
  const userEnd = at.text.slice(0, authority.end - at.start).lastIndexOf('@');
  const hostStart = userEnd < 0 ? authority.start : at.start + userEnd + 1;
  if (user?.password && !overlaps(unknown, passwordStart(at, authority.start), hostStart))
    yield { ...at, kind: 'proxy-credentials', host };
  if (lacksHost(step)) yield { ...at, kind: 'proxy-invalid', error: `no host answers to ${at.text}` };
  if (lacksHost(step) || overlaps(unknown, hostStart, authority.end)) return;
  const isDefault = host.replace(/:443$/, '') === DEFAULT_HOST;
  if (scheme === 'http' && !isLoopback(host)) yield { ...at, kind: 'proxy-plaintext', host };
  if (scheme === 'https' && !isDefault && !isLoopback(host)) yield { ...at, kind: 'proxy-third-party', host };
}

/** Of the entry: between the slashes of a scheme, if any, and the path. */
function authorityOf({ start, text }: At): Stretch {
  const from = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(text)?.[0].length ?? 0;
  const length = text.slice(from).search(/[/?#]/);
  return { start: start + from, end: start + (length < 0 ? text.length : from + length) };
}

function passwordStart({ start, text }: At, authority: number): number {
  const colon = text.indexOf(':', authority - start);
  return start + colon + 1;
}

/** A host of this machine, with or without a port. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
