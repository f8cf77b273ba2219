/** When a token of go.mod needs quotes, and which paths are directories (golang.org/x/mod/modfile). */
import { isEscapedByte } from '../../text/bytes.ts';
import { quote } from '../std/strconv.ts';
import { isPrint } from '../std/unicode.ts';

/** modfile.MustQuote: whether the text cannot stand as one token without quotes. */
export function mustQuote(text: string): boolean {
  if (text === '' || text.includes('//') || text.includes('/*')) return true;
  for (let i = 0; i < text.length; i++) {
    const rune = text.codePointAt(i)!;
    if (rune > 0xffff) i++;
    if (rune === 0x20 || rune === 0x22 || rune === 0x27 || rune === 0x60) return true;
    if (isBracket(rune)) {
      if (text.length > 1) return true;
    } else if (!isPrint(rune) && !isEscapedByte(rune)) return true;
  }
  return false;
}

/** modfile.AutoQuote: the text, in quotes where it needs them. */
export function autoQuote(text: string): string {
  return mustQuote(text) ? quote(text) : text;
}

/**
 * modfile.IsDirectoryPath: whether the right side of a replacement is a directory. Because go.mod files move between systems, Windows'
 * forms count everywhere.
 */
export function isDirectoryPath(path: string): boolean {
  return path === '.' || path === '..' || /^(?:\.{0,2}[/\\]|[A-Za-z]:)/.test(path);
}

function isBracket(rune: number): boolean {
  return (
    rune === 0x28 || rune === 0x29 || rune === 0x2c || rune === 0x5b || rune === 0x5d || rune === 0x7b || rune === 0x7d
  );
}
