/**
 * Content sealed against damage: a file that was cut, half written or changed on the disk is told from a whole one.
 *
 * The content is kept twice and the two are compared. A checksum would do as well, but not in the few milliseconds that a hook has:
 * loading node:zlib or node:crypto takes four or more, and a loop in JavaScript, not compiled at a start, five for a code cache of 400 kB.
 * Comparing is native and takes less than one. Who may write the file may seal it too: that it is the user's own is checked elsewhere.
 */

/** Characters of the header: what it is, and the length of the content. A multiple of eight, so that what follows is aligned for V8. */
const HEADER = 32;
const header = (length: number) => `modwarden sealed 1 ${length}`.padEnd(HEADER - 1).concat('\n');

export function seal(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content as Uint8Array);
  return Buffer.concat([Buffer.from(header(bytes.length), 'latin1'), bytes, bytes]);
}

/** The content, a view of `bytes`; undefined where anything is missing or changed. */
export function unseal(bytes: Buffer): Buffer | undefined {
  const length = (bytes.length - HEADER) / 2;
  if (!Number.isInteger(length) || length < 0) return undefined;
  if (bytes.toString('latin1', 0, HEADER) !== header(length)) return undefined;
  const middle = HEADER + length;
  return bytes.compare(bytes, middle, bytes.length, HEADER, middle) === 0 ? bytes.subarray(HEADER, middle) : undefined;
}
