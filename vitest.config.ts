import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const results = process.env.MODWARDEN_TEST_RESULTS;

/** They run dist/bin.cjs, and the packed package, as processes. */
const BUILT = ['test/cli/**/*.test.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/support/seed.ts'],
    // Many tests wait for processes that they start: also on two processors two files at a time are worth it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 300_000,
    ...(results && { reporters: ['default', 'json'], outputFile: { json: results } }),
    projects: [
      { extends: true, test: { name: 'sources', include: ['test/**/*.test.ts'], exclude: ['test/live/**', ...BUILT] } },
      { extends: true, test: { name: 'command', include: BUILT, globalSetup: 'test/support/build.ts' } },
    ],
  },
});
