// The module cache against go.sum: `verify --cache` against `go mod verify`, over some modules of Go's own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hasGo, line, ratio } from './cpu.mjs';

const MODULES = ['golang.org/x/mod@v0.42.0', 'golang.org/x/tools@v0.51.0'];

export async function bench(root) {
  if (!hasGo()) return console.log('integrity: no go command here, nothing to compare with');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const env = {
      GOMODCACHE: path.join(folder, 'modcache'),
      GOFLAGS: '-mod=mod',
      XDG_CACHE_HOME: path.join(folder, 'cache'),
    };
    const go = (...args) => spawnSync('go', args, { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' });
    writeFileSync(path.join(folder, 'go.mod'), 'module bench\n\ngo 1.25.0\n');
    const got = go('get', ...MODULES);
    const downloaded = got.status === 0 ? go('mod', 'download', 'all') : got;
    if (downloaded.status !== 0)
      return console.log(`integrity: the modules cannot be had here: ${downloaded.stderr.trim().split('\n').at(-1)}`);
    const options = { cwd: folder, env, rounds: 5, runs: 1, codes: [0] };
    const verify = ['node', path.join(root, 'dist/bin.cjs'), 'verify', '--cache'];
    line(
      'verify --cache / go mod verify',
      ratio(verify, { ...options, command: ['go', 'mod', 'verify'] }, options),
      '',
    );
  } finally {
    spawnSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}
