// A setup file of vitest: writes which points a test file comes by to the folder REACH_FOLDER.
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, expect } from 'vitest';

const found = new Set();
globalThis.reached = (point) => {
  found.add(point);
};

afterAll(() => {
  const { testPath } = expect.getState();
  const name = `${basename(testPath)}-${process.pid}-${Math.random()}.json`;
  writeFileSync(join(process.env.REACH_FOLDER, name), JSON.stringify({ testPath, points: [...found] }));
});
