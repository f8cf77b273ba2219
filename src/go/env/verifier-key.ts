/** The public keys of note signers, `NAME+HASH+KEY` (golang.org/x/mod/sumdb/note), as GOSUMDB names a checksum database. */
import { createHash } from 'node:crypto';
import { encode } from '../../text/bytes.ts';
import { decodeBase64, encodeBase64 } from '../std/base64.ts';
import type { Result } from '../std/result.ts';
import { isSpace } from '../std/unicode.ts';

/** The public key of a checksum database. */
export interface VerifierKey {
  readonly name: string;
  /** The first four bytes of SHA-256(name, newline, key), which the key itself repeats and signatures carry. */
  readonly hash: number;
  /** 32 bytes of Ed25519. */
  readonly key: Uint8Array;
}

/** note.NewEd25519VerifierKey. */
export function formatVerifierKey(name: string, key: Uint8Array): Result<string> {
  if (key.length !== 32) return { error: `invalid public key size ${key.length}, expected 32` };
  const bytes = Uint8Array.of(ED25519, ...key);
  const hash = keyHash(name, bytes).toString(16).padStart(8, '0');
  return { value: `${name}+${hash}+${encodeBase64(bytes)}` };
}

/** note.NewVerifier. */
export function parseVerifierKey(text: string): Result<VerifierKey> {
  const malformed = { error: 'malformed verifier id' };
  const [name = '', hash = '', ...rest] = text.split('+');
  const bytes = decodeBase64(rest.join('+'));
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

/** The number that names a key in signatures. */
function keyHash(name: string, key: Uint8Array): number {
  const digest = createHash('sha256')
    .update(encode(`${name}\n`))
    .update(key)
    .digest();
  return digest.readUInt32BE(0);
}
