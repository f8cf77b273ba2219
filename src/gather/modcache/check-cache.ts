/** Checks many modules of a module cache, on several threads. */
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { cachedZip } from './cached-zip.ts';
import { type CacheResult, type CacheTask, checkCachedModule } from './check-module.ts';

/** A thread takes some 40 ms to start. */
const MAX_THREADS = 4;
/** Modules. */
const WORTH_A_THREAD = 8;

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
  const threads = Math.min(MAX_THREADS, availableParallelism(), Math.ceil(tasks.length / WORTH_A_THREAD));
  const results: CacheResult[] = new Array(tasks.length);
  const order = largestFirst(cache, tasks);
  let next = 0;
  let settled = 0;
  const drain = async (check: Check) => {
    while (next < tasks.length) {
      const index = order[next++]!;
      results[index] = await check(tasks[index]!);
      progress(++settled, tasks.length);
    }
  };
  if (threads < 2 || !existsSync(WORKER)) await drain((task) => checkCachedModule(cache, task));
  else await Promise.all(Array.from({ length: threads }, () => inThread(cache, drain)));
  return results;
}

/** The indexes of the tasks. A large zip at the end would keep one thread busy while the others wait. */
function largestFirst(cache: string, tasks: readonly CacheTask[]): number[] {
  const sizes = tasks.map((task) => zipSize(cachedZip(cache, task)));
  return [...tasks.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
}

function zipSize(file: string | undefined): number {
  try {
    return (file === undefined ? undefined : statSync(file, { throwIfNoEntry: false }))?.size ?? 0;
  } catch {
    return 0;
  }
}

type Check = (task: CacheTask) => Promise<CacheResult>;

async function inThread(cache: string, drain: (check: Check) => Promise<void>): Promise<void> {
  const worker = new Worker(WORKER, { workerData: { cache }, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP } });
  try {
    await drain(async (task) => {
      const answer = once(worker, 'message');
      worker.postMessage(task);
      const [result] = (await answer) as [CacheResult];
      return result;
    });
  } finally {
    await worker.terminate();
  }
}
