// `verify --evidence` in lines a CPU second, and `verify --cache` against `go mod verify` over a real module cache in the same minute.
// The second needs a folder with a go.mod whose modules are in the GOMODCACHE of the go command: BENCH_FOLDER=… npm run bench -- integrity.
import { spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, hash, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanEnv, cpuSeconds, line, median } from './cpu.mjs';

const ROUNDS = 5;

export async function bench(root) {
  const command = [process.execPath, path.join(root, 'dist/bin.cjs'), 'verify'];
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'bench-integrity-'));
  try {
    await evidenceBench(root, command, temporary);
    cacheBench(command, temporary);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** As many as a large program has, twice; and a log of about the size of Go's own. */
const MODULES = 2000;
const RECORDS = 71_769_961n;
/** The records of the modules lie in this many that are there; of the rest of the log there are only the hashes above. */
const BLOCK_LEVEL = 16;
const BLOCK_INDEX = 500n;

async function evidenceBench(root, command, folder) {
  const key = await writeEvidence(root, folder);
  const run = [...command, '--evidence', 'evidence.json'];
  const settings = { cwd: folder, env: { GOSUMDB: key, XDG_CACHE_HOME: folder } };
  const seconds = Array.from({ length: ROUNDS }, () => cpuSeconds(run, { ...settings, runs: 2 }) / 2);
  const start = median(
    Array.from(
      { length: ROUNDS },
      () => cpuSeconds([...command, '--evidence', 'none.json'], { ...settings, runs: 2, codes: [3] }) / 2,
    ),
  );
  const rate = (cpu) => Math.round((2 * MODULES) / cpu);
  console.log(
    `verify --evidence, ${2 * MODULES} lines, tree of ${RECORDS}: ${rate(median(seconds))} lines a CPU second with the start, ${rate(median(seconds) - start)} without (aim: at least 5000)`,
  );
}

async function writeEvidence(root, folder) {
  const lib = (file) => import(pathToFileURL(path.join(root, 'dist/lib/src', file)).href);
  const { proveRecord, treeHash } = await lib('go/sumdb/proof.js');
  const { splitStoredHashIndex } = await lib('go/sumdb/stored-hash.js');
  const { recordJson } = await lib('gather/sumdb/evidence.js');
  const sha = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();
  const node = (left, right) => hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer');
  const count = 2 ** BLOCK_LEVEL;
  const step = Math.floor(count / MODULES);
  const texts = Array.from({ length: MODULES }, (_, i) => {
    const h1 = (kind) => `h1:${sha(`${kind} ${i}`).toString('base64')}`;
    return `bench.example/m${i} v1.0.0 ${h1('zip')}\nbench.example/m${i} v1.0.0/go.mod ${h1('mod')}\n`;
  });
  const leaf = (i) => (i % step === 0 && i / step < MODULES ? sha(Buffer.of(0), texts[i / step]) : sha(`other ${i}`));
  const levels = [Array.from({ length: count }, (_, i) => leaf(i))];
  while (levels.at(-1).length > 1) {
    const below = levels.at(-1);
    levels.push(Array.from({ length: below.length / 2 }, (_, i) => node(below[2 * i], below[2 * i + 1])));
  }
  const hashAt = (level, n) => {
    const above = BigInt(level - BLOCK_LEVEL);
    if (level <= BLOCK_LEVEL) {
      const from = BLOCK_INDEX << -above;
      const inBlock = n >= from && n - from < levels[level].length;
      return inBlock ? levels[level][Number(n - from)] : sha(`${level} ${n}`);
    }
    if (BLOCK_INDEX >> above !== n) return sha(`${level} ${n}`);
    return node(hashAt(level - 1, 2n * n), hashAt(level - 1, 2n * n + 1n));
  };
  const reader = async (indexes) => ({
    value: indexes.map((index) => {
      const { level, n } = splitStoredHashIndex(index);
      return hashAt(level, n);
    }),
  });
  const first = BLOCK_INDEX << BigInt(BLOCK_LEVEL);
  const records = {};
  for (const [i, text] of texts.entries()) {
    const id = first + BigInt(i * step);
    const proof = (await proveRecord(RECORDS, id, reader)).value;
    records[`bench.example/m${i}@v1.0.0`] = recordJson({ id, text: Buffer.from(text), proof });
  }
  const { key, signed } = signer('sumdb.example');
  const rootHash = (await treeHash(RECORDS, reader)).value;
  const head = signed(`go.sum database tree\n${RECORDS}\n${Buffer.from(rootHash).toString('base64')}\n`);
  const evidence = (known) => `${JSON.stringify({ version: 2, key, head, records: known, forks: [] }, null, 1)}\n`;
  writeFileSync(path.join(folder, 'evidence.json'), evidence(records));
  writeFileSync(path.join(folder, 'none.json'), evidence({}));
  writeFileSync(path.join(folder, 'go.mod'), 'module bench.example/main\n\ngo 1.25\n');
  writeFileSync(path.join(folder, 'go.sum'), texts.join(''));
  return key;
}

function signer(name) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 1)]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const key = Buffer.concat([
    Buffer.of(1),
    createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32),
  ]);
  const id = createHash('sha256').update(`${name}\n`).update(key).digest().subarray(0, 4);
  return {
    key: `${name}+${id.toString('hex')}+${key.toString('base64')}`,
    signed: (text) =>
      `${text}\n— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), secret)]).toString('base64')}\n`,
  };
}

function cacheBench(command, temporary) {
  const folder = process.env.BENCH_FOLDER;
  if (folder === undefined) {
    console.log(
      'skipped: verify --cache (BENCH_FOLDER names no folder with a go.mod whose modules are in the module cache)',
    );
    return;
  }
  const probe = spawnSync('go', ['mod', 'verify'], { cwd: folder, encoding: 'utf8' });
  if (probe.status !== 0) {
    console.log(`skipped: verify --cache (go mod verify: ${probe.error?.message ?? probe.stderr.trim()})`);
    return;
  }
  const ours = [...command, '--cache'];
  const theirs = ['go', 'mod', 'verify'];
  const runs = [];
  for (let i = 0; i < ROUNDS; i++) runs.push([timed(theirs, folder), timed(ours, folder)]);
  const share = (of) => {
    const ratios = runs.map(([go, node]) => node[of] / go[of]);
    return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
  };
  line('verify --cache, wall time over go mod verify', share('wall'), 'aim: at most 0.6');
  line('verify --cache, CPU time over go mod verify', share('cpu'), '');
  console.log(
    `verify --cache, peak memory: ${Math.round(peakOf(ours, folder, temporary) / 1024)} MB (aim: at most 300)`,
  );
}

function timed(command, cwd) {
  const start = performance.now();
  const cpu = cpuSeconds(command, { cwd });
  return { wall: (performance.now() - start) / 1000, cpu };
}

/** KiB of resident memory, of all threads. */
function peakOf([node, ...args], cwd, temporary) {
  const hook = path.join(temporary, 'peak.cjs');
  const script = "process.on('exit', () => process.stderr.write('\\nRSS ' + process.resourceUsage().maxRSS));\n";
  writeFileSync(hook, `if (require('node:worker_threads').isMainThread) ${script}`);
  const run = spawnSync(node, ['--require', hook, ...args], { cwd, encoding: 'utf8', env: cleanEnv() });
  return Number(/RSS (\d+)/.exec(run.stderr)[1]);
}
