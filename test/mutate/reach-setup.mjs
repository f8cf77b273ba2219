// A setup file of vitest: writes which places a test file comes by to the folder REACH_FOLDER.
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect } from 'vitest';

/** For each source a byte for each place. */
globalThis.reached = process.env.REACH_SIZES.split(' ').map((size) => new Uint8Array(Number(size)));

afterAll(() => {
  const { testPath } = expect.getState();
  const name = `${basename(testPath)}-${process.pid}-${Math.random()}.json`;
  const reached = [...globalThis.reached.entries()].flatMap(([source, places]) => {
    if (!places.includes(1)) return [];
    const bits = Buffer.alloc(Math.ceil(places.length / 8));
    for (const [place, isReached] of places.entries()) bits[place >> 3] |= isReached << (place & 7);
    return [[source, bits.toString('base64')]];
  });
  writeFileSync(join(process.env.REACH_FOLDER, name), JSON.stringify({ testPath, reached }));
});
