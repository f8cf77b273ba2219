import { beforeEach, describe, expect, it, vi } from 'vitest';
import { queueAddress, withQueue } from '../../../src/commands/fleet/queue-address.ts';
import { UsageError } from '../../../src/commands/shared/args.ts';
import type { Terminal } from '../../../src/commands/shared/command.ts';
import { MissingPeer } from '../../../src/fleet/peer.ts';
import { openQueue, QueueError } from '../../../src/fleet/queue/fleet-queue.ts';

vi.mock('../../../src/fleet/queue/fleet-queue.ts', async (original) => ({
  ...(await original<object>()),
  openQueue: vi.fn(),
}));

const of = (values: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) =>
  queueAddress(
    { flags: new Set(), values: new Map(Object.entries(values)), lists: new Map(), positionals: [] },
    { env },
  );

it('takes the queue from the command line, else from the environment', () => {
  const env = { MODWARDEN_QUEUE: 'rediss://b:1', MODWARDEN_QUEUE_PASSWORD: 'secret' };
  expect(of({ queue: 'redis://a:1', run: 'n-1' }, env)).toEqual({ url: 'redis://a:1', run: 'n-1', password: 'secret' });
  expect(of({}, env)).toEqual({ url: 'rediss://b:1', run: 'fleet', password: 'secret' });
  expect(of({}, { ...env, MODWARDEN_QUEUE_PASSWORD: '' }).password).toBeUndefined();
  expect(of({ queue: 'redis://a', run: 'n'.repeat(64) }).run).toHaveLength(64);
});

it.each([
  [{}, 'missing queue: --queue redis://HOST:PORT, or MODWARDEN_QUEUE in the environment'],
  [{ queue: '' }, 'missing queue: --queue redis://HOST:PORT, or MODWARDEN_QUEUE in the environment'],
  [{ queue: 'redis://a', run: 'n'.repeat(65) }, '--run: expected a name of letters, digits, ".", "_" and "-"'],
  [{ queue: 'redis://a', run: '' }, '--run: expected a name'],
  [{ queue: 'x redis://a' }, 'expected redis://HOST:PORT'],
  [{ queue: 'http://user:secret@host' }, 'expected redis://HOST:PORT'],
  [{ queue: 'redis://' }, 'expected redis://HOST:PORT'],
  [{ queue: 'redis://a', run: 'a:b' }, '--run: expected a name'],
])('refuses %j without printing it', (values, message) => {
  expect(() => of(values)).toThrow(message);
  expect(() => of(values)).not.toThrow('secret');
});

describe('with a queue', () => {
  const terminal = { env: {} } as unknown as Terminal;
  const args = {
    flags: new Set<string>(),
    values: new Map([['queue', 'redis://a']]),
    lists: new Map(),
    positionals: [],
  };
  let closed = 0;
  const opens = (open: () => Promise<object>) => vi.mocked(openQueue).mockImplementation(open as typeof openQueue);
  const queue = async () => ({ close: async () => void closed++ });
  beforeEach(() => {
    closed = 0;
  });

  it('it is closed in the end, also after an error', async () => {
    opens(queue);
    expect(await withQueue(args, terminal, async () => 7, { patient: true })).toBe(7);
    expect(vi.mocked(openQueue)).toHaveBeenLastCalledWith(queueAddress(args, terminal), { patient: true });
    expect(closed).toBe(1);
    await expect(withQueue(args, terminal, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(vi.mocked(openQueue)).toHaveBeenLastCalledWith(queueAddress(args, terminal), {});
    expect(closed).toBe(2);
  });

  it.each([
    [new QueueError('no server'), UsageError],
    [new MissingPeer('no package'), UsageError],
    [new Error('a fault'), Error],
  ])('%s is the fault of who it is', async (error, kind) => {
    opens(() => Promise.reject(error));
    const thrown = await withQueue(args, terminal, async () => 0).catch((one: unknown) => one);
    expect([(thrown as Error).constructor, (thrown as Error).message]).toEqual([kind, error.message]);
  });
});
