/** Which UTF-16 units make words, and their lower-case form. */

/** Lower-case form of ASCII word characters, 0 for the rest. */
export const LOWER: Uint8Array = (() => {
  const table = new Uint8Array(128);
  for (let c = 0x30; c <= 0x39; c++) table[c] = c;
  for (let c = 0x61; c <= 0x7a; c++) table[c] = table[c - 0x20] = c;
  return table;
})();

/** A unit that is a word by itself (Han, Kana). */
export function isIdeograph(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0x3040 && unit <= 0x30ff) || (unit >= 0xf900 && unit <= 0xfaff);
}

/** Lower-case form of a unit from 0x80 up, 0 where it separates words (punctuation, symbols, spaces, surrogates, private use). */
export function foldWide(unit: number): number {
  if (unit < 0xc0) return 0;
  if (unit < 0x100) {
    if (unit === 0xd7 || unit === 0xf7) return 0;
    return unit < 0xdf ? unit + 0x20 : unit;
  }
  if (unit >= 0x2000 && unit < 0x2c00) return 0;
  if (unit >= 0x3000 && unit < 0x3040) return 0;
  if (unit >= 0xd800 && unit < 0xf900) return 0;
  if (unit >= 0xfe00) return 0;
  if (unit < 0x590) {
    const lower = String.fromCharCode(unit).toLowerCase();
    return lower.length === 1 ? lower.charCodeAt(0) : unit;
  }
  return unit;
}
