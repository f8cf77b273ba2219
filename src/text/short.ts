/** Words that are longer than anybody reads. */

/** Cuts every word (what has no white space in it) to at most `max` UTF-16 code units, the last of them an ellipsis. */
export function shortWords(text: string, max: number): string {
  if (text.length <= max) return text;
  return text.replaceAll(/\S+/g, (word) => (word.length <= max ? word : `${word.slice(0, max - 1)}…`));
}
