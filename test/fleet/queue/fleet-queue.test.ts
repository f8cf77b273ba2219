/** What goes to the queue's server and comes back. A server in memory stands for Redis, and a list of jobs for BullMQ's. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job, JobOptions, RedisOptions, WorkerOptions } from '../../../src/fleet/queue/bullmq.ts';
import { openQueue, type QueuedTarget, QueueError, TRIES } from '../../../src/fleet/queue/fleet-queue.ts';
import { parseTargets } from '../../../src/fleet/target.ts';
import { INFO, target } from '../entries.ts';

const server = vi.hoisted(() => ({
  refuses: undefined as Error | undefined,
  /** What the client is told before. */
  cause: undefined as Error | undefined,
  clients: [] as { url: string; options: RedisOptions; isOpen: boolean; listeners: number }[],
  keys: new Map<string, string>(),
  hashes: new Map<string, Map<string, string>>(),
  queues: [] as string[],
  batches: [] as { name: string; data: QueuedTarget; opts: JobOptions }[][],
  counts: {} as Record<string, number>,
  asked: [] as unknown[],
  failed: [] as (Job<QueuedTarget> | undefined)[],
  workers: [] as { name: string; work: (job: Job<QueuedTarget>) => Promise<unknown>; options: WorkerOptions }[],
  closed: [] as string[],
}));

