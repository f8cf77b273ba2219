// Module graphs of the largest cases, everything cached: whole processes against the go command, and the resolution alone, warm.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { cleanEnv, cpuSeconds, hasGo, line, median, ratio } from './cpu.mjs';

const CASES = ['hashicorp/vault@v1.18.0', 'cortexproject/cortex@v1.6.0', 'k8s.io/kubernetes@v1.32.0'];

/** Lays a case out as its corpus does, and gives its folder and the folder that serves as module cache and proxy. */
function layOut(root, corpus, id, folder) {
  const args = [
    '--impl',
    path.join(root, 'test/corpus/graph.mjs'),
    '--only',
    'real',
    '--id',
    id,
    '--limit',
    '1000',
    '--keep',
    '--tmp',
    folder,
  ];
  const run = spawnSync(process.execPath, [path.join(corpus, 'check.mjs'), ...args], { encoding: 'utf8' });
  const kept = /^cases kept in (.*)$/m.exec(run.stdout)?.[1];
  // Of a case with and without its replacement folders, the one with them.
  const size = (name) => readdirSync(path.join(kept, name), { recursive: true }).length;
  const cases = kept ? readdirSync(kept).filter((name) => existsSync(path.join(kept, name, 'm/go.mod'))) : [];
  const [laid] = cases.sort((a, b) => size(b) - size(a));
  return laid && { dir: path.join(kept, laid, 'm'), cache: path.join(kept, 'download') };
}

export async function bench(root) {
  const corpus = path.resolve(root, '../shared/corpus/graph');
  if (!existsSync(corpus))
    return console.log('graph: the graph corpus is not beside this repository, nothing to lay out');
  if (!hasGo()) return console.log('graph: no go command here, nothing to compare with');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    for (const id of CASES) {
      const laid = layOut(root, corpus, id, folder);
      if (laid) await one(root, id, laid, folder);
      else console.log(`graph: ${id} is not in this corpus`);
    }
  } finally {
    spawnSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function one(root, id, { dir, cache }, folder) {
  const modcache = path.join(folder, 'modcache');
  const env = {
    GOMODCACHE: modcache,
    GOPROXY: `file://${cache}`,
    GOSUMDB: 'off',
    GOFLAGS: '-mod=mod',
    GOTOOLCHAIN: 'local',
    GOWORK: 'off',
    XDG_CACHE_HOME: path.join(folder, 'cache'),
  };
  spawnSync('go', ['mod', 'graph'], { cwd: dir, env: { ...cleanEnv(), ...env } });
  spawnSync('go', ['list', '-m', 'all'], { cwd: dir, env: { ...cleanEnv(), ...env } });
  const bin = ['node', path.join(root, 'dist/bin.cjs')];
  // Nested modules without their go.mod files are gaps: exit 3.
  const options = { cwd: dir, env, rounds: 5, runs: 2, codes: [0, 3] };
  line(
    `graph / go mod graph, ${id}`,
    ratio([...bin, 'graph'], { ...options, command: ['go', 'mod', 'graph'] }, options),
    'aim: at most x2.5',
  );
  line(
    `list modules / go list -m all, ${id}`,
    ratio([...bin, 'list', 'modules'], { ...options, command: ['go', 'list', '-m', 'all'] }, options),
    'aim: at most x2.5',
  );
  const { goInput, goModGraph } = await import(path.join(root, 'dist/lib/src/gather/go-run.js'));
  const { fileProxy } = await import(path.join(root, 'dist/lib/src/gather/file-proxy.js'));
  const { createKnown } = await import(path.join(root, 'dist/lib/src/go/graph/known.js'));
  const source = fileProxy(cache, `file://${cache}`);
  const known = createKnown();
  const input = goInput(dir, 'mod graph', { GOWORK: 'off' }, 'mod').input;
  const warm = [];
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    (await goModGraph(input, source, known)).text?.();
    if (i > 1) warm.push((performance.now() - start) / 1000);
  }
  const go = cpuSeconds(['go', 'mod', 'graph'], { cwd: dir, env, runs: 5 }) / 5;
  const all = warm.map((s) => s / go);
  line(
    '  resolution alone, warm / go mod graph whole',
    { median: median(all), least: Math.min(...all), most: Math.max(...all) },
    'aim: at most x1',
  );
  const memory = spawnSync(
    process.execPath,
    [
      '-e',
      `process.argv[1]=${JSON.stringify(bin[1])};process.on('exit',()=>process.stderr.write('\\nRSS '+process.resourceUsage().maxRSS));process.argv=[process.argv[0],${JSON.stringify(bin[1])},'graph'];require(${JSON.stringify(bin[1])})`,
    ],
    { cwd: dir, env: { ...cleanEnv(), ...env }, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const rss = /RSS (\d+)/.exec(memory.stderr)?.[1];
  if (rss) console.log(`  memory: ${Math.round(Number(rss) / 1024)} MB, aim: under 200`);
}
