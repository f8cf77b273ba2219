// Marks points in a source, so that a run of the tests tells which test files come by which point.

/** The text with a call at each point: `globalThis.reached(N)`, N being the point's place in the sample. */
export function marked(text, points) {
  const inserts = points.flatMap(({ start, end, kind, index }) => {
    const call = `globalThis.reached?.(${index})`;
    const [open, close] = kind === 'statement' ? [`{${call};`, '}'] : [`(${call}, `, ')'];
    return [
      { at: start, isEnd: false, length: end - start, text: open },
      { at: end, isEnd: true, length: end - start, text: close },
    ];
  });
  // At one place: what ends comes first, inner before outer; then what begins, outer before inner.
  inserts.sort((a, b) => a.at - b.at || b.isEnd - a.isEnd || (a.isEnd ? a.length - b.length : b.length - a.length));
  let out = '';
  let from = 0;
  for (const { at, text: insert } of inserts) {
    out += text.slice(from, at) + insert;
    from = at;
  }
  return out + text.slice(from);
}

/** The text with the fault in it. */
export function mutated(text, { start, end, kind, text: fault }) {
  const open = kind === 'expression' ? '(' : '';
  const close = kind === 'expression' ? ')' : '';
  return text.slice(0, start) + open + fault + close + text.slice(end);
}
