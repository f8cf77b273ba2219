// `npm run bench -- --guard`: fails where a command that people wait for takes more than a quarter above its limit. CPU time of the whole
// process tree over that of bare Node in the same minute, best of three medians: what else runs on a machine only adds to it.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { layOut } from './check.mjs';
import { cpuSeconds, median, wait } from './cpu.mjs';

/** A quarter above is too slow. */
const SLACK = 1.25;

/** What is guarded: its limit as a ratio to bare Node, and a function that gives the command and its options. */
const GUARDED = [{ name: 'a warm check, nothing changed', limit: 6, make: warmCheck }];

/** Gives the exit code. */
export async function guard(root) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-guard-'));
  let failed = false;
  try {
    for (const { name, limit, make } of GUARDED) {
      const { command, options } = await make(root, folder);
      const figure = Math.min(...Array.from({ length: 3 }, () => medianRatio(command, options)));
      const most = limit * SLACK;
      const verdict = figure <= most ? 'ok' : 'too slow';
      console.log(
        `${verdict}: ${name}: x${figure.toFixed(2)} of bare Node, at most x${most.toFixed(2)} (limit x${limit} and a quarter)`,
      );
      failed ||= figure > most;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return failed ? 1 : 0;
}

function medianRatio(command, options) {
  return median(
    Array.from({ length: 5 }, () => {
      const node = cpuSeconds(['node', '-e', '0'], { runs: 5 });
      return cpuSeconds(command, { ...options, runs: 5 }) / node;
    }),
  );
}

async function warmCheck(root, folder) {
  const { repo, modcache } = layOut(root, folder);
  const env = {
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    GOMODCACHE: modcache,
    GOPROXY: 'off',
    GOENV: 'off',
    GOFLAGS: '-mod=mod',
  };
  const command = ['node', path.join(root, 'dist/bin.cjs'), 'check', '--offline', '--preset', 'strict'];
  const options = { cwd: repo, env, codes: [0, 1, 2, 3] };
  await wait(300);
  cpuSeconds(command, { ...options, runs: 2 });
  return { command, options };
}
