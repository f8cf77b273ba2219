/** URLs as Go's net/url reads them, for settings whose fate depends on it (GOPROXY, GOSUMDB): unlike WHATWG's it repairs nothing. */
import { bytesOf, textOf } from './byte-string.ts';
import { isIPv4, isIPv6 } from './ip.ts';
import type { Result } from './result.ts';
import { quote } from './strconv.ts';
import { isValidEncoded, percentDecode, percentEncode } from './url-escape.ts';

/** Parts are unescaped but for `rawPath`, `rawFragment` and `query`. */
export interface GoUrl {
  /** In lower case; '' where there is none. */
  readonly scheme: string;
  /** What follows a scheme without a slash (`mailto:x`). */
  readonly opaque: string;
  readonly user: { readonly name: string; readonly password: string | undefined } | undefined;
  /** With the port. */
  readonly host: string;
  /** One slash after the scheme: `file:/x`. */
  readonly omitHost: boolean;
  readonly path: string;
  /** The path as written where Go would escape it otherwise, else ''. */
  readonly rawPath: string;
  /** With its `?`; '' where there is none. */
  readonly query: string;
  readonly fragment: string;
  /** As `rawPath`, of the fragment. */
  readonly rawFragment: string;
}

type UrlFault = { readonly error: string };

/** url.Parse; the error is Go's, `parse "…": …`. */
export function parseUrl(text: string): Result<GoUrl> {
  const hash = text.indexOf('#');
  const main = hash < 0 ? text : text.slice(0, hash);
  const { value, error } = parseMain(bytesOf(main));
  if (error !== undefined) return { error: `parse ${quote(main)}: ${error}` };
  const written = hash < 0 ? '' : text.slice(hash + 1);
  const fragment = percentDecode(bytesOf(written), 'fragment');
  if (fragment.error !== undefined) return { error: `parse ${quote(text)}: ${fragment.error}` };
  const rawFragment = percentEncode(fragment.value, 'fragment') === bytesOf(written) ? '' : written;
  return { value: { ...value, fragment: textOf(fragment.value), rawFragment } };
}

/** The URL as Go prints it in messages: escaped in its own way, the password shown as xxxxx. */
export function redacted(url: GoUrl): string {
  const scheme = url.scheme && `${url.scheme}:`;
  const fragment = url.fragment && `#${encoded(url.fragment, url.rawFragment, 'fragment')}`;
  return scheme + (url.opaque || place(url)) + url.query + fragment;
}

/** `scheme://host[:port]`, without a port that the scheme implies; the place a request goes to. */
export function origin(url: GoUrl): string {
  const implied = url.scheme === 'http' ? ':80' : url.scheme === 'https' ? ':443' : undefined;
  const host = implied && url.host.endsWith(implied) ? url.host.slice(0, -implied.length) : url.host;
  return `${url.scheme}://${host}`;
}

