// The hook on a small repository and on a real one, against bare Node: CPU time of the whole process tree.
import { execFileSync, spawnSync } from 'node:child_process';
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

/** A commit that touches go.mod and go.sum of prometheus; its files lie beside this repository. undefined where they do not. */
function realRepository(root, folder) {
  const archive = path.resolve(root, '../shared/corpus/projects/prometheus.tar.gz');
  if (!existsSync(archive)) return undefined;
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
  return repo;
}

/** One module; what is staged is chosen by the caller. */
function smallRepository(folder, name, files) {
  const repo = path.join(folder, name);
  mkdirSync(repo);
  gitIn(repo)('init', '-q');
  for (const [file, text] of Object.entries({ 'go.sum': `${SUM}\n`, ...files }))
    writeFileSync(path.join(repo, file), text);
  gitIn(repo)('add', '-A');
  return repo;
}

/** A repository with the installed hook, in which nothing is staged that it reads. */
function irrelevantRepository(bin, folder) {
  const repo = smallRepository(folder, 'irrelevant', { 'go.mod': CLEAN });
  gitIn(repo)('commit', '-q', '-m', 'all', '--no-verify');
  execFileSync('node', [bin, 'hook', 'install'], { cwd: repo, stdio: 'ignore' });
  writeFileSync(path.join(repo, 'main.c'), 'int x;\n');
  gitIn(repo)('add', 'main.c');
  return repo;
}

const WITH_FINDINGS = `${CLEAN}\nreplace example.com/a => ../a\n\nreplace example.com/c => /abs\n`;

/**
 * What the hook is measured at. `anew`: as a commit with another content than the last one: no answer is remembered, code and policies
 * are cached.
 */
export function hookCases(root, folder) {
  const bin = path.join(root, 'dist/bin.cjs');
  const command = ['node', bin, 'check', '--staged'];
  const env = { XDG_CACHE_HOME: path.join(folder, 'cache') };
  const small = smallRepository(folder, 'small', { 'go.mod': CLEAN, '.modwarden.yaml': POLICY });
  const plain = smallRepository(folder, 'plain', { 'go.mod': CLEAN });
  const bad = smallRepository(folder, 'bad', { 'go.mod': WITH_FINDINGS, '.modwarden.yaml': POLICY });
  const real = realRepository(root, folder);
  const irrelevant = irrelevantRepository(bin, folder);
  if (real === undefined) console.log('check --staged on prometheus: its files are not here');
  const codes = [0, 1];
  return [
    ...(real === undefined
      ? []
      : [
          { name: 'prometheus, asked again', command, cwd: real, env, codes, aim: 'aim: at most x1.8' },
          { name: 'prometheus, other content', command, cwd: real, env, codes, anew: true, aim: 'aim: at most x1.8' },
        ]),
    { name: 'one module, asked again', command, cwd: small, env, aim: 'aim: at most x2' },
    { name: 'one module, other content', command, cwd: small, env, anew: true, aim: 'aim: at most x2' },
    { name: 'no policy file, other content', command, cwd: plain, env, anew: true, aim: '' },
    { name: 'with findings, other content', command, cwd: bad, env, codes, anew: true, aim: '' },
    { name: 'with findings, no caches', command, cwd: bad, env: { ...env, MODWARDEN_CACHE: 'off' }, codes, aim: '' },
    {
      name: 'installed, nothing relevant staged',
      command: ['sh', '.git/hooks/pre-commit'],
      cwd: irrelevant,
      env,
      // So short that more of them are needed for the clock.
      runs: 30,
      aim: 'aim: at most x0.3',
    },
  ];
}

export const NODE = { command: ['node', '-e', '0'] };

/** The linters of golangci-lint that look at go.mod, on the same files. It wants a package, which the files here do not have. */
function againstGolangciLint(cases) {
  const reference = { command: ['golangci-lint', 'run', '--enable-only', 'gomoddirectives,gomodguard'], codes: [0, 1] };
  if (spawnSync('golangci-lint', ['version']).status !== 0) return console.log('golangci-lint is not installed');
  for (const { name, command, ...options } of cases.filter((one) => one.name.startsWith('prometheus'))) {
    writeFileSync(path.join(options.cwd, 'main.go'), 'package main\n\nfunc main() {}\n');
    const other = { ...reference, cwd: options.cwd };
    line(
      `hook, ${name} / golangci-lint`,
      ratio(command, other, { ...options, rounds: 5, runs: 3 }),
      'aim: at most x0.4',
    );
  }
}

export async function bench(root) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  try {
    const cases = hookCases(root, folder);
    for (const { name, command, aim, ...options } of cases)
      line(`hook, ${name} / node -e 0`, ratio(command, NODE, options), aim);
    againstGolangciLint(cases);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
