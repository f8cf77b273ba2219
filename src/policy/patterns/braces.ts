/** How many patterns the braces of a file pattern stand for, counted without writing them out. */

const RANGE = /^(-?\d{1,9})\.\.(-?\d{1,9})(?:\.\.-?\d{1,9})?$/;

/**
 * At least as many as minimatch would make: alternatives add up, neighbors multiply. Infinity where a range such as `{1..9}` has too many
 * digits to be told. No brackets but pairs of braces are looked at; one that is not closed stands for itself.
 */
export function bracePatterns(glob: string): number {
  // Of each open brace: what its alternatives come to so far, added up and multiplied; and what came before it.
  const open: { sum: number; chain: number; product: number; start: number; isPlain: boolean }[] = [];
  let product = 1;
  for (let i = 0; i < glob.length; i++) {
    const top = open[open.length - 1];
    if (glob[i] === '{') {
      if (top) top.isPlain = false;
      open.push({ sum: 0, chain: 1, product, start: i + 1, isPlain: true });
      product = 1;
    } else if (glob[i] === ',' && top) {
      top.sum += product;
      top.chain *= product;
      product = 1;
      top.isPlain = false;
    } else if (glob[i] === '}' && top) {
      const inside = top.isPlain ? rangeSize(glob.slice(top.start, i)) : top.sum + product;
      product = top.product * inside;
      open.pop();
    }
  }
  // One that is not closed is text, and what stands in it are neighbors.
  return open.reduce((all, { product: before, chain }) => all * before * chain, product);
}

function rangeSize(text: string): number {
  const range = RANGE.exec(text);
  if (range) return Math.abs(Number(range[2]) - Number(range[1])) + 1;
  if (/^[A-Za-z]\.\.[A-Za-z](?:\.\.-?\d{1,9})?$/.test(text))
    return Math.abs(text.charCodeAt(3) - text.charCodeAt(0)) + 1;
  return /^-?\d+\.\.-?\d+/.test(text) ? Number.POSITIVE_INFINITY : 1;
}
