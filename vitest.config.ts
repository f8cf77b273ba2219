import { defineConfig } from 'vitest/config';

const results = process.env.MODWARDEN_TEST_RESULTS;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/live/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    ...(results && { reporters: ['default', 'json'], outputFile: { json: results } }),
  },
});
