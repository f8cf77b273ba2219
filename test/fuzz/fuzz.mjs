// Searches for inputs that break a reader of outside data: an exception, a hang, too much memory, or an answer that cannot be right.
//   npm run fuzz -- HARNESS [--minutes 10] [--runs N] [--seed 1]
//   npm run fuzz -- --all --runs 400000        one after the other
//   npm run fuzz -- --list
// What breaks is made small and kept below test/fuzz/cases, which the tests run ever after. Needs a build.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { HARNESSES } from './harnesses/index.mjs';

/** Bytes of the largest input. */
const MOST = 1 << 20;
/** Megabytes of the heap of JavaScript. */
const MEMORY = 768;
/** Seconds after which an input counts as one without end; these machines are busy with other things, too. */
const PATIENCE = 30;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean' },
    list: { type: 'boolean' },
    minutes: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});

const chosen = values.all ? Object.keys(HARNESSES) : positionals;
const unknown = chosen.filter((name) => !Object.hasOwn(HARNESSES, name));
if (values.list || chosen.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`unknown harness: ${unknown.join(', ')}`);
  console.log(Object.keys(HARNESSES).join('\n'));
  process.exit(values.list ? 0 : 2);
}

let broken = 0;
for (const name of chosen) {
  const result = await fuzz(name);
  if (result.failure !== undefined) broken++;
  const { runs, blocks, kept, seconds } = result;
  console.log(`${name}: ${runs} runs in ${seconds.toFixed(0)} s, ${blocks} blocks reached, ${kept} inputs kept`);
  if (result.failure !== undefined) console.log(`  ${result.failure}`);
  if (values.json) appendFileSync(values.json, `${JSON.stringify({ name, ...result })}\n`);
}
process.exit(broken === 0 ? 0 : 1);

/** Until the time or the runs are over, or something breaks. */
async function fuzz(name) {
  const shared = new SharedArrayBuffer(16 + MOST);
  const state = new Int32Array(shared, 0, 4);
  const started = performance.now();
  const worker = new Worker(new URL('loop.mjs', import.meta.url), {
    workerData: {
      name,
      shared,
      most: MOST,
      seed: Number(values.seed),
      runs: values.runs === undefined ? Number.POSITIVE_INFINITY : Number(values.runs),
      minutes:
        values.minutes === undefined
          ? values.runs === undefined
            ? 10
            : Number.POSITIVE_INFINITY
          : Number(values.minutes),
    },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  const last = () => Buffer.from(new Uint8Array(shared, 16, Atomics.load(state, 1)));
  return new Promise((done) => {
    const finish = (result) => {
      clearInterval(watch);
      worker.terminate();
      done({
        runs: Atomics.load(state, 0),
        blocks: 0,
        kept: 0,
        seconds: (performance.now() - started) / 1000,
        ...result,
      });
    };
    let seen = -1;
    let since = performance.now();
    const watch = setInterval(() => {
      const now = Atomics.load(state, 0);
      if (now !== seen) [seen, since] = [now, performance.now()];
      else if (performance.now() - since > PATIENCE * 1000)
        finish({ failure: keep(name, `no end within ${PATIENCE} s`, last()) });
    }, 500);
    worker.on('message', ({ failure, input, ...counts }) =>
      finish({ ...counts, ...(failure !== undefined && { failure: keep(name, failure, Buffer.from(input)) }) }),
    );
    worker.on('error', (error) => finish({ failure: keep(name, String(error.code ?? error.stack), last()) }));
  });
}

function keep(name, failure, input) {
  const folder = join(import.meta.dirname, 'cases', name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `case-${Date.now().toString(36)}`);
  writeFileSync(file, input);
  return `${failure}\n  kept as ${file} (${input.length} bytes)`;
}
