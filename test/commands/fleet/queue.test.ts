/** What is queued, and what is said of a queue. A queue in memory stands for the server's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { QueueStatus } from '../../../src/fleet/queue/fleet-queue.ts';
import type { RunInfo } from '../../../src/fleet/run-folder.ts';
import type { Target } from '../../../src/fleet/target.ts';
import { cli, put } from '../../support/cli.ts';

const NONE: QueueStatus = { waiting: 0, active: 0, done: 0, failed: 0 };
const queue = vi.hoisted(() => ({
  info: undefined as RunInfo | undefined,
  targets: [] as Target[],
  status: {} as QueueStatus,
  failed: new Map<string, string>(),
}));
vi.mock('../../../src/commands/fleet/queue-address.ts', async (original) => ({
  ...(await original<object>()),
  withQueue: (_args: unknown, _terminal: unknown, use: (of: object) => Promise<number>) =>
    use({
      info: async () => queue.info,
      targets: async () => queue.targets,
      add: async (info: RunInfo, targets: Target[]) => {
        queue.info = info;
        queue.targets.push(...targets);
      },
      status: async () => queue.status,
      failed: async () => queue.failed,
    }),
}));

let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'queue-'));
  put(box, { targets: 'a\nb\n', 'a/go.mod': 'module a\n', 'b/go.mod': 'module b\n' });
});
afterAll(() => rmSync(box, { recursive: true }));
beforeEach(() => {
  Object.assign(queue, { info: undefined, targets: [], status: NONE, failed: new Map() });
});

const fleet = (...argv: string[]) =>
  cli(['fleet', ...argv], { cwd: box, env: { HOME: box, GOPROXY: 'off', MODWARDEN_CACHE: 'off' } });
const enqueue = (...more: string[]) => fleet('enqueue', 'targets', '--queue', 'redis://x', '--run', 'r', ...more);

it('targets are queued with what says how they are checked', async () => {
  queue.status = { waiting: 2, active: 3, done: 4, failed: 5 };
  expect(await enqueue()).toEqual({
    code: 0,
    out: '2 targets queued: 2 waiting, 3 active, 4 done, 5 failed\n',
    err: '',
  });
  expect(queue.targets.map(({ name }) => name).sort()).toEqual(['a', 'b']);
  expect(queue.info).toMatchObject({ version: 1, today: '2026-06-01' });
});

it('a queue holds targets of one run', async () => {
  await enqueue();
  expect((await enqueue()).code).toBe(0);
  const other = await enqueue('--as-of', '2026-05-01');
  expect(other).toEqual({
    code: 2,
    out: '',
    err: 'modwarden: the queue has a run with other options, policies, date or version: use another --run\n',
  });
  expect(queue.targets).toHaveLength(4);
});

it('the status names what failed', async () => {
  const status = () => fleet('status', '--queue', 'redis://x', '--run', 'r');
  expect(await status()).toEqual({ code: 2, out: '', err: 'modwarden: the queue has no run\n' });
  await enqueue();
  queue.status = { waiting: 1, active: 2, done: 3, failed: 2 };
  const line = '2026-06-01: 1 waiting, 2 active, 3 done, 2 failed\n';
  expect(await status()).toEqual({ code: 0, out: line, err: '' });
  queue.failed = new Map([
    [queue.targets.find(({ name }) => name === 'b')!.id, 'no memory'],
    ['gone', 'unknown'],
  ]);
  expect((await status()).out).toBe(`${line}failed: b: no memory\nfailed: gone: unknown\n`);
});
