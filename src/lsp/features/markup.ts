/** Text for hovers, as Markdown or plain, whichever the client shows. Text from outside is never markup. */
import { type MarkupContent, MarkupKind } from 'vscode-languageserver-protocol';
import { type Printable, printable, safe } from '../../text/printable.ts';
import { shown } from '../diagnostics.ts';

/** Writes one kind of markup. */
export interface Markup {
  readonly kind: MarkupKind;
  text(outside: string): Printable;
  code(outside: string): Printable;
  bold(outside: string): Printable;
  /** `url`: ours. */
  link(outside: string, url: string | undefined): Printable;
}

const PLAIN: Markup = {
  kind: MarkupKind.PlainText,
  text: shown,
  code: shown,
  bold: shown,
  link: (outside, url) => (url === undefined ? shown(outside) : safe`${shown(outside)} (${printable(url)})`),
};

const MARKDOWN: Markup = {
  kind: MarkupKind.Markdown,
  text: escaped,
  code: (outside) => {
    const text = shown(outside);
    // A code span ends at as many backticks as it began with.
    const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = printable('`'.repeat(longest + 1));
    return longest > 0 ? safe`${fence} ${text} ${fence}` : safe`${fence}${text}${fence}`;
  },
  bold: (outside) => safe`**${escaped(outside)}**`,
  link: (outside, url) => (url === undefined ? escaped(outside) : safe`[${escaped(outside)}](${printable(url)})`),
};

/** `formats`: those that the client shows, the best first. */
export function markupFor(formats: readonly MarkupKind[] | undefined): Markup {
  return formats?.[0] === MarkupKind.Markdown ? MARKDOWN : PLAIN;
}

/** `paragraphs`: each of one or more lines. */
export function contentOf({ kind }: Markup, paragraphs: readonly (readonly Printable[])[]): MarkupContent {
  const lineEnd = kind === MarkupKind.Markdown ? '  \n' : '\n';
  return { kind, value: paragraphs.map((lines) => lines.join(lineEnd)).join('\n\n') };
}

/** Neither emphasis nor HTML nor a link of its own. */
function escaped(outside: string): Printable {
  return printable(
    shown(outside)
      .replaceAll(/[\\`*_{}[\]<>&|~!#$@]/g, '\\$&')
      .replaceAll('://', ':\\/\\/')
      .replaceAll(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`),
  );
}
