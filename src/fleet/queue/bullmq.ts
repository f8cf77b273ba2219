/** What we use of BullMQ and of its Redis client, which are loaded only for the queue. */
import { loadPeer } from '../peer.ts';

export interface Redis {
  status: string;
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<unknown>;
  hset(key: string, fields: Readonly<Record<string, string>>): Promise<unknown>;
  hvals(key: string): Promise<string[]>;
  del(...keys: readonly string[]): Promise<unknown>;
  connect(): Promise<void>;
  disconnect(): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface Job<T> {
  readonly id?: string;
  readonly data: T;
  readonly failedReason?: string;
}

export type JobState = 'waiting' | 'active' | 'delayed' | 'completed' | 'failed' | 'prioritized' | 'paused';

export interface JobOptions {
  readonly jobId: string;
  readonly attempts: number;
  readonly backoff: { readonly type: 'exponential'; readonly delay: number };
}

export interface Queue<T> {
  addBulk(jobs: readonly { readonly name: string; readonly data: T; readonly opts: JobOptions }[]): Promise<unknown>;
  getJobCounts(...states: readonly JobState[]): Promise<Readonly<Record<string, number>>>;
  getJobs(states: readonly JobState[], from: number, to: number): Promise<readonly (Job<T> | undefined)[]>;
  obliterate(options: { readonly force: boolean }): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

export interface Worker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(force?: boolean): Promise<void>;
}

export interface WorkerOptions {
  readonly connection: Redis;
  readonly concurrency: number;
  /** Milliseconds for which a job is the worker's own, unless it says again that it is alive. */
  readonly lockDuration: number;
  readonly stalledInterval: number;
  /** How often a job may lose its worker before it fails. */
  readonly maxStalledCount: number;
}

export interface BullMq {
  readonly Queue: new <T>(name: string, options: { readonly connection: Redis }) => Queue<T>;
  readonly Worker: new <T>(name: string, work: (job: Job<T>) => Promise<unknown>, options: WorkerOptions) => Worker;
}

export interface RedisOptions {
  readonly lazyConnect: true;
  /** null: a request waits until the server is there again. */
  readonly maxRetriesPerRequest: number | null;
  readonly password?: string;
}

/** Throws MissingPeer. */
export async function loadBullMq(): Promise<BullMq> {
  return (await loadPeer('bullmq')) as BullMq;
}

/** Throws MissingPeer. */
export async function loadRedis(): Promise<new (url: string, options: RedisOptions) => Redis> {
  const loaded = (await loadPeer('ioredis')) as { readonly Redis: new (url: string, options: RedisOptions) => Redis };
  return loaded.Redis;
}
