/** Checks many modules of a module cache, on several threads. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type CacheResult, type CacheTask, checkCachedModule } from './check-module.ts';

/** Modules that a thread is handed at a time: few, so that all threads end at about the same time. */
const BATCH = 2;

/** A thread takes some 40 ms to start. */
const MAX_THREADS = 4;

/** Megabytes. A zip of 200,000 files takes about 100. */
const MAX_HEAP = 512;

/** Beside the command's other files; the sources, run as they are, have none. */
const WORKER = join(import.meta.dirname, 'cache-worker.cjs');

/** In the order of the tasks. `cache`: GOMODCACHE. */
export async function checkCache(
  cache: string,
  tasks: readonly CacheTask[],
  progress: (settled: number, asked: number) => void = () => {},
): Promise<CacheResult[]> {
  const threads = Math.min(MAX_THREADS, availableParallelism(), Math.ceil(tasks.length / BATCH));
  const results: CacheResult[] = new Array(tasks.length);
  let next = 0;
  let settled = 0;
  const drain = async (check: (tasks: readonly CacheTask[]) => Promise<readonly CacheResult[]>) => {
    while (next < tasks.length) {
      const from = next;
      next += BATCH;
      const batch = await check(tasks.slice(from, from + BATCH));
      for (const [i, result] of batch.entries()) results[from + i] = result;
      settled += batch.length;
      progress(settled, tasks.length);
    }
  };
  if (threads < 2 || !existsSync(WORKER)) await drain((batch) => here(cache, batch));
  else await Promise.all(Array.from({ length: threads }, () => inThread(cache, drain)));
  return results;
}

async function here(cache: string, tasks: readonly CacheTask[]): Promise<CacheResult[]> {
  const results: CacheResult[] = [];
  for (const task of tasks) results.push(await checkCachedModule(cache, task));
  return results;
}

type Check = (tasks: readonly CacheTask[]) => Promise<readonly CacheResult[]>;

async function inThread(cache: string, drain: (check: Check) => Promise<void>): Promise<void> {
  const worker = new Worker(WORKER, { workerData: { cache }, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP } });
  try {
    await drain(async (tasks) => {
      const answer = once(worker, 'message');
      worker.postMessage(tasks);
      const [results] = (await answer) as [readonly CacheResult[]];
      return results;
    });
  } finally {
    await worker.terminate();
  }
}
