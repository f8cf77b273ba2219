// License detection against Go's licensecheck v0.3.1 (pkg.go.dev's library) over the same files in the same minute.
// `node test/bench/licenses.mjs DIR` takes the files of a folder; without one the license files of the module cache (BENCH_CACHE, or the
// user's own), or else of node_modules. Needs `npm run build` and go.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { line, median } from './cpu.mjs';

const ROUNDS = 5;

/** Scans all files of a list twice; prints the seconds of its set-up and of each pass. */
const GO_PROGRAM = `package main

import ("fmt"; "os"; "strings"; "time"; "github.com/google/licensecheck")

func main() {
	list, _ := os.ReadFile(os.Args[1])
	var texts [][]byte
	for _, name := range strings.Split(strings.TrimSpace(string(list)), "\\n") { b, _ := os.ReadFile(name); texts = append(texts, b) }
	start := time.Now()
	licensecheck.Scan([]byte("its tables are built by the first call"))
	fmt.Println(time.Since(start).Seconds())
	for pass := 0; pass < 2; pass++ { t := time.Now(); for _, b := range texts { licensecheck.Scan(b) }; fmt.Println(time.Since(t).Seconds()) }
}
`;

/** The same with the built library, in a process of its own. */
const NODE_PROGRAM = `
const [lib, list] = process.argv.slice(2);
const { readFileSync } = await import('node:fs');
const { licenseIndex } = await import(lib + 'gather/license-index.js');
const { readIndex } = await import(lib + 'license/index/format.js');
const { detect, newDetector } = await import(lib + 'license/match/detector.js');
const { decode } = await import(lib + 'text/bytes.js');
const start = performance.now();
const detector = newDetector(readIndex(await licenseIndex()));
detect('its tables are built by the first text', 'LICENSE', detector);
console.log((performance.now() - start) / 1000);
const files = readFileSync(list, 'utf8').trim().split('\\n').map((name) => [name, decode(readFileSync(name))]);
for (let pass = 0; pass < 2; pass++) { const t = performance.now(); for (const [name, text] of files) detect(text, name, detector); console.log((performance.now() - t) / 1000); }
`;

const numbersOf = (command, args) => execFileSync(command, args, { encoding: 'utf8' }).trim().split('\n').map(Number);

function filesBelow(folder, wanted) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function goBinary(temporary) {
  writeFileSync(path.join(temporary, 'main.go'), GO_PROGRAM);
  writeFileSync(path.join(temporary, 'go.mod'), 'module bench\n\ngo 1.21\n');
  for (const args of [
    ['get', 'github.com/google/licensecheck@v0.3.1'],
    ['build', '-o', 'bench', '.'],
  ]) {
    const run = spawnSync('go', args, { cwd: temporary, encoding: 'utf8' });
    if (run.error) return 'go is not installed';
    if (run.status !== 0) return `go ${args[0]}: ${run.stderr.trim().split('\n').pop()}`;
  }
  return undefined;
}

/** That of BENCH_CACHE, or else the user's own; undefined where there is none. */
function moduleCache() {
  const own = () => spawnSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).stdout?.trim();
  const folder = process.env.BENCH_CACHE || own();
  return folder && existsSync(folder) ? folder : undefined;
}

/** Files that a license may be in, at the roots of modules or packages and below. */
function licensesOf(folder) {
  return filesBelow(folder, (name) => /^(licen[cs]e|copying|notice|patents)/i.test(name) && !name.endsWith('.go'));
}

export async function bench(root, folder) {
  const files = folder ? filesBelow(folder, () => true) : licensesOf(moduleCache() ?? path.join(root, 'node_modules'));
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const missing = goBinary(temporary);
    if (missing) return console.log(`licenses: skipped, ${missing}`);
    const list = path.join(temporary, 'list');
    writeFileSync(list, files.join('\n'));
    writeFileSync(path.join(temporary, 'run.mjs'), NODE_PROGRAM);
    const lib = `${pathToFileURL(path.join(root, 'dist/lib/src')).href}/`;
    const rounds = [];
    for (let i = 0; i < ROUNDS; i++) {
      const [goLoad, goCold, goAgain] = numbersOf(path.join(temporary, 'bench'), [list]);
      const [load, cold, again] = numbersOf(process.execPath, [path.join(temporary, 'run.mjs'), lib, list]);
      rounds.push({
        whole: (goLoad + goCold) / (load + cold),
        cold: goCold / cold,
        again: goAgain / again,
        load: goLoad / load,
        milliseconds: load * 1000,
      });
    }
    const show = (name, key, aim) => {
      const all = rounds.map((r) => r[key]);
      line(name, { median: median(all), least: Math.min(...all), most: Math.max(...all) }, aim);
    };
    console.log(`licenses: ${files.length} files, times as fast as licensecheck`);
    show("licenses: set-up and texts never seen, ours / licensecheck's speed", 'whole', 'aim: at least 1');
    show("licenses: texts never seen, ours / licensecheck's speed", 'cold', 'aim: at least 0.6');
    show("licenses: the same texts again, ours / licensecheck's speed", 'again', 'aim: at least 3');
    show("licenses: set-up, ours / licensecheck's speed", 'load', '');
    console.log(`loading the index: ${median(rounds.map((r) => r.milliseconds)).toFixed(0)} ms, aim: at most 50`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await bench(path.resolve(import.meta.dirname, '../..'), process.argv[2]);
