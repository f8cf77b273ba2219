/** A client whose messages hold no credentials, whatever a server or Node put into them. */
import { masked } from '../../text/secrets.ts';
import type { HttpClient } from '../http/client.ts';
import { credentialsOf } from '../http/credentials.ts';

/** `issued`: further credentials that were sent, as Authorization headers. */
export function hidingCredentials(client: HttpClient, issued: ReadonlySet<string>): HttpClient {
  return {
    ...client,
    get: async (url, options) => {
      const reply = await client.get(url, options);
      if (reply.ok) return reply;
      const headers = [credentialsOf(url), ...issued].filter((header) => header !== undefined);
      return { ...reply, detail: hidden(reply.detail, url, headers) };
    },
  };
}

/** Shorter ones would be found in any text; where a URL has them they are masked by their place. */
const MIN_VALUE = 6;

function hidden(detail: string, url: URL, headers: readonly string[]): string {
  const values = headers.flatMap(partsOf).filter((value) => value.length >= MIN_VALUE);
  const all = [...(url.search.length > 1 ? [url.search] : []), ...values].sort((a, b) => b.length - a.length);
  const by = (value: string) => (value === url.search ? '?xxxxx' : 'xxxxx');
  return masked(all.reduce((text, value) => text.replaceAll(value, by(value)), masked(detail)));
}

/** Of `Basic …`: itself, and both names in it, also as a URL writes them. */
function partsOf(header: string): string[] {
  const encoded = header.replace(/^Basic /, '');
  const decoded = Buffer.from(encoded, 'base64').toString();
  const colon = decoded.indexOf(':');
  const names = [decoded.slice(0, Math.max(colon, 0)), decoded.slice(colon + 1)];
  return [encoded, ...names, ...names.map(encodeURIComponent)];
}
