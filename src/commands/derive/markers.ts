/** Derived parts of files that people write: everything between `<!-- NAME: … -->` and `<!-- /NAME -->`. */

/** The text with the part replaced; undefined where it has no such markers. */
export function replacePart(text: string, name: string, part: string): string | undefined {
  const open = `<!-- ${name}: written by "npm run generate" -->`;
  const close = `<!-- /${name} -->`;
  const from = text.indexOf(open);
  const to = text.indexOf(close, from);
  if (from < 0 || to < 0) return undefined;
  return `${text.slice(0, from + open.length)}\n${part.trim()}\n${text.slice(to)}`;
}

/** An empty part, for a file that is made. */
export function emptyPart(name: string): string {
  return `<!-- ${name}: written by "npm run generate" -->\n<!-- /${name} -->\n`;
}

/** Text for a cell of a Markdown table. */
export function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
}
