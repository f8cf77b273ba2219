// What `--base` adds to a check: the same repository with and without it, on a commit that updates one dependency.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { line, ratio } from './cpu.mjs';

export async function bench(root) {
  const corpus = path.resolve(root, '../shared/corpus/projects');
  if (!existsSync(corpus)) return console.log('check --base on prometheus: its files are not here');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const [repo, modules] = [path.join(folder, 'prometheus'), path.join(folder, 'mod')];
    for (const [name, at] of [
      ['prometheus', repo],
      ['modcache', path.join(modules, 'cache')],
    ]) {
      mkdirSync(at, { recursive: true });
      execFileSync('tar', ['-xzf', path.join(corpus, `${name}.tar.gz`), '-C', at]);
    }
    const identity = ['-c', 'user.name=b', '-c', 'user.email=b@example.com'];
    const git = (...args) => execFileSync('git', ['-C', repo, ...identity, ...args], { stdio: 'ignore' });
    git('init', '-q');
    const commit = () => {
      git('add', '-A', '-f');
      git('commit', '-q', '-m', 'all', '--no-verify');
    };
    commit();
    const mod = path.join(repo, 'go.mod');
    writeFileSync(mod, `${readFileSync(mod, 'utf8')}\nexclude example.com/x v1.0.0\n`);
    commit();
    const check = ['node', path.join(root, 'dist/bin.cjs'), 'check', '--offline'];
    const env = { XDG_CACHE_HOME: path.join(folder, 'cache'), GOMODCACHE: modules, GOFLAGS: '' };
    const options = { cwd: repo, env, codes: [0, 1, 3], rounds: 7, runs: 2, anew: true };
    line(
      'check --base HEAD~1, prometheus, computed / check',
      ratio([...check, '--base', 'HEAD~1'], { command: check, ...options }, options),
      'aim: at most x1.5',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
