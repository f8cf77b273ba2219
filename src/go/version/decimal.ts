/** Decimal numbers of any size, kept as text without leading zeros, as Go's version packages do. */

/** '' is below every number. */
export function compareDecimal(x: string, y: string): -1 | 0 | 1 {
  if (x === y) return 0;
  if (x.length !== y.length) return x.length < y.length ? -1 : 1;
  return x < y ? -1 : 1;
}

export function increment(decimal: string): string {
  const nines = trailing(decimal, '9');
  const head = decimal.slice(0, decimal.length - nines);
  return `${head === '' ? '1' : head.slice(0, -1) + step(head, 1)}${'0'.repeat(nines)}`;
}

/** One less; '' for 0. */
export function decrement(decimal: string): string {
  const zeros = trailing(decimal, '0');
  const head = decimal.slice(0, decimal.length - zeros);
  if (head === '') return '';
  const less = head === '1' && zeros > 0 ? '' : head.slice(0, -1) + step(head, -1);
  return less + '9'.repeat(zeros);
}

function trailing(decimal: string, digit: string): number {
  let n = 0;
  while (decimal[decimal.length - 1 - n] === digit) n++;
  return n;
}

/** The last digit, moved by one; it does not carry. */
function step(decimal: string, by: number): string {
  return String.fromCharCode(decimal.charCodeAt(decimal.length - 1) + by);
}
