// The thread that runs a harness on changed inputs, and keeps those that reach code which none before has reached.
import { parentPort, workerData } from 'node:worker_threads';
import { startCoverage } from './coverage.mjs';
import { changedInput, dictionaryOf, randomOf } from './mutations.mjs';
import { smaller } from './smaller.mjs';

const { name, shared, most, seed, runs, minutes } = workerData;
const state = new Int32Array(shared, 0, 4);
const mirror = new Uint8Array(shared, 16);
// Before the library is loaded: V8 counts blocks of what it compiles from then on.
const coverage = startCoverage();
const { HARNESSES } = await import('./harnesses/index.mjs');
const harness = HARNESSES[name];

/** Inputs to change. More than these, and one that was kept earlier makes room. */
const MOST_KEPT = 3000;
/** Looking at what was reached takes a few milliseconds: seldom, when there is seldom anything new. */
const MOST_AT_ONCE = 1024;
/** Milliseconds of this process's own time for 1 MB. */
const SLOW = 1000;

const run = await harness.prepare();
const pool = (await harness.seeds()).map((text) => Buffer.from(text));
const words = dictionaryOf(pool, harness.words ?? []);
const random = randomOf(seed);

/** The reason why the input breaks the harness; undefined where it does not. */
async function failureOf(input) {
  mirror.set(input);
  Atomics.store(state, 1, input.length);
  const from = performance.now();
  try {
    const answer = run(input);
    if (answer instanceof Promise) await answer;
  } catch (error) {
    return String(error?.stack ?? error);
  } finally {
    Atomics.add(state, 0, 1);
  }
  return performance.now() - from > SLOW ? slowness(input) : undefined;
}

/** A busy machine makes anything slow: what counts is the time of this process, in the best of three. */
async function slowness(input) {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const before = process.cpuUsage();
    await Promise.resolve(run(input)).catch(() => {});
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best > SLOW ? `slow: ${Math.round(best)} ms for ${input.length} bytes` : undefined;
}

async function finish(failure, input) {
  const small =
    failure === undefined
      ? undefined
      : await smaller(input, async (shorter) => isSame(failure, await failureOf(shorter)));
  parentPort.postMessage({ failure, input: small, blocks: coverage.reached(), kept: pool.length });
}

/** The same fault, by its first line and the place where it was thrown, whatever numbers and texts it names. */
function isSame(failure, other) {
  const head = (text) => {
    const lines = text
      .replaceAll(/"[^"]*"/g, '""')
      .split('\n')
      .slice(0, 2);
    return lines.map((line, i) => (i === 0 ? line.replaceAll(/\d+/g, '0') : line).slice(0, 200)).join('\n');
  };
  return other !== undefined && head(other) === head(failure);
}

const end = performance.now() + minutes * 60_000;
let done = 0;
let together = 16;
let batch = [];
for (const input of [...pool]) {
  const failure = await failureOf(input);
  if (failure !== undefined) {
    await finish(failure, input);
    break;
  }
}
coverage.hasNew();
while (done < runs && performance.now() < end) {
  const input = changedInput(pool, words, random, most);
  const failure = await failureOf(input);
  done++;
  if (failure !== undefined) {
    await finish(failure, input);
    break;
  }
  batch.push(input);
  if (batch.length < together) continue;
  if (coverage.hasNew()) {
    together = 16;
    for (const one of batch) {
      if (pool.length < MOST_KEPT) pool.push(one);
      else pool[Math.floor(random() * pool.length)] = one;
    }
  } else together = Math.min(MOST_AT_ONCE, together + 16);
  batch = [];
}
await finish(undefined, undefined);
