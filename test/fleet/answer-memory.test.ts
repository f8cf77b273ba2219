import { expect, it } from 'vitest';
import { answerMemory } from '../../src/fleet/answer-memory.ts';
import { weightOf } from '../../src/gather/facts/held-answers.ts';
import type { SharedFacts } from '../../src/gather/facts/shared-source.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';

const ask = (i: number): Ask => ({ kind: 'mod', module: { path: `example.com/m${i}`, version: 'v1.0.0' } });
const answer = (text: string): Answer<unknown> => ({ known: true, value: text, source: 'proxy' });

/** Knows what was settled, and keeps what it was asked. */
function hub(): SharedFacts & { readonly asked: string[] } {
  const known = new Map<string, Answer<unknown>>();
  const asked: string[] = [];
  return {
    asked,
    want: async (key) => {
      asked.push(key);
      return known.get(key);
    },
    settle: (key, _, found) => {
      if (found !== undefined) known.set(key, found);
    },
  };
}

it('asks the others once, and counts what it knew itself', async () => {
  const others = hub();
  const memory = answerMemory(others);
  expect(await memory.want('a', ask(1))).toBeUndefined();
  memory.settle('a', ask(1), answer('one'));
  expect(await memory.want('a', ask(1))).toEqual(answer('one'));
  expect(await memory.want('a', ask(1))).toEqual(answer('one'));
  expect(others.asked).toEqual(['a']);
  expect(memory.takeCount()).toBe(2);
  expect(memory.takeCount()).toBe(0);
});

it('asks again where there was no answer', async () => {
  const others = hub();
  const memory = answerMemory(others);
  await memory.want('a', ask(1));
  memory.settle('a', ask(1), undefined);
  expect(await memory.want('a', ask(1))).toBeUndefined();
  expect(others.asked).toEqual(['a', 'a']);
});

it('forgets what was not asked for, and stays below its limit', async () => {
  const others = hub();
  for (let i = 0; i < 100; i++) others.settle(`k${i}`, ask(i), answer('x'.repeat(1000)));
  // Room for some 14 of these answers.
  const memory = answerMemory(others, 20_000);
  for (let i = 0; i < 100; i++) {
    await memory.want(`k${i}`, ask(i));
    await memory.want('k0', ask(0));
  }
  const missed = (key: string) => others.asked.filter((one) => one === key).length;
  // What is asked for all the time is remembered.
  expect(missed('k0')).toBe(1);
  await memory.want('k50', ask(50));
  expect(missed('k50')).toBe(2);
  await memory.want('k99', ask(99));
  expect(missed('k99')).toBe(1);
});

it('remembers what others had the answer to, and passes on what was settled', async () => {
  const others = hub();
  others.settle('a', ask(1), answer('one'));
  const memory = answerMemory(others);
  expect(await memory.want('a', ask(1))).toEqual(answer('one'));
  expect(memory.takeCount()).toBe(0);
  expect(await memory.want('a', ask(1))).toEqual(answer('one'));
  expect([others.asked, memory.takeCount()]).toEqual([['a'], 1]);
  memory.settle('b', ask(2), answer('two'));
  expect(await others.want('b', ask(2))).toEqual(answer('two'));
});

it('forgets after half of its limit what was not asked for within the next half', async () => {
  const others = hub();
  const size = 300 + 1 + weightOf(ask(0), 'x'.repeat(100));
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) others.settle(key, ask(0), answer('x'.repeat(100)));
  // Two answers fit into a half, a third one ends it.
  const memory = answerMemory(others, 2 * 2 * size);
  for (const key of ['a', 'b', 'c']) await memory.want(key, ask(0));
  for (const key of ['a', 'b', 'c']) await memory.want(key, ask(0));
  expect(others.asked).toEqual(['a', 'b', 'c']);
  for (const key of ['d', 'e', 'f']) await memory.want(key, ask(0));
  others.asked.length = 0;
  await memory.want('d', ask(0));
  expect(others.asked).toEqual([]);
});

it('counts an answer that is none by its key alone', async () => {
  const others = hub();
  const missing: Answer<unknown> = { known: false, why: 'missing', detail: 'x'.repeat(1000) };
  const memory = answerMemory(others, 2 * 2 * 301);
  for (const key of ['a', 'b']) memory.settle(key, ask(0), missing);
  for (const key of ['a', 'b']) expect(await memory.want(key, ask(0))).toBe(missing);
  expect(others.asked).toEqual([]);
});
