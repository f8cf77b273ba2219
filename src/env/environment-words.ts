/** `NAME=value` words in one line, quoted as in a shell: ENV and ARG of a Dockerfile, options, lists of variables. */
import { type MappedText, MappedTextBuilder } from './mapped-text.ts';

/** Characters of an expression of GitHub Actions. */
const MAX_EXPRESSION = 2000;

/** The words of ENV and ARG: in quotes, with escapes, over several lines. */
export function environmentWords(rest: MappedText): { readonly word: MappedText; readonly literal: boolean }[] {
  const { text } = rest;
  const words: { word: MappedText; literal: boolean }[] = [];
  let i = 0;
  while (i < text.length) {
    const blank = /^(?:\s|[\\`][ \t]*\r?\n)+/.exec(text.slice(i, i + 2000));
    if (blank) {
      i += blank[0].length;
      continue;
    }
    const built = new MappedTextBuilder();
    const begin = i;
    let literal = true;
    while (i < text.length && !/\s/.test(text[i]!)) {
      const c = text[i]!;
      if (c === '"' || c === "'") {
        i++;
        while (i < text.length && text[i] !== c) {
          if (c === '"' && text[i] === '\\' && /["\\$\n]/.test(text[i + 1] ?? '')) i++;
          if (c === '"' && text[i] === '$' && text[i - 1] !== '\\') literal = false;
          built.add(text[i] ?? '', i);
          i++;
        }
        i++;
      } else if (c === '\\' || c === '`') {
        if (/^.[ \t]*\r?\n/.test(text.slice(i, i + 200))) break;
        i++;
        built.add(text[i] ?? '', i);
        i++;
      } else {
        // An expression of GitHub Actions has blanks in it.
        const expression = text.startsWith('${{', i) ? text.slice(i, i + MAX_EXPRESSION).indexOf('}}') : -1;
        const next = expression < 0 ? i + 1 : i + expression + 2;
        if (c === '$') literal = false;
        built.add(text.slice(i, next), i);
        i = next;
      }
    }
    words.push({ word: built.build(rest.offsetAt, begin), literal });
    if (i === begin) i++;
  }
  return words;
}
