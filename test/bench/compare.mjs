// What changed between two runs of the bench. Ratios on a shared machine differ by a few percent from run to run.

/** Below this the difference says nothing. */
const NOISE = 0.1;

/** Where the aim is "at least", a higher ratio is the better one. */
const isSpeed = ({ aim }) => aim.includes('at least');

/** One line for each ratio that both have: what became slower, faster, or stayed within the noise; and one for each that is gone. */
export function changes(before, after) {
  return before.map((old) => {
    const now = after.find(({ name }) => name === old.name);
    if (now === undefined) return `not measured: ${old.name}`;
    const change = isSpeed(old) ? old.median / now.median - 1 : now.median / old.median - 1;
    const word = change > NOISE ? 'slower' : change < -NOISE ? 'faster' : 'same';
    return `${word}: ${old.name}: x${old.median.toFixed(2)} before, x${now.median.toFixed(2)} now`;
  });
}
