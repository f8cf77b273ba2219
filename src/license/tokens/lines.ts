/** Line numbers of a text by offset. */

/** A function from offset to 1-based line; the text is read once, when the first line is asked for. */
export function lineNumbers(text: string): (offset: number) => number {
  let ends: number[] | undefined;
  return (offset) => {
    if (!ends) {
      ends = [];
      for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) ends.push(i);
    }
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (ends[mid]! < offset) low = mid + 1;
      else high = mid;
    }
    return low + 1;
  };
}
