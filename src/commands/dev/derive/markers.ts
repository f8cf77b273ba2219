/** Derived parts of files that people write: everything between `<!-- NAME -->` and `<!-- /NAME -->`. */

/** The text with the part replaced, or put in where only the first marker stands; undefined where there is none. */
export function replacePart(text: string, name: string, part: string): string | undefined {
  const open = `<!-- ${name} -->`;
  const close = `<!-- /${name} -->`;
  const at = text.indexOf(open);
  if (at < 0) return undefined;
  const from = at + open.length;
  const to = text.indexOf(close, from);
  const rest = to < 0 ? text.slice(from) : text.slice(to + close.length);
  return `${text.slice(0, from)}\n${part.trim()}\n${close}${rest}`;
}

/** An empty part, for a file that is made. */
export function emptyPart(name: string): string {
  return `<!-- ${name} -->\n<!-- /${name} -->\n`;
}

/** Text for a cell of a Markdown table. */
export function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
}
