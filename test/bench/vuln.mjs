// Entries of a vulnerability database against a build list of 3,000 modules, after the database is loaded.
// `node test/bench/vuln.mjs DATABASE LIST...`: a folder or zip, and build lists as `go list -m all` prints them. The lists are joined; what
// is missing to 3,000 is made up of modules that the database does not name. Needs `npm run build`. Prints milliseconds of processor time
// of this machine, which others that run on it do not lengthen, beside those of reading all files of the database once, in the same
// process. Exits 1 where the first matching takes 50 ms or more.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const lib = (file) => import(pathToFileURL(path.join(import.meta.dirname, '../../dist/lib/src', file)).href);
const { openDatabase } = await lib('gather/vulndb/database.js');
const { openLocalFiles } = await lib('gather/vulndb/open-files.js');
const { vulnerabilitiesOf } = await lib('vuln/match.js');

const MODULES = 3_000;
const ROUNDS = 9;
/** Milliseconds. */
const AIM = 50;

const [location, ...lists] = process.argv.slice(2);
if (location === undefined || lists.length === 0) {
  console.error('usage: node test/bench/vuln.mjs DATABASE LIST...');
  process.exit(2);
}

const byPath = new Map();
for (const file of lists)
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [name = '', version = ''] = line.split(' ');
    if (version.startsWith('v')) byPath.set(name, { path: name, version });
  }
for (let i = 0; byPath.size < MODULES; i++)
  byPath.set(`made-up.example/m${i}`, { path: `made-up.example/m${i}`, version: 'v1.2.3' });
const modules = [...byPath.values()].slice(0, MODULES);

const timed = async (work) => {
  const start = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(start);
  return { value, ms: (user + system) / 1000 };
};
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const open = async () => {
  const database = await openDatabase(await openLocalFiles(location, process.cwd()));
  const entries = new Map();
  for (const { path: name } of modules) entries.set(name, await database.entriesOf(name));
  return entries;
};
const load = await timed(open);
const match = [];
let found = 0;
for (let round = 0; round < ROUNDS; round++) {
  const run = await timed(() =>
    modules.flatMap((module) => vulnerabilitiesOf(module, (name) => load.value.get(name) ?? [], '2026-12-01')),
  );
  found = run.value.length;
  match.push(run.ms);
}
const whole = await timed(async () => {
  const { paths, entriesOf } = await openDatabase(await openLocalFiles(location, process.cwd()));
  for (const name of paths) await entriesOf(name);
});
const ms = (number) => `${number.toFixed(1)} ms`;
console.log(`${modules.length} modules, ${found} findings`);
console.log(
  `match: first ${ms(match[0])}, median ${ms(median(match))}; load what they name: ${ms(load.ms)}; the whole database: ${ms(whole.ms)}`,
);
console.log(`match to whole: ${(median(match) / whole.ms).toFixed(4)}`);
if (match[0] >= AIM) process.exitCode = 1;
