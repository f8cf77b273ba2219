/** GET for a checksum database: over HTTP, or from the folder of a file:// proxy. Counts what it does. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type GoUrl, redacted } from '../../go/std/url.ts';
import type { Read } from '../../go/sumdb/ops.ts';
import type { HttpClient, HttpOptions } from '../http/client.ts';
import { requestUrl } from '../proxy/ask.ts';
import type { Get } from './route.ts';

export interface RequestCounts {
  requests: number;
  /** Of the bodies of good answers, unpacked. */
  bytes: number;
}

/** Answers are small, so the server must be quick; Go itself waits for ever. A request is tried twice. */
export const SUMDB_HTTP: Pick<HttpOptions, 'retries' | 'pause' | 'patience'> = {
  retries: 1,
  pause: 500,
  patience: 10_000,
};

export function countingGet(http: HttpClient, counts: RequestCounts): Get {
  return async (url, maxBytes) => {
    counts.requests++;
    const read = url.scheme === 'file' ? readPlace(url, maxBytes) : await fetched(http, url, maxBytes);
    counts.bytes += read.value?.length ?? 0;
    return read;
  };
}

async function fetched(http: HttpClient, url: GoUrl, maxBytes: number): Promise<Read> {
  const target = requestUrl(url);
  if (target === undefined) return { error: `invalid URL: ${redacted(url)}` };
  const reply = await http.get(target, { maxBytes });
  if (reply.ok && reply.status === 200) return { value: reply.body };
  if (reply.ok) return { error: `reading ${redacted(url)}: unexpected status ${reply.status}` };
  const notFound = reply.status === 404 || reply.status === 410;
  return { error: reply.detail, ...(notFound && { notFound: true }) };
}

function readPlace(url: GoUrl, maxBytes: number): Read {
  const place = process.platform === 'win32' ? url.path.replace(/^\/(?=[A-Za-z]:)/, '') : url.path;
  let file: number | undefined;
  try {
    file = openSync(place, 'r');
    const { size } = fstatSync(file);
    if (size > maxBytes) return { error: `reading ${redacted(url)}: more than ${maxBytes} bytes` };
    const bytes = new Uint8Array(size);
    return readSync(file, bytes, 0, size, 0) === size
      ? { value: bytes }
      : { error: `reading ${redacted(url)}: unexpected EOF` };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return { error: `reading ${redacted(url)}: ${code}`, ...(code === 'ENOENT' && { notFound: true }) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
