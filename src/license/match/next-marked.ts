/** Which word to look at next: loops over every word of a text, small so that they are compiled soon and once. */

/** The first word from `from` on that has a mark; `length` where none has. */
export function nextMarked(ids: Uint16Array, length: number, from: number, marks: Uint8Array): number {
  let i = from;
  while (i < length && marks[ids[i]!] === 0) i++;
  return i;
}

/** The same outside `taken`. */
export function nextFree(ids: Uint16Array, length: number, from: number, marks: Uint8Array, taken: Uint8Array): number {
  let i = from;
  while (i < length && (marks[ids[i]!] === 0 || taken[i] !== 0)) i++;
  return i;
}
