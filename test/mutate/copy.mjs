// A copy of the tree in a temporary folder, and a process that runs tests there.
import { execFileSync, fork } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What the repository has, as it is on disk now; packages are linked. */
export function copyTree() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'modwarden-mutate-')));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  }).split('\0');
  for (const file of files) if (file !== '' && existsSync(file)) cpSync(file, join(folder, file));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  // Sources that run as they are read the license index there; the corpora run the library.
  for (const built of ['dist/license-index.bin', 'dist/lib']) cpSync(built, join(folder, built), { recursive: true });
  return folder;
}

/**
 * Runs tests in `folder`, one request at a time. `run` answers undefined where the time is over; the process and all it started are
 * then ended, and the next request starts a new one.
 */
export function testRunner(folder, { workers = 1, setup = [], env = {} } = {}) {
  let child;
  // What the request before changed has been put back since: the process must read that again as well.
  let before = [];
  const start = () =>
    new Promise((done, failed) => {
      child = fork(join(folder, 'test/mutate/runner.mjs'), [folder, String(workers), ...setup], {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        detached: true,
      });
      child.once('message', done);
      child.once('exit', () => failed(new Error('the test runner ended before it was ready')));
    });
  const stop = () => {
    if (child === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    child = undefined;
  };
  const run = async (request, milliseconds) => {
    if (child === undefined) await start();
    const current = child;
    return new Promise((done) => {
      const finish = (answer) => {
        clearTimeout(timer);
        current.removeAllListeners();
        if (answer === undefined) stop();
        done(answer);
      };
      const timer = setTimeout(finish, milliseconds, undefined);
      current.once('message', finish);
      current.once('exit', () => finish(undefined));
      current.send({ ...request, changed: [...new Set([...before, ...request.changed])] });
      before = request.changed;
    });
  };
  return { run, stop };
}
