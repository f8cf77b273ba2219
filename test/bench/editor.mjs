// The language server: a keystroke in the go.mod of prometheus against a hook's run on it, the first findings of the largest go.mod files,
// and memory.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanEnv, cpuSeconds, line, median } from './cpu.mjs';

const EDITS = 20;
const ROUNDS = 9;

/** On a signal: collects garbage, and tells on standard error what is in use. */
const TELL = "process.on('SIGUSR2', () => { gc(); gc(); console.error(process.memoryUsage().heapUsed); });";

/** Framed messages over the standard streams of a server. */
function server(root, env) {
  const flags = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(TELL)}`];
  const child = spawn('node', [...flags, path.join(root, 'dist/bin.cjs'), 'lsp'], { env: { ...cleanEnv(), ...env } });
  const waiting = new Map();
  const published = [];
  let next = 1;
  let buffer = Buffer.alloc(0);
  const send = (message) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  child.stdout.on('data', (part) => {
    buffer = Buffer.concat([buffer, part]);
    for (let head = buffer.indexOf('\r\n\r\n'); head >= 0; head = buffer.indexOf('\r\n\r\n')) {
      const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, head))[1]);
      if (buffer.length < head + 4 + length) return;
      const message = JSON.parse(buffer.subarray(head + 4, head + 4 + length));
      buffer = buffer.subarray(head + 4 + length);
      if (message.id !== undefined) waiting.get(message.id)?.(message.result);
      else if (message.method === 'textDocument/publishDiagnostics')
        for (const look of [...published]) look(message.params);
    }
  });
  return {
    pid: child.pid,
    request: (method, params) =>
      new Promise((resolve) => {
        waiting.set(next, resolve);
        send({ id: next++, method, params });
      }),
    notify: (method, params) => send({ method, params }),
    /** The diagnostics of this version of a document. */
    diagnosed: (uri, version) =>
      new Promise((resolve) => {
        const look = (params) => {
          if (params.uri !== uri || params.version !== version) return;
          published.splice(published.indexOf(look), 1);
          resolve(params.diagnostics);
        };
        published.push(look);
      }),
    /** Megabytes of the heap that are in use after a collection. */
    heap: () =>
      new Promise((resolve) => {
        child.stderr.once('data', (text) => resolve(Number(text) / 1e6));
        child.kill('SIGUSR2');
      }),
    end: () => child.kill(),
  };
}

/** User and system CPU seconds of a process so far; only Linux tells. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const rssOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

function unpacked(root, name, folder) {
  const archive = path.resolve(root, `../shared/corpus/projects/${name}.tar.gz`);
  if (!existsSync(archive)) return undefined;
  const repo = path.join(folder, name);
  mkdirSync(repo);
  execFileSync('tar', ['-xzf', archive, '-C', repo]);
  execFileSync('git', ['init', '-q', repo]);
  return repo;
}

export async function bench(root) {
  if (!existsSync('/proc/self/stat')) return console.log('editor: only Linux tells the CPU time of a running process');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'modwarden-bench-'));
  const env = { XDG_CACHE_HOME: path.join(folder, 'cache') };
  const own = server(root, env);
  try {
    const [small, ...large] = ['prometheus', 'terraform', 'kcp'].map((name) => unpacked(root, name, folder));
    if ([small, ...large].includes(undefined)) return console.log('editor: the projects are not here');
    // Without a pause that ends: only the check at once is measured.
    await own.request('initialize', {
      capabilities: {},
      processId: null,
      rootUri: null,
      initializationOptions: { pause: 60_000 },
    });
    own.notify('initialized', {});
    const uriOf = (repo) => pathToFileURL(path.join(repo, 'go.mod')).href;
    const open = async (repo) => {
      const uri = uriOf(repo);
      const text = readFileSync(path.join(repo, 'go.mod'), 'utf8');
      const done = own.diagnosed(uri, 1);
      const [start, cpu] = [performance.now(), cpuOf(own.pid)];
      own.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'go.mod', version: 1, text } });
      await done;
      return { wall: performance.now() - start, cpu: (cpuOf(own.pid) - cpu) * 1000 };
    };
    const close = (repo) => own.notify('textDocument/didClose', { textDocument: { uri: uriOf(repo) } });
    const settle = (repo) =>
      own.request('textDocument/codeAction', {
        textDocument: { uri: uriOf(repo) },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [] },
      });
    await open(small);
    await settle(small);
    for (const repo of [...large, small]) {
      if (repo === small) close(repo);
      const { wall, cpu } = await open(repo);
      await settle(repo);
      const name = path.basename(repo);
      console.log(
        `first findings of ${name}, server warm: ${wall.toFixed(0)} ms, ${cpu.toFixed(0)} ms CPU (aim: 300 ms)`,
      );
    }

    const git = (...args) => execFileSync('git', ['-C', small, ...args], { stdio: 'ignore' });
    git('add', '-A', '-f');
    const hook = ['node', path.join(root, 'dist/bin.cjs'), 'check', '--staged'];
    const uri = uriOf(small);
    let version = 1;
    const edits = async (count) => {
      const before = cpuOf(own.pid);
      for (let i = 0; i < count; i++) {
        const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
        const done = own.diagnosed(uri, ++version);
        own.notify('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [{ range, text: i % 2 ? '\n' : '// x' }],
        });
        await done;
      }
      return (cpuOf(own.pid) - before) / count;
    };
    await edits(EDITS);
    const figures = [];
    const ratios = [];
    for (let round = 0; round < ROUNDS; round++) {
      const one = cpuSeconds(hook, { cwd: small, env, runs: 5, codes: [0, 1] }) / 5;
      figures.push(await edits(EDITS));
      ratios.push(figures.at(-1) / one);
    }
    console.log(`a keystroke in prometheus' go.mod: ${(median(figures) * 1000).toFixed(0)} ms CPU (aim: 50 ms)`);
    line(
      'a keystroke, prometheus / check --staged',
      { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
      '',
    );
    for (const count of [100, 900]) {
      await edits(count);
      const resident = rssOf(own.pid);
      const used = await own.heap();
      console.log(
        `memory after ${count === 100 ? '100' : '1,000'} edits more: ${resident.toFixed(0)} MB resident, ${used.toFixed(1)} MB in use after a collection`,
      );
    }
  } finally {
    own.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
