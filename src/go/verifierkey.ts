/** The public keys of note signers, `NAME+HASH+KEY` (golang.org/x/mod/sumdb/note), as GOSUMDB names a checksum database. */
import { createHash } from 'node:crypto';
import { encode } from '../text/bytes.ts';
import type { Result } from './result.ts';
import { isSpace } from './unicode.ts';

export interface VerifierKey {
  readonly name: string;
  /** The first four bytes of SHA-256(name, newline, key), which the key itself repeats and signatures carry. */
  readonly hash: number;
  /** 32 bytes of Ed25519. */
  readonly key: Uint8Array;
}

/** note.NewVerifier. */
export function parseVerifierKey(text: string): Result<VerifierKey> {
  const malformed = { error: 'malformed verifier id' };
  const [name = '', hash = '', ...rest] = text.split('+');
  const bytes = base64(rest.join('+'));
  if (!/^[0-9A-Fa-f]{8}$/.test(hash) || !isName(name) || !bytes || bytes.length === 0) return malformed;
  const value = keyHash(name, bytes);
  if (value !== Number.parseInt(hash, 16)) return { error: 'invalid verifier hash' };
  if (bytes[0] !== ED25519) return { error: 'unknown verifier algorithm' };
  return bytes.length === 33 ? { value: { name, hash: value, key: bytes.subarray(1) } } : malformed;
}

const ED25519 = 1;

function isName(name: string): boolean {
  return name !== '' && name.isWellFormed() && ![...name].some((char) => isSpace(char.codePointAt(0)!));
}

function keyHash(name: string, key: Uint8Array): number {
  const digest = createHash('sha256')
    .update(encode(`${name}\n`))
    .update(key)
    .digest();
  return digest.readUInt32BE(0);
}

/** Go's StdEncoding: padding is required, stray bits at the end are not minded. */
function base64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
