import { expect, it } from 'vitest';
import { NOTHING_GIVEN, openGiven } from '../../../src/gather/run/open-given.ts';

const cwd = '/nowhere';
const now = () => new Date();

it('opens nothing where nothing was given', async () => {
  expect(await openGiven({ cwd, env: {}, now })).toBe(NOTHING_GIVEN);
});

it('throws for a record that cannot be read', async () => {
  const opening = openGiven({ cwd, env: {}, now, record: '/nowhere/facts.json' });
  await expect(opening).rejects.toMatchObject({ code: 'unreadable-facts' });
});

it('takes the database of the environment, unless the facts of the run are given', async () => {
  const env = { GOVULNDB: 'file:///nowhere/database' };
  const given = await openGiven({ cwd, env, now });
  expect(given.databases).toBeDefined();
  given.close();
  expect((await openGiven({ cwd, env, now, sources: [] })).databases).toBeUndefined();
});

it('takes the named databases in place of that of the environment', async () => {
  expect(await openGiven({ cwd, env: { GOVULNDB: 'file:///nowhere/database' }, now, vulndb: [] })).toBe(NOTHING_GIVEN);
});

it('takes the module index of the environment, unless another is named or the facts of the run are given', async () => {
  const env = { MODWARDEN_INDEX: '/nowhere/index.jsonl' };
  expect((await openGiven({ cwd, env, now })).index?.name).toBe('module index /nowhere/index.jsonl');
  expect((await openGiven({ cwd, env, now, index: 'own.jsonl' })).index?.name).toBe('module index own.jsonl');
  expect(await openGiven({ cwd, env, now, sources: [] })).toBe(NOTHING_GIVEN);
});
