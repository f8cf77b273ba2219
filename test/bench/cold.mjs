// A first check: no caches, and a module proxy that answers after 20 ms, as one far away does. Wall time against that of the same requests
// in a bare loop, which knows them all beforehand. go.mod files, times and lists come from the corpus; zips from the module cache of
// BENCH_CACHE, or else of GOMODCACHE, as far as it has them. The checksum database and the tags of repositories are not asked.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { allRules, layOut } from './check.mjs';
import { cleanEnv, line, median } from './cpu.mjs';
import { startProxy } from './processes/module-proxy.mjs';

const ROUNDS = 5;
/** Milliseconds before each answer. */
const DELAY = 20;

export async function bench(root) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  const { name, repo, modcache } = layOut(root, folder);
  const zips = path.join(process.env.BENCH_CACHE || goModCache() || folder, 'cache', 'download');
  if (!existsSync(zips)) console.log(`cold: no zips, because there is no ${zips}: licenses are not read`);
  const proxy = await startProxy([zips, path.join(modcache, 'cache', 'download')], DELAY);
  try {
    const policy = path.join(folder, 'all.yaml');
    writeFileSync(policy, (await allRules(root)).replace('sum/retagged: warning', 'sum/retagged: off'));
    const check = [path.join(root, 'dist/bin.cjs'), 'check', '--online', '--policy', policy];
    const list = path.join(folder, 'requests.json');
    const loop = [path.join(import.meta.dirname, 'processes/bare-loop.mjs'), proxy.url, list];
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const home = mkdtempSync(path.join(folder, 'home-'));
      const env = {
        ...cleanEnv(),
        XDG_CACHE_HOME: path.join(home, 'cache'),
        GOMODCACHE: path.join(home, 'modules'),
        GOPROXY: proxy.url,
        GOSUMDB: 'off',
        GOENV: 'off',
        GOFLAGS: '-mod=mod',
      };
      const checked = await wallTime(check, { cwd: repo, env });
      const requests = await proxy.requests();
      writeFileSync(list, JSON.stringify(requests));
      const bare = await wallTime(loop, { cwd: folder, env: cleanEnv() });
      await proxy.requests();
      rounds.push({ ratio: checked / bare, requests: requests.length, end: requests.at(-1)?.to ?? 0, checked, bare });
    }
    const ratios = rounds.map(({ ratio }) => ratio);
    const of = (key) => Math.round(median(rounds.map((round) => round[key])));
    console.log(
      `cold: ${of('requests')} requests, ${of('bare')} ms in a bare loop, ${of('checked')} ms in a check, ${of('end')} of them until the last answer`,
    );
    line(
      `check of ${name}, all rules, no caches, online / the same requests in a bare loop`,
      { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
      'aim: at most x1.3',
    );
  } finally {
    proxy.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const goModCache = () => spawnSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).stdout?.trim();

/** Milliseconds of a whole process. */
function wallTime(args, options) {
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn('node', args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (part) => {
      said += part;
    });
    child.on('close', (code) => {
      if (code > 3 || code === 2) fail(new Error(`${args.join(' ')}: ${said}`));
      else done(performance.now() - start);
    });
  });
}
