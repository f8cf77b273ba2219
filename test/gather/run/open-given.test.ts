import { expect, it } from 'vitest';
import { NOTHING_GIVEN, openGiven } from '../../../src/gather/run/open-given.ts';

const cwd = '/nowhere';

it('opens nothing where nothing was given', async () => {
  expect(await openGiven({ cwd, env: {} })).toBe(NOTHING_GIVEN);
});

it('throws for a record that cannot be read', async () => {
  const opening = openGiven({ cwd, env: {}, record: '/nowhere/facts.json' });
  await expect(opening).rejects.toMatchObject({ code: 'unreadable-facts' });
});

it('takes the database of the environment, unless the facts of the run are given', async () => {
  const env = { GOVULNDB: 'file:///nowhere/database' };
  const given = await openGiven({ cwd, env });
  expect(given.databases).toBeDefined();
  given.close();
  expect((await openGiven({ cwd, env, sources: [] })).databases).toBeUndefined();
});

it('takes the named databases in place of that of the environment', async () => {
  expect(await openGiven({ cwd, env: { GOVULNDB: 'file:///nowhere/database' }, vulndb: [] })).toBe(NOTHING_GIVEN);
});
