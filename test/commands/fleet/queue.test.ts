/** What is queued, and what is said of a queue. A queue in memory stands for the server's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { FleetQueue, QueueStatus } from '../../../src/fleet/queue/fleet-queue.ts';
import { type RunInfo, runFolder } from '../../../src/fleet/run-folder.ts';
import type { Target } from '../../../src/fleet/target.ts';
import { entry } from '../../fleet/entries.ts';
import { cli, put } from '../../support/cli.ts';

type WorkInput = Parameters<FleetQueue['work']>[0];

const NONE: QueueStatus = { waiting: 0, active: 0, done: 0, failed: 0 };
const queue = vi.hoisted(() => ({
  info: undefined as RunInfo | undefined,
  targets: [] as Target[],
  status: {} as QueueStatus,
  failed: new Map<string, string>(),
  looks: [] as QueueStatus[],
  work: undefined as WorkInput | undefined,
  closed: 0,
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
      status: async () => queue.looks.shift() ?? queue.status,
      failed: async () => queue.failed,
      work: async (input: WorkInput) => {
        queue.work = input;
        input.onError(new Error('connection lost'));
        for (const target of queue.targets) await input.check(target);
        return { close: async () => void queue.closed++ };
      },
    }),
}));
const pauses = vi.hoisted(() => [] as number[]);
vi.mock('node:timers/promises', () => ({ setTimeout: async (time: number) => void pauses.push(time) }));

let box: string;
beforeAll(() => {
  box = mkdtempSync(join(tmpdir(), 'queue-'));
  put(box, { targets: 'a\nb\n', 'a/go.mod': 'module a\n', 'b/go.mod': 'module b\n' });
});
afterAll(() => rmSync(box, { recursive: true }));
beforeEach(() => {
  Object.assign(queue, { info: undefined, targets: [], status: NONE, failed: new Map(), looks: [], closed: 0 });
  pauses.length = 0;
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

const OF_QUEUE = ['--queue', 'redis://x', '--run', 'r'];
const work = (...more: string[]) => fleet('work', ...OF_QUEUE, ...more);
const entryIn = (name: string, target: Target) => runFolder(join(box, name)).entry(target);

it('a worker checks targets into its folder until nothing waits or is at work, and tells of errors', async () => {
  await enqueue('--offline');
  queue.looks = [
    { ...NONE, waiting: 1 },
    { ...NONE, active: 1 },
  ];
  expect(await work('-o', 'mine', '--offline')).toEqual({
    code: 0,
    out: '',
    err: 'modwarden: queue: connection lost\n',
  });
  expect(queue.targets.map((target) => entryIn('mine', target)?.modules[0]?.path)).toEqual(
    queue.targets.map(({ name }) => name),
  );
  expect(runFolder(join(box, 'mine')).info()).toEqual(queue.info);
  expect([queue.work?.concurrency, queue.work?.lease, queue.closed]).toEqual([1, 30_000, 1]);
  expect(pauses).toEqual([500, 500, 500]);
});

it('a worker leaves alone what another one has done, and takes its lease from the command line', async () => {
  await enqueue('--offline');
  const run = runFolder(join(box, 'shared'));
  run.start(queue.info!, []);
  const done = entry('other', { target: queue.targets[0]! });
  run.save(done, undefined);
  expect((await work('-o', 'shared', '--offline', '--lease', '3600')).code).toBe(0);
  expect(entryIn('shared', queue.targets[0]!)).toEqual(done);
  expect(entryIn('shared', queue.targets[1]!)?.error).toBeUndefined();
  expect(queue.work?.lease).toBe(3_600_000);
});

it('a worker is of the run of its queue and its folder, on the day when it began', async () => {
  const refused = (err: string) => ({ code: 2, out: '', err: `modwarden: ${err}\n` });
  expect(await work()).toEqual(refused('fleet work needs a folder for the results: -o FOLDER'));
  expect(await work('-o', 'new')).toEqual(refused('the queue has no run: start with modwarden fleet enqueue'));
  await enqueue('--offline', '--as-of', '2026-05-01');
  expect(await work('-o', 'new')).toEqual(refused('the queue has a run with other options, policies, date or version'));
  expect(await work('-o', 'new', '--offline', '--lease', '3601')).toEqual(
    refused('--lease: expected a number from 1 to 3600, got "3601"'),
  );
  expect((await work('-o', 'new', '--offline')).code).toBe(0);
  for (const change of [{ today: '2026-05-02' }, { policy: 'b' }, { tool: '9' }]) {
    runFolder(join(box, 'other')).start({ ...queue.info!, ...change }, []);
    expect(await work('-o', 'other', '--offline')).toEqual(refused('"other" has another run'));
  }
});

const collect = (...more: string[]) => fleet('collect', ...more);

it('the results of workers are collected, and what was set aside is a failure', async () => {
  await enqueue('--offline');
  await work('-o', 'part', '--offline');
  const [first, second] = queue.targets as [Target, Target];
  rmSync(join(box, 'part/entries', second.id.slice(0, 2)), { recursive: true });
  queue.failed = new Map([
    [first.id, 'has a result'],
    [second.id, 'no memory'],
  ]);
  const { code, out } = await collect(...OF_QUEUE, '-o', 'whole', 'part');
  expect([code, out]).toEqual([
    3,
    `2 targets: 1 findings, 0 gaps, 1 targets could not be checked\n${join(box, 'whole')}\n`,
  ]);
  expect(entryIn('whole', first)).toEqual(entryIn('part', first));
  expect(entryIn('whole', second)?.error).toBe('set aside: no memory');
  expect(runFolder(join(box, 'whole')).info()).toEqual(queue.info);
});

it('a queue in the environment counts where no folder is named', async () => {
  await enqueue('--offline');
  const env = { HOME: box, MODWARDEN_QUEUE: 'redis://x', MODWARDEN_CACHE: 'off' };
  const { code, err } = await cli(['fleet', 'collect', '-o', 'mine-alone'], { cwd: box, env });
  expect([code, err]).toEqual([
    3,
    `${queue.targets.map(({ name }) => `modwarden: no result for ${name}\n`).join('')}modwarden: 2 targets have no result\n`,
  ]);
});

it('a queue without a run, without targets, or of another run than a folder is not collected', async () => {
  const refused = (err: string) => ({ code: 2, out: '', err: `modwarden: ${err}\n` });
  expect(await collect('--queue', 'redis://x', '-o', 'c1')).toEqual(refused('the queue has no run'));
  await enqueue('--offline');
  const { targets } = queue;
  queue.targets = [];
  expect(await collect('--run', 'r', '-o', 'c1')).toEqual(refused('the queue has no targets'));
  queue.targets = targets;
  runFolder(join(box, 'other')).start({ ...queue.info!, today: '2026-05-02' }, []);
  expect(await collect(...OF_QUEUE, '-o', 'c1', 'other')).toEqual(
    refused(`"${join(box, 'other')}" has another run than the queue`),
  );
});
