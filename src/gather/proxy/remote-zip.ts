/** A zip on a server, of which mostly only the end and a few files are fetched; servers that know no ranges send the whole. */
import type { HttpClient, HttpReply } from '../http/client.ts';
import type { QuestionClock } from '../http/watch.ts';
import { type ZipBytes, zipInMemory } from './zip.ts';

/** Bytes of a module's zip (codehost.MaxZipFile): Go takes no larger one. */
export const MAX_ZIP = 500 << 20;
/** Bytes of one zip that are fetched at most, since they are held in memory. */
export const MAX_FETCHED = 128 << 20;
/** The end record may be 64 KiB from the end; the directory before it has about a hundred bytes for each file. */
const TAIL = 128 << 10;
const BLOCK = 256 << 10;

export interface ZipRequest {
  readonly clock: QuestionClock;
  /** The URL as Go writes it. */
  readonly written?: string;
  /** As GetOptions has it, of the first request; those that follow it go before. */
  readonly rank?: number;
}

export async function openRemoteZip(
  http: HttpClient,
  url: URL,
  { clock, written = url.href, rank = 1 }: ZipRequest,
): Promise<ZipBytes | Extract<HttpReply, { ok: false }>> {
  const first = await http.get(url, { maxBytes: MAX_FETCHED, clock, range: `bytes=-${TAIL}`, written, rank });
  if (!first.ok) return first;
  const range = rangeOf(first);
  if (range === undefined) return first.status === 200 ? zipInMemory(first.body) : noRange(written);
  if (range.size > MAX_ZIP)
    return {
      ok: false,
      status: undefined,
      detail: `reading ${url.host}: the zip has ${range.size} bytes, over the limit of ${MAX_ZIP}`,
    };
  const blocks = [{ start: range.start, bytes: first.body }];
  let fetched = first.body.length;
  const held = (start: number, end: number) => {
    const have = blocks.find((block) => block.start <= start && end <= block.start + block.bytes.length);
    return have?.bytes.subarray(start - have.start, end - have.start);
  };
  return {
    size: range.size,
    held,
    read: async (start, end) => {
      const have = held(start, end);
      if (have) return have;
      const last = Math.min(range.size, Math.max(end, start + BLOCK)) - 1;
      fetched += last + 1 - start;
      if (end > range.size) throw new Error('unexpected EOF');
      if (fetched > MAX_FETCHED) throw new Error(`the files in the zip need more than ${MAX_FETCHED} bytes`);
      const asked = { maxBytes: last + 1 - start, clock, range: `bytes=${start}-${last}`, written, rank: rank - 1 };
      const reply = await http.get(url, asked);
      if (!reply.ok) throw new Error(reply.detail);
      const got = rangeOf(reply);
      if (got?.start !== start || got.size !== range.size)
        throw new Error('the server sent a different range than requested');
      if (reply.body.length < end - start) throw new Error('unexpected EOF');
      blocks.push({ start, bytes: reply.body });
      return reply.body.subarray(0, end - start);
    },
  };
}

/** undefined where the answer is the whole, or says not which part it is. */
function rangeOf({
  status,
  headers,
  body,
}: Extract<HttpReply, { ok: true }>): { start: number; size: number } | undefined {
  const match =
    status === 206
      ? /^bytes ([0-9]{1,15})-([0-9]{1,15})\/([0-9]{1,15})$/.exec(headers['content-range'] ?? '')
      : undefined;
  if (!match) return undefined;
  const [start, end, size] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return end + 1 - start === body.length && end < size ? { start, size } : undefined;
}

function noRange(written: string): Extract<HttpReply, { ok: false }> {
  return {
    ok: false,
    status: undefined,
    detail: `reading ${written}: the response does not say which range of the zip it contains`,
  };
}
