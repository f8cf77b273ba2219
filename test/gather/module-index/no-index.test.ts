import { expect, it } from 'vitest';
import { noIndex } from '../../../src/gather/module-index/no-index.ts';

it('says how to name one, and leaves other questions to others', async () => {
  const module = { path: 'a.example/a', version: 'v1.0.0' };
  expect(await noIndex.answer({ kind: 'seen', module })).toEqual({
    known: false,
    why: 'missing',
    detail: 'no module index was given',
    hint: 'name the index of your module mirror, or a copy of it: --index URL or FILE, or MODWARDEN_INDEX',
  });
  expect([noIndex.name, noIndex.network]).toEqual(['module index', false]);
  expect(await noIndex.answer({ kind: 'info', module })).toBeUndefined();
});
