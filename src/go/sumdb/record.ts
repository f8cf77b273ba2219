/** A record of the log with its number, as a lookup answers it (x/mod/sumdb/tlog). */
import { Buffer } from 'node:buffer';
import { decode, encode } from '../../text/bytes.ts';
import type { Result } from '../std/result.ts';

export interface LogRecord {
  readonly id: bigint;
  /** What the log's leaf is the hash of: go.sum lines, each with its newline. */
  readonly text: Uint8Array;
  /** What follows: the signed note of a tree head. */
  readonly rest: Uint8Array;
}

export function formatRecord(id: bigint, text: Uint8Array): Result<Uint8Array> {
  if (!isRecordText(text)) return MALFORMED;
  return { value: Buffer.concat([encode(`${id}\n`), text, NEWLINE]) };
}

/** Takes numbers as Go does, with sign and leading zeros too (strconv.ParseInt). */
export function parseRecord(message: Uint8Array): Result<LogRecord> {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const line = bytes.indexOf(NEWLINE);
  const id = line < 0 ? undefined : parseInt64(decode(bytes.subarray(0, line)));
  const end = line < 0 ? -1 : bytes.indexOf('\n\n', line + 1);
  if (id === undefined || end < 0) return MALFORMED;
  const text = bytes.subarray(line + 1, end + 1);
  return isRecordText(text) ? { value: { id, text, rest: bytes.subarray(end + 2) } } : MALFORMED;
}

const MALFORMED = { error: 'malformed record data' };
const NEWLINE = Uint8Array.of(0x0a);

/** Well-formed, no control characters, no blank line inside, and a newline at the end. */
export function isRecordText(bytes: Uint8Array): boolean {
  const text = decode(bytes);
  return text.isWellFormed() && text.endsWith('\n') && !/[\0-\x09\x0b-\x1f]|\n\n/.test(text);
}

function parseInt64(text: string): bigint | undefined {
  if (text.length > MAX_DIGITS || !/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text.replace('+', ''));
  return value >= -(1n << 63n) && value < 1n << 63n ? value : undefined;
}

/** Go reads any number of leading zeros; nobody writes them. */
const MAX_DIGITS = 1000;
