/** The queue that a command line or the environment names. Passwords in it are never printed. */

import { MissingPeer } from '../../fleet/peer.ts';
import { type FleetQueue, openQueue, type QueueAddress, QueueError } from '../../fleet/queue/fleet-queue.ts';
import { type Arguments, UsageError } from '../shared/args.ts';
import type { Terminal } from '../shared/command.ts';

/** Throws UsageError. */
export function queueAddress(args: Arguments, { env }: Pick<Terminal, 'env'>): QueueAddress {
  const url = args.values.get('queue') ?? env.MODWARDEN_QUEUE;
  if (url === undefined || url === '')
    throw new UsageError('missing queue: --queue redis://HOST:PORT, or MODWARDEN_QUEUE in the environment');
  if (!/^rediss?:\/\/[^\s/]/.test(url))
    throw new UsageError('--queue: expected redis://HOST:PORT, or rediss:// for TLS');
  const run = args.values.get('run') ?? 'fleet';
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(run))
    throw new UsageError('--run: expected a name of letters, digits, ".", "_" and "-"');
  return { url, run, password: env.MODWARDEN_QUEUE_PASSWORD || undefined };
}

/** Opens the queue, and closes it in the end. Throws UsageError. */
export async function withQueue(
  args: Arguments,
  terminal: Terminal,
  action: (queue: FleetQueue) => Promise<number>,
  options: { readonly patient?: boolean } = {},
): Promise<number> {
  const queue = await openQueue(queueAddress(args, terminal), options).catch((error: Error) => {
    if (error instanceof QueueError || error instanceof MissingPeer) throw new UsageError(error.message);
    throw error;
  });
  try {
    return await action(queue);
  } finally {
    await queue.close();
  }
}
