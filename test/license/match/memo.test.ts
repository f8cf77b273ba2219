import { expect, it } from 'vitest';
import { newMemo, recall, remember, wordsKey } from '../../../src/license/match/memo.ts';
import { newTokens, push } from '../../../src/license/tokens/tokens.ts';

function key(words: readonly (readonly [id: number, breaks: number])[], tail = 5): string {
  const tokens = newTokens(1);
  for (const [id, breaks] of words) push(tokens, id, 0, breaks);
  tokens.tail = tail;
  return wordsKey(tokens);
}

it('tells words apart by what they are, what stands between them, and how they end', () => {
  const some = [
    key([]),
    key([], 7),
    key([[1, 0]]),
    key([[256, 0]]),
    key([[1, 1]]),
    key([
      [1, 0],
      [0, 0],
    ]),
    key([[1, 0]], 13),
  ];
  expect(new Set(some).size).toBe(some.length);
  expect(key([[1, 2]])).toBe(key([[1, 2]]));
});

it('keeps what was said apart by how it was read', () => {
  const memo = newMemo<string>();
  remember(memo, 'a', false, 'plain');
  expect(recall(memo, 'a', true)).toBeUndefined();
  remember(memo, 'a', true, 'flagged');
  expect([recall(memo, 'a', false), recall(memo, 'a', true)]).toEqual(['plain', 'flagged']);
});

it('starts anew when it holds too much, and keeps nothing that is huge', () => {
  const memo = newMemo<number>();
  remember(memo, 'a'.repeat(2_000_000), false, 0);
  expect(memo.size).toBe(0);
  for (let i = 10; i < 23; i++) remember(memo, `${i}${'a'.repeat(1_300_000)}`, false, i);
  expect([...memo.plain.values()]).toEqual([22]);
});
