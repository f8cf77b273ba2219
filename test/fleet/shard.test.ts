import { expect, it } from 'vitest';
import { isInShard, parseShard } from '../../src/fleet/shard.ts';
import { parseTargets } from '../../src/fleet/target.ts';

it.each(['1/1', '2/7', '7/7'])('reads %s', (text) => {
  expect(parseShard(text)).toEqual({ index: Number(text[0]), count: Number(text[2]) });
});

it.each(['0/1', '3/2', '1/0', '1', '/', '-1/2', '1/2/3', '1/1000000', '1e1/20'])('refuses %s', (text) => {
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
