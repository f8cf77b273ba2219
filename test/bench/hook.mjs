// The hook on a small repository and on a real one, against bare Node: CPU time of the whole process tree.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { line, ratio } from './cpu.mjs';

const CLEAN = `module example.com/app

go 1.25.0

require (
	example.com/a v1.2.3
	example.com/b/v2 v2.0.1
)

require example.com/c v0.4.0 // indirect
`;
const SUM = ['a v1.2.3', 'b/v2 v2.0.1', 'c v0.4.0']
  .flatMap((m) => [
    `example.com/${m} h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=`,
    `example.com/${m}/go.mod h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=`,
  ])
  .join('\n');
const POLICY = `extends: [recommended]
rules:
  graph/max-depth: { max: 5 }
  replace/local-path: error
`;

const gitIn =
  (repo) =>
  (...args) =>
    execFileSync('git', ['-C', repo, '-c', 'user.name=b', '-c', 'user.email=b@example.com', ...args], {
      stdio: 'ignore',
    });

/** A commit that touches go.mod and go.sum of prometheus; its files lie beside this repository. */
function real(root, folder) {
  const archive = path.resolve(root, '../shared/corpus/projects/prometheus.tar.gz');
  if (!existsSync(archive)) return console.log('check --staged on prometheus: its files are not here');
  const repo = path.join(folder, 'prometheus');
  mkdirSync(repo);
  execFileSync('tar', ['-xzf', archive, '-C', repo]);
  const git = gitIn(repo);
  git('init', '-q');
  git('add', '-A', '-f');
  git('commit', '-q', '-m', 'all', '--no-verify');
  appendFileSync(path.join(repo, 'go.mod'), '// more\n');
  appendFileSync(path.join(repo, 'go.sum'), '\n');
  git('add', 'go.mod', 'go.sum');
  const hook = ['node', path.join(root, 'dist/bin.cjs'), 'check', '--staged'];
  const options = { cwd: repo, env: { XDG_CACHE_HOME: path.join(folder, 'cache') }, codes: [0, 1] };
  line(
    'check --staged, prometheus / node -e 0',
    ratio(hook, { command: ['node', '-e', '0'] }, options),
    'aim: at most x1.8',
  );
}

export async function bench(root) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    real(root, folder);
    const repo = path.join(folder, 'repo');
    const cache = path.join(folder, 'cache');
    mkdirSync(repo);
    const git = gitIn(repo);
    git('init', '-q');
    const put = (name, text) => writeFileSync(path.join(repo, name), text);
    put('go.mod', CLEAN);
    put('go.sum', `${SUM}\n`);
    put('.modwarden.yaml', POLICY);
    git('add', '-A');
    const env = { XDG_CACHE_HOME: cache };
    const node = { command: ['node', '-e', '0'] };
    const hook = ['node', path.join(root, 'dist/bin.cjs'), 'check', '--staged'];
    line('check --staged, clean commit / node -e 0', ratio(hook, node, { cwd: repo, env }), 'aim: at most x2');
    git('rm', '-q', '--cached', '.modwarden.yaml');
    line('check --staged, no policy file / node -e 0', ratio(hook, node, { cwd: repo, env }), '');
    git('add', '-A');
    put('go.mod', `${CLEAN}\nreplace example.com/a => ../a\n\nreplace example.com/c => /abs\n`);
    git('add', '-A');
    line('check --staged, with findings / node -e 0', ratio(hook, node, { cwd: repo, env, codes: [1] }), '');
    line(
      'the same without caches / node -e 0',
      ratio(hook, node, { cwd: repo, env: { ...env, MODWARDEN_CACHE: 'off' }, codes: [1] }),
      '',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
