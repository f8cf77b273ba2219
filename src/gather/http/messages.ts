/** What went wrong on the way to a server, in Go's words where Go has some. */

import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { printable } from '../../text/printable.ts';

/** The words behind a status, as the server wrote them, but short and without control characters. */
export function reasonOf({ statusCode = 0, statusMessage }: IncomingMessage): string {
  return printable((statusMessage || (STATUS_CODES[statusCode] ?? '')).slice(0, MAX_REASON));
}

const MAX_REASON = 100;

/** The reason why there was no answer; `at` is `host:port`. */
export function causeOf(error: unknown, host: string, at: string): string {
  const { code = '', message, errors } = error as NodeJS.ErrnoException & { errors?: readonly unknown[] };
  // Node tries all addresses of a host and then tells of each.
  if (errors?.length) return causeOf(errors[0], host, at);
  const { address, port } = error as { address?: string; port?: number };
  const place = address === undefined ? at : `${address.includes(':') ? `[${address}]` : address}:${port}`;
  if (code === 'ENOTFOUND') return `dial tcp: lookup ${host}: no such host`;
  if (code === 'EAI_AGAIN') return `dial tcp: lookup ${host}: Temporary failure in name resolution`;
  const dialled = DIAL.get(code);
  if (dialled) return `dial tcp ${place}: ${dialled}`;
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'connection reset by peer';
  if (isCertificateFault(code)) return `tls: failed to verify certificate: ${message}`;
  return message;
}

const DIAL = new Map([
  ['ECONNREFUSED', 'connect: connection refused'],
  ['EHOSTUNREACH', 'connect: no route to host'],
  ['ENETUNREACH', 'connect: network is unreachable'],
  ['EADDRNOTAVAIL', 'connect: cannot assign requested address'],
  ['ETIMEDOUT', 'connect: connection timed out'],
  ['EACCES', 'connect: permission denied'],
]);

/** Codes of Node's TLS for certificates that do not hold. */
function isCertificateFault(code: string): boolean {
  return /^(?:ERR_TLS_CERT|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|CRL_|HOSTNAME_MISMATCH|INVALID_)/.test(code);
}

const MAX_DETAIL_LINES = 8;
const MAX_DETAIL_BYTES = MAX_DETAIL_LINES * 81;

/**
 * The first lines of a text/plain answer that is no success (web.Response.formatErrorDetail); '' where there is none to show, or it holds
 * anything that could move a cursor.
 */
export function errorDetail(contentType: string | undefined, body: Uint8Array): string {
  if (!isPlainText(contentType ?? '')) return '';
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return '';
  }
  if (/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\n\v\f\r\x85\u2028\u2029]/u.test(text)) return '';
  let detail = '';
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') break;
    if (i > 0) detail += '\n\t';
    if (i >= MAX_DETAIL_LINES) return `${detail}[Truncated: too many lines.]`;
    if (detail.length + line.length > MAX_DETAIL_BYTES) return `${detail}[Truncated: too long.]`;
    detail += line;
  }
  return detail;
}

function isPlainText(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  if (type.trim() !== 'text/plain') return false;
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(parameter)?.[1])
    .find((name) => name !== undefined);
  return charset === undefined || charset === '' || charset === 'utf-8' || charset === 'us-ascii';
}

/** `reading URL: 404 Not Found`, with what the server said (web.HTTPError). */
export function statusMessage(url: string, status: number, reason: string, detail: string): string {
  const message = `reading ${url}: ${`${status} ${reason}`.trimEnd()}`;
  if (detail === '') return message;
  return `${message}\n\tserver response:${detail.includes('\n') ? '\n\t' : ' '}${detail}`;
}
