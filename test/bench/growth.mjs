// How time and memory grow: graphs of more and more modules, repositories of more and more go.mod files. The unit should cost the same
// at every size; figures are of this machine, the ratio to the size before is what counts.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cleanEnv, growth } from './cpu.mjs';
import { writeModules } from './made-up.mjs';

/** A graph may have 50,000 modules, Go's own line and the main module among them. */
const GRAPHS = [100, 1_000, 10_000, 49_000];
const REPOSITORIES = [1, 10, 100, 1_000];

export async function bench(root) {
  for (const modules of GRAPHS) one(root, 'graph', modules, 'modules', { modules, mains: 1 }, ['graph'], 0);
  const check = ['check', '--offline', '--preset', 'recommended'];
  for (const mains of REPOSITORIES) one(root, 'check', mains, 'go.mod files', { modules: 400, mains }, check, 3);
}

/** `most`: the highest exit code that is no failure. */
function one(root, what, size, unit, made, command, most) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const repo = path.join(folder, 'repo');
    mkdirSync(repo);
    writeModules({ repo, download: path.join(folder, 'modcache/cache/download'), ...made });
    const probe = path.join(folder, 'probe.cjs');
    writeFileSync(
      probe,
      "process.on('exit', () => { const u = process.resourceUsage(); require('node:fs').writeSync(2, `\\nUSED ${(u.userCPUTime + u.systemCPUTime) / 1000} ${u.maxRSS}\\n`); });\n",
    );
    // Judged anew: what an earlier run said says nothing about growth.
    const env = {
      ...cleanEnv(),
      MODWARDEN_CACHE: 'off',
      GOMODCACHE: path.join(folder, 'modcache'),
      GOPROXY: 'off',
      GOENV: 'off',
      GOFLAGS: '',
      GOSUMDB: 'off',
    };
    const run = spawnSync(process.execPath, ['-r', probe, path.join(root, 'dist/bin.cjs'), ...command], {
      cwd: repo,
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    const [, ms, kilobytes] = /USED ([\d.]+) (\d+)/.exec(run.stderr) ?? [];
    if (ms === undefined || run.status > most) throw new Error(`${command.join(' ')}: ${run.stderr.slice(0, 500)}`);
    growth(`${what}, ${size.toLocaleString('en')} ${unit}`, {
      size,
      milliseconds: Number(ms),
      megabytes: Number(kilobytes) / 1024,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
