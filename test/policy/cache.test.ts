import { describe, expect, it } from 'vitest';
import { type KeptPolicy, packPolicy, stillHolds, unpackPolicy } from '../../src/policy/cache.ts';
import { load } from './helpers.ts';

const { policy } = await load('extends: [strict]\n');
const kept: KeptPolicy = {
  policy,
  files: [
    { path: 'a.yaml', text: 'a' },
    { path: 'b.yaml', text: 'b' },
  ],
};
const packed = packPolicy(kept, 'build-1');

describe('a kept policy', () => {
  it('comes back as it was, for the same build', () => {
    const back = unpackPolicy(packed, 'build-1')!;
    expect(back.files).toEqual(kept.files);
    expect(back.policy).toEqual(JSON.parse(JSON.stringify(policy)));
    expect(unpackPolicy(packed, 'build-2')).toBeUndefined();
  });

  const changed = (change: object) => JSON.stringify({ ...JSON.parse(packed), ...change });
  it.each<[what: string, text: string]>([
    ['no JSON', packed.slice(1)],
    ['cut off', packed.slice(0, -1)],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"x"'],
    ['another format', changed({ format: 2 })],
    ['no policy', changed({ policy: null })],
    ['a list for a policy', changed({ policy: [] })],
    ['no files', changed({ files: {} })],
    ['a file without text', changed({ files: [['a.yaml']] })],
    ['a file with more', changed({ files: [['a.yaml', 'a', 'b']] })],
    ['a file whose text is none', changed({ files: [['a.yaml', 1]] })],
    ['a file whose path is none', changed({ files: [[1, 'a']] })],
    ['one bad file among good ones', changed({ files: [['a.yaml', 'a'], null] })],
  ])('is not taken from %s', (_, text) => {
    expect(unpackPolicy(text, 'build-1')).toBeUndefined();
  });

  it('holds as long as every file has its text', async () => {
    const holds = (files: Record<string, string>) => stillHolds(kept, async (path) => files[path]);
    expect(await holds({ 'a.yaml': 'a', 'b.yaml': 'b', c: 'c' })).toBe(true);
    expect(await holds({ 'a.yaml': 'a', 'b.yaml': 'B' })).toBe(false);
    expect(await holds({ 'a.yaml': 'x', 'b.yaml': 'b' })).toBe(false);
    expect(await holds({ 'a.yaml': 'a' })).toBe(false);
    expect(await stillHolds({ ...kept, files: [] }, async () => undefined)).toBe(true);
  });
});
