/** What an index says about some versions, read from a file or page by page from a server. */
import { decode } from '../../text/bytes.ts';
import type { HttpClient } from '../http/client.ts';
import { readBounded } from '../read-file.ts';
import { IndexError, type Listing, listings } from './listings.ts';

/** What was read, and what it says about the versions that are wanted. */
export interface ReadIndex {
  /** RFC 3339: from when to when it tells of every version. */
  readonly since: string;
  readonly until: string;
  /** First listings by `path@version`. */
  readonly listed: ReadonlyMap<string, string>;
}

export interface IndexLimits {
  /** Listings that a server gives at once; what the public index allows. */
  readonly page: number;
  /** Pages of one reading: ten weeks of the public index, by its pace of 2026. */
  readonly pages: number;
  /** Bytes of a page. */
  readonly pageBytes: number;
  /** Bytes of a file. */
  readonly fileBytes: number;
}

export const INDEX_LIMITS: IndexLimits = { page: 2_000, pages: 1_000, pageBytes: 4 << 20, fileBytes: 256 << 20 };

/** `wanted`: `path@version`. Throws IndexError. */
export function readIndexFile(file: string, wanted: ReadonlySet<string>, limits = INDEX_LIMITS): ReadIndex {
  const bytes = readBounded(file, limits.fileBytes);
  if ('problem' in bytes) throw new IndexError(bytes.problem);
  const reader = indexReader(wanted);
  for (const listing of listings(decode(bytes))) reader.add(listing);
  return reader.read();
}

/**
 * Only a time is sent, no module path. `since`: RFC 3339. Rejects with IndexError, also where the server lists nothing since then: an index
 * that stands still would let everything pass.
 */
export async function readIndexServer(
  location: string,
  { since, wanted, http }: { since: string; wanted: ReadonlySet<string>; http: HttpClient },
  limits = INDEX_LIMITS,
): Promise<ReadIndex> {
  const reader = indexReader(wanted);
  let from = since;
  for (let page = 0; page < limits.pages; page++) {
    const reply = await http.get(pageUrl(location, from, limits.page), { maxBytes: limits.pageBytes });
    if (!reply.ok) throw new IndexError(reply.detail);
    let count = 0;
    for (const listing of listings(decode(reply.body))) {
      if (Date.parse(listing.time) < Date.parse(from)) throw new IndexError(`it lists versions from before ${from}`);
      reader.add(listing);
      count++;
    }
    const { until } = reader;
    if (count < limits.page) return { ...reader.read(), since };
    if (until === undefined || until === from) throw new IndexError(`more than ${limits.page} versions at ${from}`);
    from = until;
  }
  throw new IndexError(`more than ${limits.pages * limits.page} versions since ${since}`);
}

function pageUrl(location: string, since: string, limit: number): URL {
  if (!URL.canParse(location)) throw new IndexError('expected a URL');
  const url = new URL(location);
  url.searchParams.set('since', since);
  url.searchParams.set('limit', `${limit}`);
  return url;
}

function indexReader(wanted: ReadonlySet<string>) {
  const listed = new Map<string, string>();
  let since: string | undefined;
  let until: string | undefined;
  return {
    get until() {
      return until;
    },
    add: ({ path, version, time }: Listing) => {
      since ??= time;
      until = time;
      const key = `${path}@${version}`;
      if (wanted.has(key) && !listed.has(key)) listed.set(key, time);
    },
    read: (): ReadIndex => {
      if (since === undefined || until === undefined) throw new IndexError('it lists no version');
      return { since, until, listed };
    },
  };
}
