/**
 * Text from outside made fit for a terminal or a log: control characters (escape sequences, line ends, bidirectional overrides,
 * lone surrogates) are shown as `\u{…}`, so that no repository can move the cursor, colour the screen or forge a line.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, (ch) => (ch === '\t' ? ' ' : `\\u{${ch.codePointAt(0)!.toString(16)}}`));
}

const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
