/** Signed notes (golang.org/x/mod/sumdb/note): a text and lines that sign it. */

import { Buffer } from 'node:buffer';
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { decode, encode } from '../../text/bytes.ts';
import type { VerifierKey } from '../env/verifier-key.ts';
import { decodeBase64 } from '../std/base64.ts';
import type { Result } from '../std/result.ts';
import { isSpace } from '../std/unicode.ts';

/** One signature line of a note. */
export interface NoteSignature {
  readonly name: string;
  readonly hash: number;
  /** The hash of the key and the signature, as the line has them. */
  readonly base64: string;
}

/** A signed text whose signatures by known keys were verified. */
export interface Note {
  /** With its final newline: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
  /** Of keys that are not known; they say nothing. */
  readonly unverified: readonly NoteSignature[];
}

/** Bytes. Go has no limit on a note, but takes no tree head with a text of more than 1,000,000. */
export const MAX_NOTE = 1 << 20;

/** A note is open when one of the keys signed it and none of them did so wrongly. The error is Go's. */
export function openNote(message: Uint8Array, keys: readonly VerifierKey[]): Result<Note> {
  if (message.length > MAX_NOTE) return { error: `note has ${message.length} bytes, over the limit of ${MAX_NOTE}` };
  const whole = decode(message);
  const split = whole.lastIndexOf('\n\n');
  const lines = split < 0 ? '' : whole.slice(split + 2);
  if (!whole.isWellFormed() || /[\0-\x09\x0b-\x1f]/.test(whole) || !lines.endsWith('\n')) return MALFORMED;
  const text = whole.slice(0, split + 1);
  return checkSignatures(text, lines.slice(0, -1).split('\n'), keys);
}

const MALFORMED = { error: 'malformed note' };
const MAX_SIGNATURES = 100;

function checkSignatures(text: string, lines: readonly string[], keys: readonly VerifierKey[]): Result<Note> {
  const signatures = new Map<string, NoteSignature>();
  const unverified = new Map<string, NoteSignature>();
  const signed = encode(text);
  for (const [i, line] of lines.entries()) {
    const parsed = i < MAX_SIGNATURES ? parseSignature(line) : undefined;
    if (!parsed) return MALFORMED;
    const { signature, bytes } = parsed;
    const { name, hash } = signature;
    const id = `${name}+${hash.toString(16).padStart(8, '0')}`;
    const known = keys.filter((key) => key.name === name && key.hash === hash);
    if (known.length > 1) return { error: `ambiguous key ${id}` };
    const key = known[0];
    if (!key) {
      if (!unverified.has(line)) unverified.set(line, signature);
    } else if (!signatures.has(id)) {
      // The first signature of a key decides; what the key signs later on is skipped, even where it is wrong.
      if (!verifies(key.key, signed, bytes)) return { error: `invalid signature for key ${id}` };
      signatures.set(id, signature);
    }
  }
  if (signatures.size === 0) return { error: 'note has no verifiable signatures' };
  return { value: { text, signatures: [...signatures.values()], unverified: [...unverified.values()] } };
}

const PREFIX = '— ';

function parseSignature(line: string): { readonly signature: NoteSignature; readonly bytes: Uint8Array } | undefined {
  if (!line.startsWith(PREFIX)) return undefined;
  const rest = line.slice(PREFIX.length);
  const space = rest.indexOf(' ');
  const [name, base64] = space < 0 ? [rest, ''] : [rest.slice(0, space), rest.slice(space + 1)];
  const bytes = decodeBase64(base64);
  if (!bytes || bytes.length < 5 || !isSignerName(name)) return undefined;
  const hash = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).readUInt32BE(0);
  return { signature: { name, hash, base64 }, bytes: bytes.subarray(4) };
}

function isSignerName(name: string): boolean {
  return name !== '' && !name.includes('+') && ![...name].some((char) => isSpace(char.codePointAt(0)!));
}

/** What DER has before the 32 bytes of an Ed25519 key (RFC 8410). */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

function verifies(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(null, message, publicKey(key), signature);
}

function publicKey(key: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([DER_PREFIX, key]), format: 'der', type: 'spki' });
}
