/**
 * Who gets the user's credentials when a server redirects, as in Go: what stands in a URL is for that URL alone, what a netrc has for a
 * host also goes to other ports of it and to hosts below it (net/http's shouldCopyHeaderOnRedirect).
 */
import { domainToASCII } from 'node:url';
import { parseUrl } from '../../go/url.ts';

export interface Initial {
  /** The Authorization header of the user's own files; undefined where there is none, or the URL brings its own. */
  readonly authorization: string | undefined;
  /** With the port, as it was written: Go compares letter by letter. */
  readonly host: string;
  readonly url: URL;
}

export function initialRequest(
  url: URL,
  written: string,
  credentials: ((url: URL, written: string) => string | undefined) | undefined,
): Initial {
  const bare = url.protocol === 'https:' && url.username === '' && url.password === '';
  return { authorization: bare ? credentials?.(url, written) : undefined, host: hostIn(written, url) ?? url.host, url };
}

/** The host that a Location names, in the server's own letters; undefined where it names none and so stays. */
export function hostIn(location: string, next: URL): string | undefined {
  const { value } = parseUrl(location);
  if (value === undefined) return next.host;
  return value.host === '' && value.scheme === '' ? undefined : value.host;
}

/**
 * Whether credentials of a netrc may be sent to `next`, whose host is `host` to Go. Both readings must agree: a Location such as
 * `/\other.example` stays on the host for Go, and leaves it for the URLs of the web.
 */
export function mayFollow({ host: initial, url }: Initial, host: string, next: URL): boolean {
  return (
    (initial === host || isWithin(hostname(host), hostname(initial))) &&
    isWithin(hostname(next.host), hostname(url.host))
  );
}

/** isDomainOrSubdomain. What has a colon is an address, and its zone could look like a domain. */
function isWithin(host: string, parent: string): boolean {
  return host === parent || (!/[:%]/.test(host) && host.endsWith(`.${parent}`));
}

/** url.URL.Hostname, in ASCII. */
function hostname(host: string): string {
  const literal = /^\[(.*)\](?::[0-9]*)?$/.exec(host);
  const name = literal ? literal[1]! : host.replace(/:[0-9]*$/, '');
  return /^[!-~]*$/.test(name) ? name : domainToASCII(name) || name;
}
