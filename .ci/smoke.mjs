// `node .ci/smoke.mjs NODE`: the built command and library on another version of Node, in a few runs. With `--executable FILE` in place
// of NODE: the single executable. Prints what it ran, exits 1 where something is not as on this Node.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const isExecutable = process.argv[2] === '--executable';
const node = path.resolve(process.argv[isExecutable ? 3 : 2]);
const root = path.resolve(import.meta.dirname, '..');
const box = mkdtempSync(path.join(os.tmpdir(), 'modwarden-smoke-'));
const repo = path.join(box, 'repo');
mkdirSync(repo);
const env = { PATH: process.env.PATH, HOME: box, XDG_CACHE_HOME: path.join(box, 'cache'), GOPROXY: 'off' };

const modwarden = isExecutable ? [node] : [node, path.join(root, 'dist/bin.cjs')];

function run(args, { cwd = repo, command = modwarden, code = 0 } = {}) {
  const [file, ...first] = command;
  const { status, stdout, stderr, error } = spawnSync(file, [...first, ...args], { cwd, env, encoding: 'utf8' });
  assert.equal(status, code, `${args.join(' ')} ends with ${status}: ${stderr}${error?.message ?? ''}`);
  return { stdout, stderr };
}

const git = (...args) => run(args, { command: ['git'] });
const put = (files) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(repo, name), text);
};

/** Its pages and its license list are inside, and its hook runs it and no Node. */
function executable() {
  assert.match(run(['explain', 'replace/local-path']).stdout, /^replace\/local-path\n/);
  const lib = 'vendor/example.com/lib';
  mkdirSync(path.join(repo, lib), { recursive: true });
  put({
    'go.mod': 'module example.com/app\n\ngo 1.25.0\n\nrequire example.com/lib v1.0.0\n',
    'vendor/modules.txt': '# example.com/lib v1.0.0\n## explicit; go 1.25\nexample.com/lib\n',
    [`${lib}/LICENSE`]: readFileSync(path.join(root, 'LICENSE')),
  });
  assert.match(
    run(['list', 'licenses', '--offline'], { code: 3 }).stdout,
    /^example\.com\/lib +v1\.0\.0 +Apache-2\.0\b/m,
  );
  run(['hook', 'install']);
  put({ 'go.mod': 'module example.com/app\n\ngo 1.25.0\n\nreplace example.com/x => ../x\n' });
  git('add', 'go.mod');
  const commit = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'x'];
  assert.match(run(commit, { command: ['git'], code: 1 }).stderr, /replace\/local-path/);
  console.log('the single executable runs');
}

function library() {
  const script = `import { lint, rules } from ${JSON.stringify(path.join(root, 'dist/lib/src/index.js'))}; console.log(typeof lint, rules.length > 20)`;
  assert.deepEqual(run(['--input-type=module', '-e', script], { command: [node] }), {
    stdout: 'function true\n',
    stderr: '',
  });
  const version = run(['--version'], { command: [node] }).stdout.trim();
  console.log(`Node ${version}: the command and the library run`);
}

try {
  const { stdout: told } = run(['--version']);
  assert.equal(told, `modwarden ${JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version}\n`);

  git('init', '-q');
  const GOOD = 'module example.com/app\n\ngo 1.25.0\n';
  put({
    'go.mod': GOOD,
    '.modwarden.yaml': 'extends: [recommended]\noverrides:\n  - { files: [x/**], rules: { gomod/tool: off } }\n',
  });
  git('add', '.');
  // Without caches, with those the first run leaves, and once more.
  const clean = [1, 2, 3].map(() => run(['check', '--staged']));
  for (const { stdout, stderr } of clean) assert.deepEqual([stdout, stderr], [clean[0].stdout, '']);
  put({ 'go.mod': `${GOOD}\nreplace example.com/x => ../x\n` });
  git('add', '.');
  for (const format of ['text', 'json', 'sarif', 'openmetrics'])
    assert.match(run(['check', '--staged', '--format', format], { code: 1 }).stdout, /replace\/local-path/);

  const facts = [
    '--facts',
    'examples/payments/facts.json',
    '--go-env',
    'examples/payments/ci.goenv',
    '--as-of',
    '2026-11-21',
  ];
  const example = run(['check', 'examples/payments', ...facts], { cwd: root, code: 1 });
  assert.equal(example.stdout, readFileSync(path.join(root, 'examples/payments/expected.txt'), 'utf8'));

  if (isExecutable) executable();
  else library();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(box, { recursive: true, force: true });
}
