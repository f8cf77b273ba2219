/**
 * Text from outside made fit for a terminal or a log: control characters (escape sequences, line ends, bidirectional overrides,
 * lone surrogates) are shown as `\u{…}`, so that no repository can move the cursor, colour the screen or forge a line.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  // Made when it is needed: the hook says little that is not plain, and Unicode's classes take long to compile.
  unsafe ??= /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
  return text.replace(unsafe, (ch) => (ch === '\t' ? ' ' : `\\u{${ch.codePointAt(0)!.toString(16)}}`));
}

const PLAIN = /^[ -~]*$/;

let unsafe: RegExp | undefined;
