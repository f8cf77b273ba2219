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
    if (index === 0 && step.kind === 'direct') yield { ...at, kind: 'proxy-direct-only' };
    if (step.fallBackOnError && steps[index + 1] !== undefined) yield { ...at, kind: 'proxy-fallthrough' };
    if (step.kind === 'proxy') yield* hostFaults(step, at, unknown);
  }
  for (const { start, end } of unread.slice(0, 1)) yield { ...as(start, end), kind: 'proxy-unreachable' };
}

/** With a dot in entries that are unknown as a whole, so that they read like hosts: digits alone would be refused as no URL. */
function withHosts(value: string, unknown: readonly Stretch[]): string {
  return filledIn(value, unknown).replace(/[^,|]+/g, (entry, at: number) => {
    const isUnknown = /^1{2,}$/.test(entry.trim()) && overlaps(unknown, at, at + entry.length);
    return isUnknown ? entry.replace('11', '1.') : entry;
  });
}

type At = Pick<SettingFault, 'start' | 'end' | 'text'>;
type Proxy = Extract<ProxyStep, { readonly kind: 'proxy' }>;

/** `at`: the entry as written. In the text of the step, as long, what is unknown is filled in. */
function* hostFaults(step: Proxy, at: At, unknown: readonly Stretch[]): Generator<SettingFault> {
  const { scheme, host, user } = step.url;
  const [prefix = '', authority = ''] = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?([^/?#]*)/.exec(step.text) ?? [];
  const from = step.start + prefix.length - authority.length;
  const isKnown = (start: number, end: number) => !overlaps(unknown, from + start, from + end);
  const userLength = authority.lastIndexOf('@') + 1;
  const isHostKnown = isKnown(userLength, authority.length);
  if (user?.password && isKnown(authority.indexOf(':'), userLength))
    yield { ...at, kind: 'proxy-credentials', ...(isHostKnown ? { host } : {}) };
  if (lacksHost(step)) yield { ...at, kind: 'proxy-invalid', error: `no host answers to ${at.text}` };
  if (lacksHost(step) || !isHostKnown) return;
  const isDefault = host.replace(/:443$/, '') === DEFAULT_HOST;
  if (scheme === 'http' && !isLoopback(host)) yield { ...at, kind: 'proxy-plaintext', host };
  if (scheme === 'https' && !isDefault && !isLoopback(host)) yield { ...at, kind: 'proxy-third-party', host };
}

/** A host of this machine, with or without a port. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
