import { expect, it } from 'vitest';
import { noDatabase } from '../../../src/gather/vulndb/no-database.ts';

it('says how to get one, and leaves other questions to others', async () => {
  const module = { path: 'a.example/a', version: '' };
  expect(await noDatabase.answer({ kind: 'vulns', module })).toMatchObject({
    known: false,
    why: 'missing',
    hint: expect.stringContaining('--vulndb'),
  });
  expect(await noDatabase.answer({ kind: 'versions', module })).toBeUndefined();
});