function parseMain(text: string): Result<Omit<GoUrl, 'fragment' | 'rawFragment'>> {
  if (/[\0-\x1f\x7f]/.test(text)) return { error: 'net/url: invalid control character in URL' };
  if (text === '*') return { value: { ...EMPTY, path: '*' } };
  if (text[0] === ':') return { error: 'missing protocol scheme' };
  const written = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const scheme = written.toLowerCase();
  const afterScheme = written === '' ? text : text.slice(written.length + 1);
  const mark = afterScheme.indexOf('?');
  const rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  const query = textOf(mark < 0 ? '' : afterScheme.slice(mark));
  if (rest[0] !== '/') {
    if (scheme !== '') return { value: { ...EMPTY, scheme, query, opaque: textOf(rest) } };
    // RFC 3986 section 3.3: else the first part would be taken for a scheme.
    if (rest.split('/', 1)[0]!.includes(':')) return { error: 'first path segment in URL cannot contain colon' };
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'));
  const slash = rest.indexOf('/', 2);
  const pathStart = !hasAuthority ? 0 : slash < 0 ? rest.length : slash;
  const who = hasAuthority ? parseAuthority(scheme, rest.slice(2, pathStart)) : { user: undefined, host: '' };
  if ('error' in who) return who;
  const omitHost = !hasAuthority && scheme !== '' && rest[0] === '/';
  const { value: path, error } = percentDecode(rest.slice(pathStart), 'path');
  if (error !== undefined) return { error };
  const asWritten = rest.slice(pathStart);
  const rawPath = percentEncode(path, 'path') === asWritten ? '' : textOf(asWritten);
  return { value: { ...EMPTY, scheme, query, omitHost, rawPath, path: textOf(path), ...who } };
}

const EMPTY = { scheme: '', opaque: '', user: undefined, host: '', omitHost: false, path: '', rawPath: '', query: '' };

function parseAuthority(scheme: string, text: string): Pick<GoUrl, 'user' | 'host'> | UrlFault {
  const at = text.lastIndexOf('@');
  const host = parseHost(scheme, text.slice(at + 1));
  if (host.error !== undefined) return { error: host.error };
  if (at < 0) return { user: undefined, host: textOf(host.value) };
  const userinfo = text.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo)) return { error: 'net/url: invalid userinfo' };
  const colon = userinfo.indexOf(':');
  const name = percentDecode(colon < 0 ? userinfo : userinfo.slice(0, colon), 'userinfo');
  if (name.error !== undefined) return { error: name.error };
  const password = percentDecode(colon < 0 ? '' : userinfo.slice(colon + 1), 'userinfo');
  if (password.error !== undefined) return { error: password.error };
  const user = { name: textOf(name.value), password: colon < 0 ? undefined : textOf(password.value) };
  return { user, host: textOf(host.value) };
}

function parseHost(scheme: string, text: string): Result<string> {
  const open = text.lastIndexOf('[');
  if (open > 0) return { error: 'invalid IP-literal' };
  if (open === 0) return parseIPLiteral(text);
  // Since Go 1.26 a second colon is refused for http and https (go.dev/issue/75223).
  const strict = scheme === 'http' || scheme === 'https';
  const colon = strict ? text.indexOf(':') : text.lastIndexOf(':');
  if (colon >= 0 && !isPort(text.slice(colon))) return invalidPort(text.slice(colon));
  return percentDecode(text, 'host');
}

function parseIPLiteral(text: string): Result<string> {
  const close = text.lastIndexOf(']');
  if (close < 0) return { error: "missing ']' in host" };
  const port = text.slice(close + 1);
  if (!isPort(port)) return invalidPort(port);
  const zoneStart = text.indexOf('%25');
  const zoned = zoneStart >= 0 && zoneStart < close;
  const address = percentDecode(text.slice(1, zoned ? zoneStart : close), 'host');
  if (address.error !== undefined) return address;
  const zone = percentDecode(zoned ? text.slice(zoneStart, close) : '', 'zone');
  if (zone.error !== undefined) return zone;
  const literal = address.value + zone.value;
  if (isIPv6(literal)) return { value: `[${literal}]${port}` };
  if (isIPv4(literal)) return { error: 'invalid IP-literal' };
  return { error: `invalid host: ParseAddr(${quote(textOf(literal))}): unable to parse IP` };
}

function isPort(text: string): boolean {
  return /^(?::[0-9]*)?$/.test(text);
}

function invalidPort(text: string): UrlFault {
  return { error: `invalid port ${quote(textOf(text))} after host` };
}

function place(url: GoUrl): string {
  const path = url.path === '*' ? '*' : encoded(url.path, url.rawPath, 'path');
  const nothing = url.host === '' && url.user === undefined;
  if (!nothing || (url.scheme !== '' && url.path !== '' && !url.omitHost)) {
    return `//${userinfo(url)}${percentEncode(bytesOf(url.host), 'host')}${path}`;
  }
  // Else it would be taken for a scheme (RFC 3986 section 4.2).
  return url.scheme === '' && path.split('/', 1)[0]!.includes(':') ? `./${path}` : path;
}

function userinfo({ user }: GoUrl): string {
  if (!user) return '';
  return `${percentEncode(bytesOf(user.name), 'userinfo')}${user.password === undefined ? '' : ':xxxxx'}@`;
}

/** As it was written, where that can stand in a URL. */
function encoded(text: string, raw: string, part: 'path' | 'fragment'): string {
  return raw !== '' && isValidEncoded(bytesOf(raw), part) ? raw : percentEncode(bytesOf(text), part);
}
