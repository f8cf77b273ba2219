/** XML 1.0 text. What XML forbids is spelled out, so that every reader takes the file. */
import { type Printable, printable, printableLines } from '../../text/printable.ts';

export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** Elements, or text: each entry is a line. */
  readonly children?: readonly (Element | string)[];
}

/** A whole document, one element a line. */
export function xmlDocument(root: Element): Printable {
  return printableLines(`<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`);
}

function lines({ name, attributes = {}, children = [] }: Element, indent: string): string[] {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const open = `${indent}<${name}${pairs.join('')}`;
  if (children.length === 0) return [`${open}/>`];
  const texts = children.filter((child) => typeof child === 'string');
  if (texts.length === children.length) return [`${open}>${texts.map(escaped).join('\n')}</${name}>`];
  return [
    `${open}>`,
    ...children.flatMap((child) =>
      typeof child === 'string' ? [`${indent}  ${escaped(child)}`] : lines(child, `${indent}  `),
    ),
    `${indent}</${name}>`,
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** U+FFFE and U+FFFF are no characters to XML; they are none that a terminal minds. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[&<>"]/g, (ch) => ENTITIES[ch]!)
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
