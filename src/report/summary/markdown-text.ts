/** Text from outside in GitHub's and GitLab's Markdown, where it must be nothing but text. */
import { type Printable, printable } from '../../text/printable.ts';

/**
 * One line: no markup, no HTML, no link, no mention of a user, no reference to an issue, no formula. Where a backslash is not enough, an
 * entity breaks what would be read: it shows the same.
 */
export function markdownText(text: string): Printable {
  return printable(
    printable(text)
      .replace(/&/g, '&amp;')
      // Before there are entities of ours.
      .replace(/#(?=\d)|\bgh-(?=\d)/gi, '$&&#8203;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\$/g, '&#36;')
      .replace(/[\\`*_{}[\]|~!]/g, '\\$&')
      .replace(/:(?=\/\/)/g, '&#58;')
      .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}&#46;`)
      .replace(/(?<!\w)@(?=\w)/g, '@&#8203;'),
  );
}

/** The same as code. */
export function markdownCode(text: string): Printable {
  return printable(`<code>${markdownText(text)}</code>`);
}
