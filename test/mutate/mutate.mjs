// Plants faults in the sources, one at a time, and tells which of them no test notices:
//   npm run mutate -- --sample 60 --seed 1 [--files 'src/policy/**'] [--tests 'test/policy/**'] [--again OUTPUT] [--workers 2]
// With --reach it plants nothing and lists the places that no test comes by: all of them would survive. --memory FILE keeps which
// test comes by which place, so that the next run asks only tests that have changed.
// What lies in ../shared/corpus counts as a test, and so do the types. The same seed and sources give the same faults. Needs a build, and works in copies
// of the tree in the temporary folder.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { minimatch } from 'minimatch';
import { copyTree, testRunner } from './copy.mjs';
import { corpusNotices, corpusOf } from './corpora.mjs';
import { pointsOf } from './points.mjs';
import { mutated, reachOfTests } from './reach.mjs';
import { typesNotice } from './types.mjs';

/** They run the built command or other programs, or are about the text of the sources. */
const LEFT_OUT = ['test/cli/**', 'test/live/**', 'test/{architecture,repository,mirror}.test.ts'];

const MINUTE = 60_000;

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    files: { type: 'string', default: '{src,rules}/**' },
    tests: { type: 'string', default: '**' },
    again: { type: 'string' },
    reach: { type: 'boolean', default: false },
    memory: { type: 'string' },
    workers: { type: 'string', default: '2' },
  },
});

