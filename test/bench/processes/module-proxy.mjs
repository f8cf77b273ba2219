// A module proxy over HTTP in a process of its own, from folders as `cache/download` of a module cache. It answers after a delay, as a
// server far away does, knows ranges, and notes what it was asked. Started with the folders and the delay, by `startProxy`.
import { fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Starts the server: `url`; `requests()` gives what it was asked since the last call, as `{ path, range }`, with the answer's milliseconds
 * of arrival and end since the first; `stop()`.
 */
export async function startProxy(folders, delay) {
  const server = fork(fileURLToPath(import.meta.url), [String(delay), ...folders], { stdio: 'inherit' });
  const answer = () => new Promise((done) => server.once('message', done));
  const port = await answer();
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => {
      const reply = answer();
      server.send('requests');
      return reply;
    },
    stop: () => server.kill(),
  };
}

/** The file's bytes, or those that stand for a file which module caches do not have. */
function contentOf(folders, file) {
  const kept = path.posix.normalize(decodeURIComponent(file));
  for (const folder of folders) if (existsSync(path.join(folder, kept))) return readFileSync(path.join(folder, kept));
  return kept.endsWith('/@latest') ? latestOf(folders, kept.slice(0, -'@latest'.length)) : undefined;
}

/** Of the versions that a cache knows, the last one by name. */
function latestOf(folders, module) {
  const infos = folders
    .map((folder) => path.join(folder, module, '@v'))
    .filter((at) => existsSync(at))
    .flatMap((at) =>
      readdirSync(at)
        .filter((name) => name.endsWith('.info'))
        .map((name) => path.join(at, name)),
    );
  const last = infos.sort((a, b) => path.basename(a).localeCompare(path.basename(b), 'en', { numeric: true })).at(-1);
  return last && readFileSync(last);
}

function serve(delay, folders) {
  const contents = new Map();
  let asked = [];
  const server = createServer((request, response) => {
    const { url, headers } = request;
    const entry = { path: url, range: headers.range, from: performance.now(), to: 0 };
    asked.push(entry);
    if (!contents.has(url)) contents.set(url, contentOf(folders, url));
    setTimeout(() => {
      response.on('finish', () => {
        entry.to = performance.now();
      });
      answer(response, contents.get(url), headers.range);
    }, delay);
  });
  server.keepAliveTimeout = 60_000;
  process.on('message', () => {
    const start = asked[0]?.from ?? 0;
    process.send(asked.map(({ from, to, ...entry }) => ({ ...entry, from: from - start, to: to - start })));
    asked = [];
  });
  process.on('disconnect', () => process.exit());
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

function answer(response, content, range) {
  if (content === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain', 'content-length': 9 });
    response.end('not found');
    return;
  }
  const [, from, to] = /^bytes=([0-9]*)-([0-9]*)$/.exec(range ?? '') ?? [];
  if (from === undefined) {
    response.writeHead(200, { 'content-length': content.length });
    response.end(content);
    return;
  }
  const start = from === '' ? Math.max(0, content.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? content.length - 1 : Math.min(Number(to), content.length - 1);
  response.writeHead(206, {
    'content-length': end + 1 - start,
    'content-range': `bytes ${start}-${end}/${content.length}`,
  });
  response.end(content.subarray(start, end + 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.send)
  serve(Number(process.argv[2]), process.argv.slice(3));
