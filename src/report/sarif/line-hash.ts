/**
 * The hash of a line that GitHub's code-scanning upload computes where a result brings no `primaryLocationLineHash` (CodeQL's rolling
 * hash). For comparing and explaining only: it looks ahead over some 100 characters, so in a go.mod an edit of one line changes the
 * hashes of those before it. Our SARIF carries the finding's own identity in its place.
 */
const WINDOW = 100;
const MULTIPLIER = 37;
const END = 0xffff;
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/** The value of each line of a file, line 1 first: 64 bits in hexadecimal without leading zeros, `:`, and how often it has come so far. */
export function lineHashes(bytes: Uint8Array): string[] {
  // Ill-formed UTF-8 becomes U+FFFD; a byte order mark is an ordinary character.
  const { units, starts } = significant(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const seen = new Map<string, number>();
  return starts.map((start) => {
    const hash = hashAt(units, start);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

/** The UTF-16 code units that count, padded by a window of zeros, and where among them the lines start. */
function significant(text: string): { units: Uint16Array; starts: number[] } {
  const units = new Uint16Array(text.length + 1 + WINDOW);
  const starts: number[] = [];
  let length = 0;
  let afterCR = false;
  let lineStart = true;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : END;
    if (unit === TAB || unit === SPACE || (unit === LF && afterCR)) {
      // A blank between CR and LF makes two line ends of them.
      afterCR = false;
      continue;
    }
    afterCR = unit === CR;
    if (lineStart) starts.push(length);
    const kept = unit === CR ? LF : unit;
    lineStart = kept === LF;
    units[length++] = kept;
  }
  return { units, starts };
}

/** The sum of unit × 37^(99 - i) over the window, modulo 2^64, in two halves of 32 bits. */
function hashAt(units: Uint16Array, start: number): string {
  let high = 0;
  let low = 0;
  for (let i = 0; i < WINDOW; i++) {
    const sum = low * MULTIPLIER + (units[start + i] ?? 0);
    high = (Math.imul(high, MULTIPLIER) + Math.floor(sum / 0x1_0000_0000)) >>> 0;
    low = sum >>> 0;
  }
  return high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
}
