// A whole check, offline and warm, against bare Node: of prometheus where its files lie beside this repository, else of a made-up
// repository. Given again (nothing changed since the last run), and judged anew (go.mod has a new line in every run).

import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cpuSeconds, line, median, wait } from './cpu.mjs';
import { writeModules } from './made-up.mjs';

/** All rules that need no options of their own. */
export async function allRules(root) {
  const { rules } = await import(path.join(root, 'dist/lib/rules/index.js'));
  const left = new Set(['graph/allowed', 'graph/banned', 'graph/max-modules', 'env/proxy-unlisted']);
  const lines = rules.filter(({ id }) => !left.has(id)).map(({ id }) => `  ${id}: warning\n`);
  return `extends: [audit]\nrules:\n${lines.join('')}`;
}

/** The warm check that guard.mjs measures: with the rules of `strict`, and nothing changed since the last run. */
export async function guardedCheck(root, folder) {
  const { name, repo, modcache } = layOut(root, folder);
  const options = { cwd: repo, env: environment(folder, modcache), codes: [0, 1, 2, 3] };
  const command = ['node', path.join(root, 'dist/bin.cjs'), 'check', '--offline', '--preset', 'strict'];
  await wait(300);
  cpuSeconds(command, { ...options, runs: 2 });
  return { name: `${name}, nothing changed`, command, ...options };
}

const environment = (folder, modcache) => ({
  XDG_CACHE_HOME: path.join(folder, 'cache'),
  GOMODCACHE: modcache,
  GOPROXY: 'off',
  GOENV: 'off',
  GOFLAGS: '-mod=mod',
});

/** Lays out a repository, of a project of the corpus where it is there, and what an earlier run knew of its modules. */
export function layOut(root, folder, project = 'prometheus') {
  const corpus = path.resolve(root, '../shared/corpus/projects');
  const repo = path.join(folder, 'repo');
  const modcache = path.join(folder, 'modcache');
  mkdirSync(repo, { recursive: true });
  const cache = path.join(modcache, 'cache');
  mkdirSync(cache, { recursive: true });
  if (!existsSync(path.join(corpus, `${project}.tar.gz`))) {
    writeModules({ repo, download: path.join(cache, 'download'), modules: 400 });
    return { name: 'a made-up repository', repo, modcache };
  }
  for (const [archive, to] of [
    [project, repo],
    ['modcache', cache],
  ])
    spawnSync('tar', ['-xzf', path.join(corpus, `${archive}.tar.gz`), '-C', to]);
  return { name: project, repo, modcache };
}

export async function bench(root) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const { name, repo, modcache } = layOut(root, folder);
    writeFileSync(path.join(folder, 'all.yaml'), await allRules(root));
    const bin = ['node', path.join(root, 'dist/bin.cjs')];
    const options = { cwd: repo, env: environment(folder, modcache), codes: [0, 1, 2, 3] };
    // Files that were written a moment ago are not believed to be settled.
    await wait(300);
    const all = [...bin, 'check', '--offline', '--policy', path.join(folder, 'all.yaml')];
    const recommended = [...bin, 'check', '--offline', '--preset', 'recommended'];
    warmly(`check of ${name}, all rules, nothing changed / node -e 0`, all, options, 'aim: at most x12');
    warmly(`check of ${name}, recommended, nothing changed / node -e 0`, recommended, options, 'aim: at most x6');
    anew(`check of ${name}, all rules, go.mod changed / node -e 0`, all, options);
    anew(`check of ${name}, recommended, go.mod changed / node -e 0`, recommended, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const node = () => cpuSeconds(['node', '-e', '0'], { runs: 5 }) / 5;

function warmly(name, command, options, aim) {
  cpuSeconds(command, { ...options, runs: 3 });
  tell(
    name,
    Array.from({ length: 7 }, () => cpuSeconds(command, { ...options, runs: 4 }) / 4 / node()),
    aim,
  );
}

function anew(name, command, options) {
  const ratios = Array.from({ length: 5 }, () => {
    appendFileSync(path.join(options.cwd, 'go.mod'), '// more\n');
    return cpuSeconds(command, options) / node();
  });
  tell(name, ratios, '');
}

function tell(name, ratios, aim) {
  line(name, { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) }, aim);
}
