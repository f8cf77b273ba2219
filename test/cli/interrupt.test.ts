/** The command as a process, with a server that never answers: it ends when told to, and leaves nothing to wait for. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { closeServers, serve } from '../gather/http/servers.ts';
import { BIN, type Box, box, GOOD } from '../support/built.ts';

let b: Box;
beforeAll(() => {
  b = box();
  b.put({
    'repo/go.mod': `${GOOD}\nrequire example.com/lib v1.0.0\n`,
    'repo/.modwarden.yaml': 'rules:\n  graph/max-depth: { max: 3 }\ngaps: { graph: fail }\n',
  });
});
afterAll(() => b.remove());
afterEach(closeServers);

function start(GOPROXY: string, args: readonly string[]) {
  const env = { ...b.env, GOPROXY, MODWARDEN_CACHE: 'off' };
  return spawn(process.execPath, [BIN, 'check', ...args], { cwd: join(b.folder, 'repo'), env });
}

it.skipIf(process.platform === 'win32')('ends at once when interrupted (a shell shows 130)', async () => {
  const server = await serve(() => {});
  const child = start(server.url, []);
  await expect.poll(() => server.seen.length, { timeout: 20_000 }).toBeGreaterThan(0);
  child.kill('SIGINT');
  const [code, signal] = await once(child, 'exit');
  expect(signal === 'SIGINT' || code === 130).toBe(true);
});

it('ends with its report, whatever connections are open', async () => {
  const server = await serve((_, response) => void response.writeHead(200).write('x'));
  const child = start(server.url, ['--timeout', '0.5']);
  const [code] = await once(child, 'exit');
  expect(code).toBe(3);
  expect(server.seen.length).toBeLessThanOrEqual(5);
});
