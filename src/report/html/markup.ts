/** HTML out of parts: what is no markup already becomes text. */

export interface Html {
  readonly markup: string;
}

type Part = string | number | Html | readonly Html[] | undefined | false;

/** html`<p>${text}</p>`: strings are escaped, markup and lists of it stand as they are, `undefined` and `false` are nothing. */
export function html(own: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = own[0]!;
  for (const [i, part] of parts.entries()) markup += markupOf(part) + own[i + 1]!;
  return { markup };
}

export const NOTHING: Html = { markup: '' };

/** Our own text that holds no markup of the page: a style sheet, a script. */
export function raw(markup: string): Html {
  return { markup };
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

/** For text and for attributes in quotation marks. */
function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (ch) => `&#${ch.charCodeAt(0)};`);
}

/** JSON inside a script element, which nothing in it can end. */
export function scriptJson(json: string): Html {
  return { markup: json.replaceAll('<', '\\u003c') };
}

/** An id for an anchor: letters, digits and hyphens stay. */
export function anchor(kind: string, text: string): string {
  return `${kind}-${text.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** `1 module`, `2 modules`. */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
