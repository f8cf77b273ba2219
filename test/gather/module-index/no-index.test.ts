import { expect, it } from 'vitest';
import { noIndex } from '../../../src/gather/module-index/no-index.ts';

it('says how to name one, and leaves other questions to others', async () => {
  const module = { path: 'a.example/a', version: 'v1.0.0' };
  expect(await noIndex.answer({ kind: 'seen', module })).toMatchObject({
    known: false,
    why: 'missing',
    hint: expect.stringContaining('--index'),
  });
  expect(await noIndex.answer({ kind: 'info', module })).toBeUndefined();
});