const workers = Number(values.workers);
/** The sources as they are at the start: whoever works on meanwhile disturbs nothing. */
const texts = new Map(sources().map((file) => [file, readFileSync(file, 'utf8')]));
const allPoints = [...texts].flatMap(([file, text]) => pointsOf(file, text));
const points = chosenPoints();
const folders = Array.from({ length: workers }, copyTree);
try {
  const tests = await reachOfTests(folders[0], {
    texts,
    points: allPoints,
    tests: listed('test', '.test.ts').filter(
      (file) => minimatch(file, values.tests) && !LEFT_OUT.some((pattern) => minimatch(file, pattern)),
    ),
    workers,
    memory: values.memory,
  });
  if (values.reach) reportUnreached(tests);
  if (!values.reach) report(await plantAll(tests));
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

function sources() {
  return [...listed('src', '.ts'), ...listed('rules', '.ts')].filter(
    (file) => minimatch(file, values.files) && !file.endsWith('.d.ts'),
  );
}

/** With --again, those that survived in an earlier run with the same sample and seed. */
function chosenPoints() {
  const chosen = sample(allPoints, Number(values.sample), Number(values.seed));
  console.log(`${chosen.length} of ${allPoints.length} possible faults`);
  if (values.again === undefined) return chosen;
  const before = new Set(readFileSync(values.again, 'utf8').split('\n'));
  return chosen.filter((point) => before.has(shown(point)));
}

/** Each point has the same chance. */
function sample(all, count, seed) {
  const random = randomOf(seed);
  const pool = [...all];
  const chosen = [];
  while (chosen.length < count && pool.length > 0) {
    const at = Math.floor(random() * pool.length);
    chosen.push(pool[at]);
    pool[at] = pool.at(-1);
    pool.pop();
  }
  return chosen;
}

/** @returns the points whose faults no test notices. */
async function plantAll(tests) {
  const queue = [...points];
  const survivors = [];
  let done = 0;
  const work = async (folder) => {
    const runner = testRunner(folder);
    for (let point = queue.shift(); point !== undefined; point = queue.shift()) {
      const killer =
        (await plant(folder, runner, point, tests)) ??
        (await typesKill(folder, point)) ??
        (await corpusKills(folder, point));
      if (killer === undefined) survivors.push(point);
      console.log(`${++done}/${points.length} ${killer ?? 'SURVIVED'} ${shown(point)}`);
    }
    runner.stop();
  };
  await Promise.all(folders.map(work));
  return survivors;
}

/** @returns what noticed the fault. */
async function plant(folder, runner, point, tests) {
  const text = texts.get(point.file);
  const mirrored = `test/${point.file.replace(/^src\/|\/rule(?=\.ts$)/g, '').replace(/\.ts$/, '.test.ts')}`;
  const related = tests
    .filter((test) => test.reaches(point))
    .sort((a, b) => (b.test === mirrored) - (a.test === mirrored) || a.milliseconds - b.milliseconds);
  if (related.length === 0) return undefined;
  const green = related.filter(({ red }) => red.size === 0);
  const first = green.slice(0, green[0]?.test === mirrored ? 1 : 3);
  // A file with a test that fails anyway is run to its end.
  const groups = [first, green.slice(first.length), related.filter(({ red }) => red.size > 0)];
  writeFileSync(join(folder, point.file), mutated(text, point));
  try {
    for (let i = 0; i < groups.length; ) {
      const group = groups[i];
      if (group.length === 0) {
        i++;
        continue;
      }
      const usual = group.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
      const answer = await runner.run(requestFor(group, point, i === 2 ? 0 : 1), MINUTE / 2 + 6 * usual);
      if (answer === undefined) return 'time';
      const killers = group.filter((one) =>
        answer.ran.some((result) => result.test === one.test && noticed(result, one)),
      );
      if (killers.length === 0 && answer.isBroken) return 'error';
      if (killers.length === 0) {
        i++;
        continue;
      }
      if (killers[0].test === mirrored) return mirrored;
      // A test that fails now and then would fail without the fault, too.
      writeFileSync(join(folder, point.file), text);
      const without = await runner.run(requestFor(killers, point, 0), MINUTE / 2 + 6 * usual);
      const flaky = killers.filter(
        (one) => !without || without.ran.some((r) => r.test === one.test && noticed(r, one)),
      );
      if (flaky.length < killers.length) return killers.find((one) => !flaky.includes(one)).test;
      for (const { test } of flaky) console.log(`fails now and then: ${test}`);
      writeFileSync(join(folder, point.file), mutated(text, point));
      // The run ended at the first failure: the others of the group have not been asked yet.
      groups[i] = group.filter((one) => !flaky.includes(one));
    }
    return undefined;
  } finally {
    writeFileSync(join(folder, point.file), text);
  }
}

/** What no test notices may change an answer in a corpus. */
async function corpusKills(folder, point) {
  const isNoticed = await corpusNotices(folder, point.file, mutated(texts.get(point.file), point));
  return isNoticed ? `corpus ${corpusOf(point.file)}` : undefined;
}

async function typesKill(folder, point) {
  return (await typesNotice(folder, point.file, mutated(texts.get(point.file), point))) ? 'types' : undefined;
}

function requestFor(group, point, bail) {
  return { tests: group.map(({ test }) => test), changed: [point.file], bail };
}

/** Whether a test fails that does not fail anyway, or the file as a whole. */
function noticed({ ok, failing }, { red }) {
  return !ok && (failing.length === 0 || failing.some((name) => !red.has(name)));
}

function reportUnreached(tests) {
  const unreached = points.filter((point) => !tests.some((test) => test.reaches(point)));
  const lines = unreached.map((point) => `${point.file}:${point.line}`);
  for (const line of [...new Set(lines)].sort()) console.log(line);
  console.log(`${points.length - unreached.length} of ${points.length} places reached`);
}

function report(survivors) {
  console.log('\nSurvivors:');
  for (const point of [...survivors].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start))) {
    console.log(shown(point));
  }
  const killed = points.length - survivors.length;
  console.log(`${killed} of ${points.length} killed (${((100 * killed) / points.length).toFixed(1)} %)`);
}

function shown({ file, line, before, text }) {
  const short = (code) => {
    const flat = code.replaceAll(/\s+/g, ' ');
    return flat.length <= 100 ? flat : `${flat.slice(0, 60)} … ${flat.slice(-35)}`;
  };
  return `${file}:${line}: ${short(before)} → ${short(text)}`;
}

function listed(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
