import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { causeOf, errorDetail, reasonOf, statusMessage } from '../../../src/gather/http/messages.ts';
import { encode } from '../../../src/text/bytes.ts';

const error = (code: string, more: object = {}) => Object.assign(new Error('as Node says it'), { code, ...more });

describe('the cause of a failure', () => {
  const at = { address: '192.0.2.1', port: 443 };
  it.each<[unknown, string]>([
    [error('ENOTFOUND'), 'dial tcp: lookup a.example: no such host'],
    [error('EAI_AGAIN'), 'dial tcp: lookup a.example: Temporary failure in name resolution'],
    [error('ECONNREFUSED', at), 'dial tcp 192.0.2.1:443: connect: connection refused'],
    [error('ECONNREFUSED', { address: '::1', port: 1 }), 'dial tcp [::1]:1: connect: connection refused'],
    [error('ENETUNREACH'), 'dial tcp a.example:443: connect: network is unreachable'],
    [
      error('', { errors: [error('EHOSTUNREACH', at), error('ENOTFOUND')] }),
      'dial tcp 192.0.2.1:443: connect: no route to host',
    ],
    [error('ECONNREFUSED', { errors: [] }), 'dial tcp a.example:443: connect: connection refused'],
    [error('ECONNRESET'), 'connection reset by peer'],
    [error('EPIPE'), 'connection reset by peer'],
    [error('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls: failed to verify certificate: as Node says it'],
    [error('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls: failed to verify certificate: as Node says it'],
    [error('CERT_HAS_EXPIRED'), 'tls: failed to verify certificate: as Node says it'],
    [error('EPROTO'), 'as Node says it'],
    [new Error('bare'), 'bare'],
  ])('%o', (cause, message) => {
    expect(causeOf(cause, 'a.example', 'a.example:443')).toBe(message);
  });
});

describe('the cause of a failure, by its code', () => {
  it.each([
    ['EHOSTUNREACH', 'dial tcp 192.0.2.1:443: connect: no route to host'],
    ['EADDRNOTAVAIL', 'dial tcp 192.0.2.1:443: connect: cannot assign requested address'],
    ['ETIMEDOUT', 'dial tcp 192.0.2.1:443: connect: connection timed out'],
    ['EACCES', 'dial tcp 192.0.2.1:443: connect: permission denied'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'tls: failed to verify certificate: as Node says it'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls: failed to verify certificate: as Node says it'],
    ['CRL_HAS_EXPIRED', 'tls: failed to verify certificate: as Node says it'],
    ['HOSTNAME_MISMATCH', 'tls: failed to verify certificate: as Node says it'],
    ['INVALID_CA', 'tls: failed to verify certificate: as Node says it'],
    ['ERR_TLS_HANDSHAKE_TIMEOUT', 'as Node says it'],
    ['NOT_CERT_', 'as Node says it'],
  ])('%s', (code, message) => {
    expect(causeOf(error(code, { address: '192.0.2.1', port: 443 }), 'a.example', 'a.example:443')).toBe(message);
  });
});

describe('the words behind a status', () => {
  const reason = (statusCode: number, statusMessage?: string) =>
    reasonOf({ statusCode, statusMessage } as IncomingMessage);
  it('are the server’s, else the usual, short and printable', () => {
    expect(reason(404, 'Nope')).toBe('Nope');
    expect(reason(404, '')).toBe('Not Found');
    expect(reason(799)).toBe('');
    expect(reason(404, 'x'.repeat(101))).toBe('x'.repeat(100));
    expect(reason(404, 'a\u001bb')).not.toContain('\u001b');
  });
});

describe('what a server says of an error', () => {
  const lines = (n: number) => Array.from({ length: n }, (_, i) => `line ${i}`).join('\n');
  it.each<[type: string | undefined, body: string, detail: string]>([
    ['text/plain', 'not here', 'not here'],
    ['text/plain; charset=utf-8', 'é', 'é'],
    ['Text/Plain; x=y; charset="US-ASCII"', 'a', 'a'],
    ['text/plain; charset=', 'a', 'a'],
    ['text/plain; charset=latin1', 'a', ''],
    ['text/html', 'a', ''],
    [undefined, 'a', ''],
    ['text/plain', '', ''],
    ['text/plain', 'a\n\nb', 'a'],
    ['text/plain', 'a\nb', 'a\n\tb'],
    ['text/plain', 'a\u001b[2J', ''],
    ['text/plain', 'a\u202eb', ''],
    ['text/plain', lines(8), lines(8).replaceAll('\n', '\n\t')],
    ['text/plain', lines(9), `${lines(8).replaceAll('\n', '\n\t')}\n\t[Truncated: too many lines.]`],
    ['text/plain', 'x'.repeat(648), 'x'.repeat(648)],
    ['text/plain', 'x'.repeat(649), '[Truncated: too long.]'],
  ])('%s %j', (type, body, detail) => {
    expect(errorDetail(type, encode(body))).toBe(detail);
  });

  it('is nothing where it is not UTF-8', () => {
    expect(errorDetail('text/plain', Uint8Array.of(0x61, 0xff))).toBe('');
  });

  it('stands behind the status, on lines of its own where it has several', () => {
    expect(statusMessage('https://a.example', 404, 'Not Found', '')).toBe('reading https://a.example: 404 Not Found');
    expect(statusMessage('u', 599, '', '')).toBe('reading u: 599');
    expect(statusMessage('u', 404, 'N', 'd')).toBe('reading u: 404 N\n\tserver response: d');
    expect(statusMessage('u', 404, 'N', 'd\n\te')).toBe('reading u: 404 N\n\tserver response:\n\td\n\te');
  });
});