vi.mock('../../../src/fleet/queue/bullmq.ts', () => ({
  loadRedis: async () =>
    class {
      readonly #own;
      constructor(url: string, options: RedisOptions) {
        this.#own = { url, options, isOpen: false, listeners: 0 };
        server.clients.push(this.#own);
      }
      on(_: 'error', listener: (error: Error) => void) {
        this.#own.listeners++;
        if (server.cause !== undefined) listener(server.cause);
      }
      async connect() {
        if (server.refuses !== undefined) throw server.refuses;
        this.#own.isOpen = true;
      }
      disconnect() {
        this.#own.isOpen = false;
        server.closed.push('connection');
      }
      get = async (key: string) => server.keys.get(key) ?? null;
      set = async (key: string, value: string) => void server.keys.set(key, value);
      hvals = async (key: string) => [...(server.hashes.get(key)?.values() ?? [])];
      hset = async (key: string, fields: Record<string, string>) => {
        const known = server.hashes.get(key) ?? new Map<string, string>();
        for (const [field, value] of Object.entries(fields)) known.set(field, value);
        server.hashes.set(key, known);
      };
    },
  loadBullMq: async () => ({
    Queue: class {
      constructor(name: string) {
        server.queues.push(name);
      }
      on() {}
      addBulk = async (jobs: (typeof server.batches)[number]) => void server.batches.push(jobs);
      getJobCounts = async (...states: string[]) => {
        server.asked.push(states);
        return server.counts;
      };
      getJobs = async (...args: unknown[]) => {
        server.asked.push(args);
        return server.failed;
      };
      close = async () => void server.closed.push('queue');
    },
    Worker: class {
      constructor(name: string, work: (job: Job<QueuedTarget>) => Promise<unknown>, options: WorkerOptions) {
        server.workers.push({ name, work, options });
      }
      on(_: 'error', listener: (error: Error) => void) {
        listener(new Error('of the worker'));
      }
      close = async () => void server.closed.push('worker');
    },
  }),
}));

beforeEach(() => {
  Object.assign(server, {
    refuses: undefined,
    cause: undefined,
    counts: {},
    clients: [],
    queues: [],
    batches: [],
    asked: [],
    failed: [],
    workers: [],
    closed: [],
  });
  server.keys.clear();
  server.hashes.clear();
});

const open = (more: object = {}, options?: { patient: boolean }) =>
  openQueue({ url: 'redis://queue.example', run: 'nightly', ...more }, options);

describe('a connection', () => {
  it('is tried a few times, by a worker without end, and has its own password', async () => {
    await open();
    await open({ password: 'secret' }, { patient: true });
    expect(server.clients).toEqual([
      {
        url: 'redis://queue.example',
        options: { lazyConnect: true, maxRetriesPerRequest: 3 },
        isOpen: true,
        listeners: 1,
      },
      {
        url: 'redis://queue.example',
        options: { lazyConnect: true, maxRetriesPerRequest: null, password: 'secret' },
        isOpen: true,
        listeners: 1,
      },
    ]);
    expect(server.queues).toEqual(['modwarden-nightly', 'modwarden-nightly']);
  });

  it.each<[error: Error, said: string, hint: string]>([
    [Object.assign(new Error('connect redis://me:s3cret@x'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED', ''],
    [new RangeError('redis://me:s3cret@x'), 'RangeError', ''],
    [new Error('WRONGPASS invalid username-password pair'), 'WRONGPASS', ''],
    [new Error('ERR no such command'), 'Error', ''],
    [new Error('NOAUTH'), 'Error', ''],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'SELF_SIGNED_CERT_IN_CHAIN'].map((code): [Error, string, string] => [
      Object.assign(new Error('x'), { code }),
      code,
      ': its certificate is not trusted; NODE_EXTRA_CA_CERTS can name your own authority',
    ]),
  ])('that fails is told without the address', async (error, said, hint) => {
    server.refuses = error;
    await expect(open()).rejects.toThrow(new QueueError(`the queue's server cannot be reached (${said})${hint}`));
    expect(server.closed).toEqual(['connection']);
  });

  it('that is refused is told by what the server said before', async () => {
    server.cause = new Error('NOAUTH Authentication required');
    server.refuses = new Error('Connection is closed.');
    await expect(open()).rejects.toThrow("the queue's server cannot be reached (NOAUTH)");
  });

  it('ends with the queue', async () => {
    await (await open()).close();
    expect(server.closed).toEqual(['queue', 'connection']);
  });
});

describe('targets', () => {
  it('come back as they were queued, each once', async () => {
    const queue = await open();
    const targets = ['b', 'a'].map(target);
    await queue.add(INFO, targets);
    await queue.add(INFO, targets.slice(0, 1));
    expect(await queue.targets()).toEqual(parseTargets('a\nb').targets);
    expect(await (await open({ run: 'other' })).targets()).toEqual([]);
  });

  it('are jobs with three tries, the wait twice as long each time', async () => {
    await (await open()).add(INFO, [target('a')]);
    expect(TRIES).toBe(3);
    expect(server.batches).toEqual([
      [
        {
          name: 'check',
          data: { target: target('a') },
          opts: {
            jobId: expect.stringMatching(/^t[0-9a-f]{40}$/),
            attempts: 3,
            backoff: { type: 'exponential', delay: 1000 },
          },
        },
      ],
    ]);
  });

  it('have one job for a policy, a day and a version of the tool', async () => {
    const queue = await open();
    const id = async (name: string, more: object = {}) => {
      await queue.add({ ...INFO, ...more }, [target(name)]);
      return server.batches.at(-1)![0]!.opts.jobId;
    };
    const first = await id('a');
    expect(await id('a')).toBe(first);
    const others = [
      await id('b'),
      await id('a', { policy: 'x' }),
      await id('a', { today: '2026-06-02' }),
      await id('a', { tool: '9' }),
    ];
    expect(new Set([first, ...others]).size).toBe(5);
  });

  it('are sent a thousand at a time', async () => {
    const names = Array.from({ length: 2001 }, (_, i) => `t${i}`).join('\n');
    await (await open()).add(INFO, parseTargets(names).targets);
    expect(server.batches.map(({ length }) => length)).toEqual([1000, 1000, 1]);
    expect(new Set(server.batches.flat().map(({ opts }) => opts.jobId)).size).toBe(2001);
  });
});

describe('what a queue was started with', () => {
  it('comes back, by the name of the run', async () => {
    const queue = await open();
    expect(await queue.info()).toBeUndefined();
    await queue.add(INFO, []);
    expect(await queue.info()).toEqual(INFO);
    expect(await (await open({ run: 'other' })).info()).toBeUndefined();
  });

  it.each([
    '',
    '{',
    '[]',
    '{"version":2}',
    ...['tool', 'today', 'policy'].map((name) => JSON.stringify({ ...INFO, [name]: 1 })),
  ])('is nothing where it is %j', async (text) => {
    server.keys.set('modwarden-nightly:info', text);
    expect(await (await open()).info()).toBeUndefined();
  });
});

describe('the status', () => {
  it('adds up all that still waits', async () => {
    server.counts = { waiting: 1, prioritized: 20, paused: 300, delayed: 4000, active: 5, completed: 6, failed: 7 };
    expect(await (await open()).status()).toEqual({ waiting: 4321, active: 5, done: 6, failed: 7 });
    expect(server.asked).toEqual([Object.keys(server.counts)]);
    server.counts = {};
    expect(await (await open()).status()).toEqual({ waiting: 0, active: 0, done: 0, failed: 0 });
  });

  it('names what was set aside, with the reason', async () => {
    const job = (name: string, failedReason?: string) => ({
      data: { target: target(name) },
      ...(failedReason && { failedReason }),
    });
    server.failed = [job('a', 'no memory'), undefined, job('b')];
    expect(await (await open()).failed()).toEqual(
      new Map([
        [target('a').id, 'no memory'],
        [target('b').id, 'unknown'],
      ]),
    );
    expect(server.asked).toEqual([[['failed'], 0, -1]]);
  });
});

it('a worker checks its targets, and loses them after the lease, as often as there are tries', async () => {
  const checked: string[] = [];
  const errors: string[] = [];
  const { close } = await (await open()).work({
    concurrency: 4,
    lease: 30_000,
    check: async ({ id }) => void checked.push(id),
    onError: ({ message }) => errors.push(message),
  });
  const [worker] = server.workers;
  expect(worker).toMatchObject({
    name: 'modwarden-nightly',
    options: { concurrency: 4, lockDuration: 30_000, stalledInterval: 30_000, maxStalledCount: 2 },
  });
  expect(await worker!.work({ data: { target: target('a') } })).toBeUndefined();
  expect([checked, errors]).toEqual([[target('a').id], ['of the worker']]);
  await close();
  expect(server.closed).toEqual(['worker']);
});
