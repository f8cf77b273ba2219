// Module graphs of two projects and of the largest cases, everything cached: whole processes against the go command; and of the latter the
// resolution alone, warm.
// Without the corpus beside this repository, a made-up universe of about the same size.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { layOut as layOutProject } from './check.mjs';
import { cleanEnv, cpuSeconds, hasGo, line, median, ratio, wait } from './cpu.mjs';

/** And the folder of the module that is measured: 2,481 and 1,744 edges. */
const PROJECTS = [
  ['prometheus', ''],
  ['aro-hcp', 'backend'],
];

/** 25,762 and 23,781 edges. */
const CASES = ['hashicorp/vault@v1.18.0', 'influxdata/telegraf@v1.30.0'];

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

const MODULES = 400;
const VERSIONS = 3;
const REQUIRES = 24;

/** Unpruned modules, each of which requires some of those made before it, always the same ones. */
function makeUp(folder) {
  const cache = path.join(folder, 'made-up/download');
  const dir = path.join(folder, 'made-up/m');
  let state = 1;
  const below = (n) => {
    state = (state * 48271) % 2147483647;
    return state % n;
  };
  const requires = (upTo) =>
    Array.from({ length: Math.min(upTo, REQUIRES) }, () => `\tbench.example/m${below(upTo)} v1.${below(VERSIONS)}.0\n`);
  for (let module = 0; module < MODULES; module++) {
    const at = path.join(cache, `bench.example/m${module}/@v`);
    mkdirSync(at, { recursive: true });
    for (let v = 0; v < VERSIONS; v++) {
      const mod = `module bench.example/m${module}\n\ngo 1.16\n\nrequire (\n${requires(module).join('')})\n`;
      writeFileSync(path.join(at, `v1.${v}.0.mod`), mod);
      writeFileSync(path.join(at, `v1.${v}.0.info`), `{"Version":"v1.${v}.0","Time":"2026-01-01T00:00:00Z"}`);
    }
  }
  mkdirSync(dir);
  const own = Array.from({ length: 40 }, (_, i) => `\tbench.example/m${MODULES - 1 - i} v1.0.0\n`);
  writeFileSync(path.join(dir, 'go.mod'), `module bench.example/main\n\ngo 1.16\n\nrequire (\n${own.join('')})\n`);
  return { dir, cache };
}

export async function bench(root) {
  if (!hasGo()) return console.log('graph: no go command here, nothing to compare with');
  const corpus = path.resolve(root, '../shared/corpus/graph');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    for (const [project, dir] of PROJECTS) await projectGraph(root, project, dir, path.join(folder, project));
    const laid = existsSync(corpus) ? CASES.map((id) => [id, layOut(root, corpus, id, folder)]) : [];
    const cases = laid.filter(([, at]) => at !== undefined);
    for (const [id, at] of cases.length > 0 ? cases : [['made up', makeUp(folder)]]) await one(root, id, at, folder);
  } finally {
    spawnSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing where the project is not beside this repository. */
async function projectGraph(root, project, dir, folder) {
  const { name, repo, modcache } = layOutProject(root, folder, project);
  if (name !== project) return console.log(`graph: no ${project} beside this repository`);
  await compare(root, path.join(project, dir), path.join(repo, dir), {
    GOMODCACHE: modcache,
    GOPROXY: 'off',
    ...COMMON,
    XDG_CACHE_HOME: folder,
  });
}

const COMMON = { GOSUMDB: 'off', GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', GOWORK: 'off' };

/** Two commands in `dir`, with what is kept of the last run and without, against those of go. */
async function compare(root, id, dir, env) {
  spawnSync('go', ['mod', 'graph'], { cwd: dir, env: { ...cleanEnv(), ...env } });
  spawnSync('go', ['list', '-m', 'all'], { cwd: dir, env: { ...cleanEnv(), ...env } });
  const bin = ['node', path.join(root, 'dist/bin.cjs')];
  // Nested modules without their go.mod files are gaps: exit 3.
  const options = { cwd: dir, env, rounds: 5, runs: 2, codes: [0, 3] };
  // Files that were written a moment ago are not believed to be settled.
  await wait(300);
  for (const [command, reference, most] of [
    [['graph'], ['mod', 'graph'], 2.5],
    [['list', 'modules'], ['list', '-m', 'all'], 2],
  ]) {
    const against = { ...options, command: ['go', ...reference] };
    const go = `go ${reference.join(' ')}`;
    const same = ratio([...bin, ...command], against, options);
    line(`${command.join(' ')}, ${id}, nothing changed / ${go}`, same, `aim: at most x${most}`);
    const anew = ratio([...bin, ...command], against, { ...options, anew: true });
    line(`${command.join(' ')}, ${id}, computed / ${go}`, anew, `aim: at most x${most}`);
  }
}

async function one(root, id, { dir, cache }, folder) {
  const env = {
    ...COMMON,
    GOMODCACHE: path.join(folder, 'modcache'),
    GOPROXY: `file://${cache}`,
    XDG_CACHE_HOME: path.join(folder, 'cache'),
  };
  await compare(root, id, dir, env);
  const { goInput, goModGraph } = await import(path.join(root, 'dist/lib/src/gather/go-run.js'));
  const { fileProxy } = await import(path.join(root, 'dist/lib/src/gather/proxy/file-proxy.js'));
  const source = fileProxy(cache, `file://${cache}`);
  const input = goInput(dir, 'mod graph', { GOWORK: 'off' }, 'mod').input;
  const warm = [];
  for (let i = 0; i < 7; i++) {
    const start = performance.now();
    (await goModGraph(input, source)).text();
    if (i > 1) warm.push((performance.now() - start) / 1000);
  }
  const go = cpuSeconds(['go', 'mod', 'graph'], { cwd: dir, env, runs: 5 }) / 5;
  const all = warm.map((s) => s / go);
  line(
    '  resolution alone, warm / go mod graph whole',
    { median: median(all), least: Math.min(...all), most: Math.max(...all) },
    'aim: at most x1',
  );
  for (const command of [['graph'], ['list', 'modules']]) {
    const memory = spawnSync(process.execPath, ['-r', rssProbe(folder), path.join(root, 'dist/bin.cjs'), ...command], {
      cwd: dir,
      env: { ...cleanEnv(), ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const rss = Number(/RSS (\d+)/.exec(memory.stderr)?.[1]);
    console.log(`  memory of ${command.join(' ')}: ${Math.round(rss / 1024)} MB, aim: under 200`);
  }
}

/** A file that makes a process tell its greatest memory (kilobytes) when it ends. */
function rssProbe(folder) {
  const file = path.join(folder, 'rss.cjs');
  writeFileSync(file, "process.on('exit', () => process.stderr.write('\\nRSS ' + process.resourceUsage().maxRSS));\n");
  return file;
}
