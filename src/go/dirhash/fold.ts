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
  if (char === DOTLESS_I) return char;
  const upper = char.toUpperCase();
  const one = isOne(upper) ? upper : char;
  const lower = one.toLowerCase();
  return isOne(lower) ? lower : one;
}

function isOne(text: string): boolean {
  return [...text].length === 1;
}

/** Its partner depends on the language, so Go pairs it with nothing, as it does the dotted capital I, whose small letter is two. */
const DOTLESS_I = '\u0131';
