/** Texts that a file system may take for the same name: Unicode simple case folding, as strings.EqualFold of Go. */

/**
 * Equal for two texts exactly when strings.EqualFold holds for them. The engine's tables may be newer than Go's and pair a letter of theirs
 * with one of Go's; no file of a module has a letter that Go does not know.
 */
export function foldCase(text: string): string {
  if (!/[^\0-@[-\x7f]/.test(text)) return text;
  let out = '';
  for (const char of text) out += foldRune(char);
  return out;
}

/** One letter that stands for all that are equal to it. Mappings to several letters do not count. */
function foldRune(char: string): string {
  if (NOT_FOLDED.has(char)) return char;
  const upper = char.toUpperCase();
  const one = isOne(upper) ? upper : char;
  const lower = one.toLowerCase();
  return isOne(lower) ? lower : one;
}

function isOne(text: string): boolean {
  return text.length === (text.codePointAt(0)! > 0xffff ? 2 : 1);
}

/** Dotted capital I and dotless small i: their partners depend on the language, so Go pairs them with nothing. */
const NOT_FOLDED: ReadonlySet<string> = new Set(['\u0130', '\u0131']);
