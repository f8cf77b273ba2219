/**
 * Content sealed against damage: a file that was cut, half written or changed on the disk is told from a whole one.
 *
 * The content is kept twice and the two are compared. A checksum would do as well, but not in the few milliseconds that a hook has:
 * loading node:zlib or node:crypto takes four or more, and a loop in JavaScript, not compiled at a start, five for a code cache of 400 kB.
 * Comparing is native and takes less than one. Who may write the file may seal it too: that it is the user's own is checked elsewhere.
 */

/** Characters of a mark: what it is, and the length of the content. A multiple of eight, so that what follows is aligned for V8. */
const MARK = 32;
const markOf = (length: number) => `modwarden sealed 1 ${length}`.padEnd(MARK - 1).concat('\n');

/** The mark, and twice the content with the mark behind it: what is zero from some byte on has no mark at its end. */
export function seal(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content as Uint8Array);
  const mark = Buffer.from(markOf(bytes.length), 'latin1');
  return Buffer.concat([mark, bytes, mark, bytes, mark]);
}

/** The content, a view of `bytes`; undefined where anything is missing or changed. */
export function unseal(bytes: Buffer): Buffer | undefined {
  const length = (bytes.length - 3 * MARK) / 2;
  if (!Number.isInteger(length) || length < 0) return undefined;
  const mark = markOf(length);
  const isMark = (at: number) => bytes.toString('latin1', at, at + MARK) === mark;
  if (!isMark(0) || !isMark(bytes.length - MARK)) return undefined;
  const second = 2 * MARK + length;
  return bytes.compare(bytes, second, bytes.length, MARK, second) === 0
    ? bytes.subarray(MARK, MARK + length)
    : undefined;
}
