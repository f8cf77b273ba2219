/** Git's packet lines (gitprotocol-common): four hex digits that count themselves and what follows. */
import { Buffer } from 'node:buffer';
import type { Result } from '../../go/std/result.ts';
import { decode, encode } from '../../text/bytes.ts';

/** Ends a message, or separates its parts. */
export const FLUSH = '0000';
export const DELIMITER = '0001';

export function packet(text: string): string {
  return (encode(text).length + HEAD).toString(16).padStart(HEAD, '0') + text;
}

/** The lines without their newline; undefined for what ends or separates parts. */
export function parsePackets(bytes: Uint8Array): Result<readonly (string | undefined)[]> {
  const lines: (string | undefined)[] = [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < buffer.length; ) {
    const head = buffer.toString('latin1', at, at + HEAD);
    const length = /^[0-9a-f]{4}$/i.test(head) ? Number.parseInt(head, 16) : Number.NaN;
    if (!(length < 3 || length >= HEAD) || at + length > buffer.length) return { error: 'malformed packet line' };
    lines.push(length < HEAD ? undefined : decode(buffer.subarray(at + HEAD, at + length)).replace(/\n$/, ''));
    at += Math.max(length, HEAD);
  }
  return { value: lines };
}

const HEAD = 4;
