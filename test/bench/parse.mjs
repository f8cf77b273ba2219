// go.mod files a second: ours, warm in one process, against golang.org/x/mod on the same files (strict and lax parse each, and format).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cpuSeconds, hasGo, line, median } from './cpu.mjs';

const GO = `package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"golang.org/x/mod/modfile"
)

func main() {
	var texts []string
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	if err := json.NewDecoder(in).Decode(&texts); err != nil {
		panic(err)
	}
	for round := 0; round < 5; round++ {
		start := time.Now()
		for _, t := range texts {
			if f, err := modfile.Parse("go.mod", []byte(t), nil); err == nil {
				modfile.Format(f.Syntax)
			}
			modfile.ParseLax("go.mod", []byte(t), nil)
		}
		fmt.Println(time.Since(start).Seconds())
	}
}
`;

/** Real files where the corpus lies beside the repository, else files of our own making. */
function texts(root) {
  const corpus = path.join(root, '../shared/corpus/gomod/real-mod.jsonl.gz');
  if (existsSync(corpus))
    return gunzipSync(readFileSync(corpus))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((l) => JSON.parse(l).input)
      .filter((t) => typeof t === 'string');
  return Array.from({ length: 3000 }, (_, i) => {
    const requires = Array.from(
      { length: 5 + (i % 60) },
      (_, j) => `\texample.com/org${j % 7}/module-${i}-${j} v1.${j}.${i % 10}${j % 3 ? ' // indirect' : ''}`,
    );
    return `module example.com/main/${i}\n\ngo 1.2${i % 6}\n\nrequire (\n${requires.join('\n')}\n)\n`;
  });
}

/** How often each file is dumped, so that a start counts little. */
const PASSES = 3;

/**
 * Reads, parses strictly and laxly, and writes every node, comment and position as JSON: whole processes, on one thread of Go's. Both
 * write the same; the corpus' check compares them.
 */
function dumps(root, folder, all) {
  const oracle = path.join(root, '../shared/oracle/modfile');
  if (!existsSync(oracle)) return console.log(`parse: no dump to compare with, because there is no ${oracle}`);
  const binary = path.join(folder, 'oracle');
  const built = spawnSync('go', ['build', '-o', binary, '.'], { cwd: oracle, encoding: 'utf8' });
  if (built.status !== 0) return console.log(`parse: ${oracle} cannot be built: ${built.stderr.trim()}`);
  const cases = path.join(folder, 'cases.jsonl');
  const lines = all.map((input, id) => `${JSON.stringify({ id: String(id), kind: 'mod', input })}\n`).join('');
  writeFileSync(cases, lines.repeat(PASSES));
  const ratios = Array.from({ length: 5 }, () => {
    const theirs = cpuSeconds(['sh', '-c', `"${binary}" batch < "${cases}"`], { env: { GOMAXPROCS: '1' } });
    return theirs / cpuSeconds(['node', path.join(import.meta.dirname, 'processes/dump-mods.mjs'), cases]);
  });
  line(
    `parse and dump ${all.length} files, ours / Go's speed`,
    { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
    'aim: at least x1',
  );
}

export async function bench(root) {
  const { parseMod } = await import(path.join(root, 'dist/lib/src/go/modfile/parse-mod.js'));
  const { format } = await import(path.join(root, 'dist/lib/src/go/modfile/format.js'));
  const all = texts(root);
  const round = () => {
    const start = process.hrtime.bigint();
    for (const text of all) {
      const strict = parseMod({ path: 'go.mod', text });
      if (strict.errors.length === 0) format(strict.file.syntax);
      parseMod({ path: 'go.mod', text }, { lax: true });
    }
    return Number(process.hrtime.bigint() - start) / 1e9;
  };
  const ours = Array.from({ length: 5 }, round);
  if (!hasGo()) return console.log('parse: no go command here, nothing to compare with');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    writeFileSync(path.join(folder, 'main.go'), GO);
    const go = (...args) =>
      spawnSync('go', args, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
      });
    go('mod', 'init', 'example.com/bench');
    const got = go('get', 'golang.org/x/mod@v0.42.0');
    const built = got.status === 0 ? go('build', '-o', 'bench', '.') : got;
    if (built.status !== 0)
      return console.log(`parse: golang.org/x/mod cannot be had here: ${built.stderr.trim().split('\n').at(-1)}`);
    const run = spawnSync(path.join(folder, 'bench'), { input: JSON.stringify(all), encoding: 'utf8' });
    const theirs = run.stdout.trim().split('\n').map(Number);
    const r = ours.map((o, i) => theirs[i] / o);
    line(
      `parse and format ${all.length} files, ours / Go's speed`,
      { median: median(r), least: Math.min(...r), most: Math.max(...r) },
      'aim: at least x1',
    );
    dumps(root, folder, all);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
