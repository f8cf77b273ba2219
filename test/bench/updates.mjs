// Newer versions of a build list of 1,000 modules, all from one folder that serves as proxy: `freshness/outdated` alone against
// `go list -m -u all`. Both have read everything before.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cleanEnv, hasGo, line, ratio } from './cpu.mjs';
import { writeModules } from './made-up.mjs';

export async function bench(root) {
  if (!hasGo()) return console.log('updates: no go command here, nothing to compare with');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const repo = path.join(folder, 'repo');
    const proxy = path.join(folder, 'proxy');
    writeModules({ repo, download: proxy, modules: 1000 });
    for (const name of readdirSync(path.join(proxy, 'bench.example'))) {
      const at = path.join(proxy, 'bench.example', name, '@v');
      writeFileSync(path.join(at, 'list'), 'v1.0.0\nv1.1.0\n');
      writeFileSync(path.join(at, 'v1.1.0.mod'), `module bench.example/${name}\n\ngo 1.22\n`);
      writeFileSync(path.join(at, 'v1.1.0.info'), '{"Version":"v1.1.0","Time":"2026-02-01T00:00:00Z"}');
    }
    writeFileSync(
      path.join(folder, 'outdated.yaml'),
      'extends: []\nrules: { freshness/outdated: { level: note, scope: all } }\n',
    );
    const env = {
      GOMODCACHE: path.join(folder, 'modcache'),
      GOPROXY: `file://${proxy}`,
      GOSUMDB: 'off',
      GOFLAGS: '-mod=mod',
      GOENV: 'off',
      XDG_CACHE_HOME: path.join(folder, 'cache'),
    };
    mkdirSync(env.GOMODCACHE);
    const reference = ['go', 'list', '-m', '-u', 'all'];
    const first = spawnSync('go', reference.slice(1), { cwd: repo, env: { ...cleanEnv(), ...env }, encoding: 'utf8' });
    if (first.status !== 0)
      return console.log(`updates: go cannot read the made-up modules: ${first.stderr.slice(0, 200)}`);
    const check = ['node', path.join(root, 'dist/bin.cjs'), 'check', '--policy', path.join(folder, 'outdated.yaml')];
    const options = { cwd: repo, env, rounds: 5, runs: 2, codes: [0, 1, 3] };
    const against = { ...options, command: reference };
    const work = 'newer versions of 1,000 modules';
    line(`${work}, nothing changed / go list -m -u all`, ratio(check, against, options), '');
    line(`${work}, computed / go list -m -u all`, ratio(check, against, { ...options, anew: true }), '');
  } finally {
    spawnSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}
