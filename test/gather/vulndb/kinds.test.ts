import { expect, it } from 'vitest';
import { databaseKinds } from '../../../src/gather/vulndb/kinds.ts';

const database = (entries: number, malicious: number) => ({ name: 'db', modules: 1, entries, malicious, sha256: '' });

it('says what databases hold together', () => {
  expect([...databaseKinds([database(3, 0)])]).toEqual(['vulnerabilities']);
  expect([...databaseKinds([database(3, 3)])]).toEqual(['malicious']);
  expect([...databaseKinds([database(3, 0), database(3, 3)])].sort()).toEqual(['malicious', 'vulnerabilities']);
  expect([...databaseKinds([])]).toEqual([]);
});
