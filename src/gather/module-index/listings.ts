/**
 * The lines of a module index: which version a mirror got when for the first time, oldest first (`{"Path", "Version", "Timestamp"}`, as the
 * index of Go's own mirror has them). The mirror's own clock says so, not the author.
 */
import { isObject, isTime } from '../../model/facts/fact-json.ts';
import { indexOrEnd } from '../../text/index-or-end.ts';

/** What is wrong with an index. */
export class IndexError extends Error {
  override readonly name = 'IndexError';
}

export interface Listing {
  readonly path: string;
  readonly version: string;
  /** RFC 3339. */
  readonly time: string;
}

/** Throws IndexError for a line that is no listing, and where times go back: a page that was cut or mixed up would hide versions. */
export function* listings(text: string): Generator<Listing> {
  let before = Number.NEGATIVE_INFINITY;
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const end = indexOrEnd(text, '\n', at);
    const written = text.slice(at, end).trim();
    at = end + 1;
    line++;
    if (written === '') continue;
    const listing = listingOf(written);
    if (listing === undefined) throw new IndexError(`line ${line}: expected {"Path", "Version", "Timestamp"}`);
    const time = Date.parse(listing.time);
    if (time < before) throw new IndexError(`line ${line}: the times of an index must not go back`);
    before = time;
    yield listing;
  }
}

function listingOf(text: string): Listing | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const { Path: path, Version: version, Timestamp: time } = json;
  return typeof path === 'string' && typeof version === 'string' && isTime(time) ? { path, version, time } : undefined;
}
