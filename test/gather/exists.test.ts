/** Whether something is there. How it is under Node's permission model is shown by the tests that run such a Node. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exists, isDenied, isForbidden } from '../../src/gather/exists.ts';

it('tells what is there from what is not', () => {
  expect([exists(tmpdir()), exists(join(tmpdir(), 'no-such-file'))]).toEqual([true, false]);
});

it("knows the error of Node's permission model, which is not in force here", () => {
  const error = (code: string) => Object.assign(new Error('no'), { code });
  expect([isDenied(error('ERR_ACCESS_DENIED')), isDenied(error('EACCES')), isForbidden(tmpdir())]).toEqual([
    true,
    false,
    false,
  ]);
});
