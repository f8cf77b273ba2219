/**
 * The files that `go env -w` writes and GOROOT brings (cmd/go/internal/cfg): a line counts when it has a `=` and begins with a capital
 * letter. Nothing is trimmed, quoted, expanded or exported, so ` GOSUMDB=off` sets nothing and `GOSUMDB="off"` a value with quotes.
 */
import { indexOrEnd } from '../../text/index-or-end.ts';
import { type Source, type Span, span } from '../../text/source.ts';

export interface GoEnvLine {
  /** All before the first `=`, with any space before it. */
  readonly name: string;
  /** All after it, with quotes, trailing space and CR. */
  readonly value: string;
  readonly nameAt: Span;
  readonly valueAt: Span;
}

export interface GoEnvFile {
  readonly source: Source;
  readonly lines: readonly GoEnvLine[];
  /** Non-blank lines that Go skips, comments aside. */
  readonly ignored: readonly Span[];
}

export function parseGoEnvFile(source: Source): GoEnvFile {
  const { text } = source;
  const lines: GoEnvLine[] = [];
  const ignored: Span[] = [];
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    const line = text.slice(from, end);
    const equals = from + line.indexOf('=');
    if (equals > from && /^[A-Z]/.test(line)) {
      lines.push({
        name: text.slice(from, equals),
        value: text.slice(equals + 1, end),
        nameAt: span(source, from, equals),
        valueAt: span(source, equals + 1, end),
      });
    } else {
      const shown = line.trimEnd();
      const indent = shown.length - shown.trimStart().length;
      if (indent < shown.length && shown[indent] !== '#')
        ignored.push(span(source, from + indent, from + shown.length));
    }
    from = end + 1;
  }
  return { source, lines, ignored };
}

/** The line that counts for each name: the last. */
export function goEnvSettings(file: GoEnvFile): Map<string, GoEnvLine> {
  return new Map(file.lines.map((line) => [line.name, line]));
}
