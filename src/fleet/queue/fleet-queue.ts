/**
 * Targets in a BullMQ queue. The server has the list of targets and who works on what; results are files (run-folder.ts). A job's ID says
 * the target, the policy and the day, so that a target that is queued twice is checked once.
 */
import { createHash } from 'node:crypto';
import { fromJson, isPlainObject } from '../json-line.ts';
import type { RunInfo } from '../run-folder.ts';
import { parseTargets, type Target, targetJson } from '../target.ts';
import { type BullMq, loadBullMq, loadRedis, type Queue, type Redis } from './bullmq.ts';

export interface QueueAddress {
  /** `redis://` or, with TLS, `rediss://`. */
  readonly url: string;
  /** Instead of one in the URL. */
  readonly password?: string | undefined;
  /** Several runs can share a server. */
  readonly run: string;
}

export interface QueuedTarget {
  readonly target: Target;
}

/** How often a target is tried: after an error, or after it lost its worker. */
export const TRIES = 3;

/** Milliseconds before the second try; doubled for each that follows. */
const BACK_OFF = 1000;

/** Jobs that are sent together. */
const BATCH = 1000;

export interface QueueStatus {
  readonly waiting: number;
  readonly active: number;
  readonly done: number;
  /** Set aside after all tries. */
  readonly failed: number;
}

export interface FleetQueue {
  /** What the queued run was started with; undefined where nothing is queued. */
  info(): Promise<RunInfo | undefined>;
  /** Sorted by ID. */
  targets(): Promise<readonly Target[]>;
  add(info: RunInfo, targets: readonly Target[]): Promise<void>;
  status(): Promise<QueueStatus>;
  /** Targets that were set aside, with the reason. */
  failed(): Promise<ReadonlyMap<string, string>>;
  /** Checks targets until `close`; `lease`: milliseconds after which a target whose worker is silent is given to another. */
  work(options: {
    readonly concurrency: number;
    readonly lease: number;
    readonly check: (target: Target) => Promise<void>;
    readonly onError: (error: Error) => void;
  }): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

export class QueueError extends Error {
  override readonly name = 'QueueError';
}

/** `patient`: waits for a server that is gone for a while, as a worker does. Throws QueueError, MissingPeer. */
export async function openQueue(address: QueueAddress, { patient = false } = {}): Promise<FleetQueue> {
  const [bullmq, connection] = [await loadBullMq(), await connect(address, patient)];
  const name = `modwarden-${address.run}`;
  const queue: Queue<QueuedTarget> = new bullmq.Queue<QueuedTarget>(name, { connection });
  queue.on('error', () => {});
  return fleetQueue(bullmq, queue, connection, name);
}

async function connect({ url, password }: QueueAddress, patient: boolean): Promise<Redis> {
  const Client = await loadRedis();
  const client = new Client(url, {
    lazyConnect: true,
    maxRetriesPerRequest: patient ? null : 3,
    ...(password !== undefined && { password }),
  });
  let cause: Error | undefined;
  client.on('error', (error) => {
    cause = error;
  });
  try {
    await client.connect();
  } catch (error) {
    client.disconnect();
    // What `connect` rejects with often says only that the connection is closed.
    const code = codeOf(cause ?? (error as Error));
    const hint = CERTIFICATE.test(code)
      ? ': its certificate is not trusted; NODE_EXTRA_CA_CERTS can name your own authority'
      : '';
    throw new QueueError(`the queue's server cannot be reached (${code})${hint}`);
  }
  return client;
}

/** Of OpenSSL's verification. */
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY/;

/** Node's code, or the word that a reply of Redis begins with. The rest of a message may hold the address. */
function codeOf(error: Error): string {
  const { code, name, message } = error as NodeJS.ErrnoException;
  return code ?? /^[A-Z]{4,20}(?= )/.exec(message)?.[0] ?? name;
}

function fleetQueue(bullmq: BullMq, queue: Queue<QueuedTarget>, connection: Redis, name: string): FleetQueue {
  const infoKey = `${name}:info`;
  const targetsKey = `${name}:targets`;
  return {
    info: async () => infoOf(await connection.get(infoKey)),
    targets: async () => parseTargets((await connection.hvals(targetsKey)).join('\n')).targets,
    add: async (info, targets) => {
      await connection.set(infoKey, JSON.stringify(info));
      for (let from = 0; from < targets.length; from += BATCH) {
        const batch = targets.slice(from, from + BATCH);
        const fields = batch.map((target) => [target.id, JSON.stringify(targetJson(target))] as const);
        await connection.hset(targetsKey, Object.fromEntries(fields));
        await queue.addBulk(
          batch.map((target) => ({
            name: 'check',
            data: { target },
            opts: { jobId: jobId(target, info), attempts: TRIES, backoff: { type: 'exponential', delay: BACK_OFF } },
          })),
        );
      }
    },
    status: async () => {
      const counts = await queue.getJobCounts(
        'waiting',
        'prioritized',
        'paused',
        'delayed',
        'active',
        'completed',
        'failed',
      );
      const of = (state: string) => counts[state] ?? 0;
      return {
        waiting: of('waiting') + of('prioritized') + of('paused') + of('delayed'),
        active: of('active'),
        done: of('completed'),
        failed: of('failed'),
      };
    },
    failed: async () => {
      const jobs = await queue.getJobs(['failed'], 0, -1);
      return new Map(
        jobs.flatMap((job) => (job === undefined ? [] : [[job.data.target.id, job.failedReason ?? 'unknown']])),
      );
    },
    work: async ({ concurrency, lease, check, onError }) => {
      const worker = new bullmq.Worker<QueuedTarget>(name, async ({ data }) => void (await check(data.target)), {
        connection,
        concurrency,
        lockDuration: lease,
        stalledInterval: lease,
        maxStalledCount: TRIES - 1,
      });
      worker.on('error', onError);
      return { close: () => worker.close() };
    },
    close: async () => {
      await queue.close();
      connection.disconnect();
    },
  };
}

/** BullMQ's IDs have no colon, and are not numbers. */
function jobId({ id }: Target, { policy, today, tool }: RunInfo): string {
  return `t${createHash('sha256').update([id, policy, today, tool].join('\n')).digest('hex').slice(0, 40)}`;
}

function infoOf(text: string | null): RunInfo | undefined {
  const json = fromJson(text ?? '');
  if (!isPlainObject(json) || json.version !== 1) return undefined;
  const { tool, today, policy } = json;
  if (typeof tool !== 'string' || typeof today !== 'string' || typeof policy !== 'string') return undefined;
  return { version: 1, tool, today, policy };
}
