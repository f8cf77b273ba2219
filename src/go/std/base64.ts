/** Base64 as Go's encoding/base64.StdEncoding reads it: line ends are skipped, padding is required, stray bits at the end are ignored. */
import { Buffer } from 'node:buffer';

/** undefined for what Go refuses; Buffer.from alone takes nearly anything. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  // Nearly all that is ever decoded is as it would be encoded, and then no look at each character is needed.
  if (bytes.toString('base64') === text) return new Uint8Array(bytes);
  const plain = text.replace(/[\r\n]/g, '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return undefined;
  return new Uint8Array(Buffer.from(plain, 'base64'));
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
