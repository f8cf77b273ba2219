/** HTTP_PROXY, HTTPS_PROXY and NO_PROXY as Go reads them (golang.org/x/net/http/httpproxy): small letters where the capitals are unset. */
import { BlockList, isIP } from 'node:net';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that carries requests for a URL, if one does; a string says why it cannot be used. */
export type WebProxyFor = (url: URL) => URL | string | undefined;

export function webProxy(env: Environment): WebProxyFor {
  const either = (name: string) => env[name] || env[name.toLowerCase()] || '';
  const proxies = { 'http:': parseProxy(either('HTTP_PROXY')), 'https:': parseProxy(either('HTTPS_PROXY')) };
  const bypass = noProxy(either('NO_PROXY'));
  return (url) => {
    const proxy = proxies[url.protocol as 'http:' | 'https:'];
    if (proxy === undefined) return undefined;
    if (url.protocol === 'http:' && env.REQUEST_METHOD)
      return 'refusing to use HTTP_PROXY value in CGI environment; see golang.org/s/cgihttpproxy';
    return bypass(hostOf(url), portOf(url)) ? undefined : proxy;
  };
}

/** A value that is no URL gets `http://` in front; one that is none even then is skipped, as Go does. */
function parseProxy(value: string): URL | string | undefined {
  if (value === '') return undefined;
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
  if (!url?.hostname) return undefined;
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  return `proxies of the kind ${url.protocol.slice(0, -1)} are not supported`;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

export function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}

type Matcher = (host: string, port: string) => boolean;

function noProxy(value: string): Matcher {
  const matchers = value.split(',').map((entry) => matcher(entry.trim().toLowerCase()));
  return (host, port) =>
    host === 'localhost' || isLoopback(host) || matchers.some((matches) => matches?.(host.toLowerCase(), port));
}

function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** One entry: `*`, an address, a network (`10.0.0.0/8`), or a domain, with or without a port. */
function matcher(entry: string): Matcher | undefined {
  if (entry === '*') return () => true;
  const network = /^([0-9a-f.:]+)\/([0-9]{1,3})$/.exec(entry);
  if (network) return networkMatcher(network[1]!, Number(network[2]));
  const { host, port } = splitPort(entry);
  if (host === '') return undefined;
  const samePort = (p: string) => port === '' || port === p;
  if (isIP(host)) return (h, p) => h === host && samePort(p);
  // `example.com` covers itself and what is below, `.example.com` and `*.example.com` only what is below.
  const domain = host.startsWith('*.') ? host.slice(1) : host;
  const suffix = domain.startsWith('.') ? domain : `.${domain}`;
  return (h, p) => (h.endsWith(suffix) || (suffix !== domain && h === domain)) && samePort(p);
}

function networkMatcher(address: string, bits: number): Matcher | undefined {
  const version = isIP(address);
  if (version === 0 || bits > (version === 4 ? 32 : 128)) return undefined;
  const network = new BlockList();
  network.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6');
  return (host) => isIP(host) === version && network.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

function splitPort(entry: string): { host: string; port: string } {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::([0-9]*))?$/.exec(entry);
  return match ? { host: match[1] ?? match[2] ?? '', port: match[3] ?? '' } : { host: entry, port: '' };
}
