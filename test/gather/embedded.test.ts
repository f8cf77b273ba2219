import { expect, it } from 'vitest';
import { embedded, isExecutable } from '../../src/gather/embedded.ts';

// What is inside the executable is read by .ci/smoke.mjs, which runs it.
it('has nothing where this is no single executable', () => {
  expect([isExecutable(), embedded('package.json')]).toEqual([false, undefined]);
});
