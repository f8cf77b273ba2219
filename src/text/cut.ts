/** Characters of another line that a message repeats. A long line named in every message would make a report of any size. */
export const MAX_NAMED = 300;

/** `text`, cut to `max` UTF-16 code units, the last of them an ellipsis where something was cut. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // Not through the middle of a surrogate pair.
  const end = text.codePointAt(max - 2)! > 0xffff ? max - 2 : max - 1;
  return `${text.slice(0, end)}…`;
}
