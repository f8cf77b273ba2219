import { expect, it } from 'vitest';
import { isInShard, parseShard } from '../../src/fleet/shard.ts';
import { parseTargets } from '../../src/fleet/target.ts';

it.each(['1/1', '2/7', '7/7'])('reads %s', (text) => {
  expect(parseShard(text)).toEqual({ index: Number(text[0]), count: Number(text[2]) });
});

it('reads up to 100,000 shards', () => {
  expect(parseShard('100000/100000')).toEqual({ index: 100_000, count: 100_000 });
  expect(parseShard('1/100001')).toBeUndefined();
});

it('shares an ID out by its first 32 bits', () => {
  const id = `ffffffff${'0'.repeat(24)}`;
  expect(isInShard({ id }, { index: (0xffffffff % 1000) + 1, count: 1000 })).toBe(true);
});

it.each([
  '0/1',
  '0/0',
  '2/1',
  'x1/2',
  '1/2x',
  '1234567/1234567',
  '3/2',
  '1/0',
  '1',
  '/',
  '-1/2',
  '1/2/3',
  '1/1000000',
  '1e1/20',
])('refuses %s', (text) => {
  expect(parseShard(text)).toBeUndefined();
});

it.each([1, 2, 7, 64])('puts every target into exactly one of %i shards', (count) => {
  const { targets } = parseTargets(Array.from({ length: 2000 }, (_, i) => `r${i}`).join('\n'));
  const sizes = Array.from(
    { length: count },
    (_, i) => targets.filter((target) => isInShard(target, { index: i + 1, count })).length,
  );
  expect(sizes.reduce((a, b) => a + b)).toBe(2000);
  expect(Math.min(...sizes)).toBeGreaterThan(2000 / count / 3);
});
