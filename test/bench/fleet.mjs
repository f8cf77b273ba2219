// Figures for docs/scale.md: targets a second with one thread and with two, growth and memory. `node test/bench/fleet.mjs [COUNT]...`
// (default: 100 1000 10000). Needs the built command. Repositories and modules are made here; the proxy is a folder.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';

const BIN = path.resolve(import.meta.dirname, '../../dist/bin.cjs');
const counts = process.argv.slice(2).map(Number);
const MODULES = 500;
/** Direct requirements of each repository; each of their modules requires three more. */
const REQUIRED = 10;

const root = mkdtempSync(path.join(tmpdir(), 'fleet-bench-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
const put = (file, text) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

const version = (i) => `v1.${i % 20}.0`;
const line = (i) => `\texample.com/m${i} ${version(i)}\n`;
const next = (i) => [i * 2 + 1, i * 2 + 2, i * 3 + 7].filter((k) => k < MODULES);
for (let i = 0; i < MODULES; i++) {
  const at = `proxy/example.com/m${i}/@v`;
  put(`${at}/list`, `${version(i)}\n`);
  put(`${at}/${version(i)}.info`, JSON.stringify({ Version: version(i), Time: '2026-01-02T03:04:05Z' }));
  put(`${at}/${version(i)}.mod`, `module example.com/m${i}\n\ngo 1.21\n\nrequire (\n${next(i).map(line).join('')})\n`);
}

/** All that a repository's build list can have. */
function closure(first) {
  const all = new Set(first);
  for (const i of all) for (const k of next(i)) all.add(k);
  return [...all].sort((a, b) => a - b);
}

const most = Math.max(...(counts.length > 0 ? counts : [10_000]));
for (let i = 0; i < most; i++) {
  const direct = [...new Set(Array.from({ length: REQUIRED }, (_, k) => (i * 31 + k * 97) % MODULES))];
  const indirect = closure(direct).filter((k) => !direct.includes(k));
  put(`repos/r${i}/.git/HEAD`, 'ref: refs/heads/main\n');
  put(`repos/r${i}/.git/refs/heads/main`, `${i.toString(16).padStart(40, '0')}\n`);
  mkdirSync(path.join(root, `repos/r${i}/.git/objects`));
  put(
    `repos/r${i}/go.mod`,
    `module corp.example/r${i}\n\ngo 1.21\n\nrequire (\n${direct.map(line).join('')})\n\nrequire (\n${indirect.map((k) => line(k).replace('\n', ' // indirect\n')).join('')})\n`,
  );
  put(`repos/r${i}/Dockerfile`, `FROM golang:1.25\n${i % 5 === 0 ? 'ENV GOSUMDB=off\n' : ''}RUN go build ./...\n`);
}

function sizeOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

function run(count, threads) {
  const list = Array.from({ length: count }, (_, i) => `repos/r${i}`).join('\n');
  const env = {
    PATH: process.env.PATH,
    HOME: root,
    MODWARDEN_CACHE: 'off',
    GOPROXY: `file://${root}/proxy`,
    GOSUMDB: 'off',
  };
  const args = ['fleet', 'run', '-o', 'out', '--threads', String(threads), '--stats', 'stats.json'];
  const { status, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: root,
    env,
    input: list,
    encoding: 'utf8',
  });
  if (status === null || status > 3) throw new Error(stderr);
  const stats = JSON.parse(readFileSync(path.join(root, 'stats.json'), 'utf8'));
  const out = path.join(root, 'out');
  const row = {
    targets: count,
    threads,
    // How many processes want a processor: with more than there are, only CPU time means anything.
    load: Math.round(loadavg()[0] * 10) / 10,
    seconds: Math.round(stats.seconds * 10) / 10,
    'targets/s': Math.round((count / stats.seconds) * 10) / 10,
    'cpu ms/target': Math.round((stats.cpu * 1000) / count),
    asked: stats.asked,
    'asked/different': stats.asked / stats.different,
    'MB memory': Math.round(stats.maxRss / (1 << 20)),
    'kB/target on disk':
      Math.round(sizeOf(path.join(out, 'entries')) / count / 1024) +
      Math.round(sizeOf(path.join(out, 'reports')) / count / 1024),
  };
  rmSync(out, { recursive: true });
  return row;
}

const rows = [];
for (const count of counts.length > 0 ? counts : [100, 1000, 10_000])
  for (const threads of [1, 2]) {
    rows.push(run(count, threads));
    console.log(JSON.stringify(rows.at(-1)));
  }
console.table(rows);
