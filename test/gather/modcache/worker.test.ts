import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { checkCachedModule } from '../../../src/gather/modcache/check-module.ts';

const bundle = resolve('dist/cache-worker.cjs');
const TASK = { path: 'example.com/a', version: 'v1.0.0', zip: ['h1:x'], mod: [] };

it.skipIf(!existsSync(bundle))('answers for each task as it would be answered here (needs npm run build)', async () => {
  const cache = resolve('test');
  const thread = new Worker(bundle, { workerData: { cache } });
  try {
    const here = await checkCachedModule(cache, TASK);
    for (let round = 0; round < 2; round++) {
      const answer = new Promise((done) => thread.once('message', done));
      thread.postMessage(TASK);
      expect(await answer).toEqual(here);
    }
  } finally {
    await thread.terminate();
  }
});
