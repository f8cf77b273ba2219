// Which test files come by which points: found by running each test file once over marked sources, and remembered in a file.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testRunner } from './copy.mjs';

const MINUTE = 60_000;

/**
 * What is known of a test file: how long it takes, the tests that fail in it without a fault, and which places it comes by in which
 * sources. `hash` is that of its text, so that a changed test is run again.
 * @typedef {{ test: string, hash: string, milliseconds: number, red: string[], places: Record<string, string>, sources: Record<string, string> }} Reach
 * `places` are bits in base 64 by source, `sources` the hashes of these sources as they were then.
 */

/**
 * @param {string} folder a copy of the tree
 * @param {{ texts: Map<string, string>, points: import('./points.mjs').Point[], tests: string[], workers: number, memory?: string }} input
 *   `points` are all of the sources in `texts`; `memory` is a file that keeps what was found for the next run
 * @returns {Promise<{ test: string, milliseconds: number, red: Set<string>, reaches(point: object): boolean }[]>}
 */
export async function reachOfTests(folder, { texts, points, tests, workers, memory }) {
  const known = remembered(memory);
  const hashes = new Map(tests.map((test) => [test, hashOf(readFileSync(test, 'utf8'))]));
  const sources = Object.fromEntries([...texts].map(([file, text]) => [file, hashOf(text)]));
  const fresh = tests.filter((test) => known.get(test)?.hash !== hashes.get(test));
  const places = placesOf(points);
  if (fresh.length > 0) {
    const found = await runMarked(folder, { texts, places, tests: fresh, workers });
    for (const one of found) {
      const ofFiles = Object.keys(one.places).map((file) => [file, sources[file]]);
      known.set(one.test, { ...one, hash: hashes.get(one.test), sources: Object.fromEntries(ofFiles) });
    }
    if (memory !== undefined) writeFileSync(memory, JSON.stringify([...known.values()]));
  }
  return tests.flatMap((test) => {
    const one = known.get(test);
    if (one === undefined) return [];
    const bits = new Map(Object.entries(one.places).map(([file, text]) => [file, Buffer.from(text, 'base64')]));
    const reaches = ({ file, place }) => {
      const ofFile = bits.get(file);
      // A source that has changed since then: its places have moved, so whoever comes by the file may come by the point.
      return ofFile !== undefined && (one.sources[file] !== sources[file] || hasBit(ofFile, place));
    };
    return [{ test, milliseconds: one.milliseconds, red: new Set(one.red), reaches }];
  });
}

/** For each source its places in order: each has a number within the file, which goes to its points as `place`. */
function placesOf(points) {
  const places = new Map();
  for (const point of points) {
    const ofFile = places.get(point.file) ?? new Map();
    places.set(point.file, ofFile);
    const key = `${point.start} ${point.end}`;
    if (!ofFile.has(key)) ofFile.set(key, { ...point, place: ofFile.size });
    point.place = ofFile.get(key).place;
  }
  return places;
}

async function runMarked(folder, { texts, places, tests, workers }) {
  const reach = join(folder, '.reach');
  mkdirSync(reach);
  const files = [...places.keys()];
  for (const [number, file] of files.entries()) {
    writeFileSync(join(folder, file), marked(texts.get(file), [...places.get(file).values()], number));
  }
  const sizes = files.map((file) => places.get(file).size);
  const runner = testRunner(folder, {
    workers,
    setup: ['test/mutate/reach-setup.mjs'],
    env: { REACH_FOLDER: reach, REACH_SIZES: sizes.join(' ') },
  });
  const answer = await runner.run({ tests, changed: [], bail: 0 }, 40 * MINUTE);
  runner.stop();
  if (answer === undefined) throw new Error('the tests do not end, even without a fault');
  const seen = new Map();
  for (const name of readdirSync(reach)) {
    const { testPath, reached } = JSON.parse(readFileSync(join(reach, name), 'utf8'));
    seen.set(testPath.slice(folder.length + 1), Object.fromEntries(reached.map(([at, bits]) => [files[at], bits])));
  }
  rmSync(reach, { recursive: true });
  for (const file of files) writeFileSync(join(folder, file), texts.get(file));
  const isLoaded = ({ ok, failing }) => ok || failing.length > 0;
  for (const { test, failing } of answer.ran)
    for (const name of failing) console.log(`fails without a fault, so does not count: ${test} > ${name}`);
  for (const one of answer.ran) if (!isLoaded(one)) console.log(`left out, fails without a fault: ${one.test}`);
  return answer.ran.filter(isLoaded).map(({ test, milliseconds, failing }) => ({
    test,
    milliseconds,
    red: failing,
    places: seen.get(test) ?? {},
  }));
}

function remembered(memory) {
  const isThere = memory !== undefined && existsSync(memory);
  return new Map((isThere ? JSON.parse(readFileSync(memory, 'utf8')) : []).map((one) => [one.test, one]));
}

/** The text with a mark at each place: a note in the list of source `number`, wherever the code runs. */
export function marked(text, places, number) {
  const inserts = places.flatMap(({ start, end, kind, place }) => {
    const mark = `((globalThis.reached??=[])[${number}]??=[])[${place}]=1`;
    const [open, close] = kind === 'statement' ? [`{${mark};`, '}'] : [`(${mark}, `, ')'];
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

function hasBit(bits, at) {
  return ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
}

function hashOf(text) {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
