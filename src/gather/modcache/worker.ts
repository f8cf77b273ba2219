/** One of several threads that check modules of a cache. A bundle of its own (build.mjs), started by check-cache.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CacheTask, checkCachedModule } from './check-module.ts';

const { cache } = workerData as { readonly cache: string };

parentPort!.on('message', async (task: CacheTask) => {
  parentPort!.postMessage(await checkCachedModule(cache, task));
});
