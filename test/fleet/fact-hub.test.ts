import { expect, it } from 'vitest';
import { type AnswerStore, factHub } from '../../src/fleet/fact-hub.ts';
import type { Answer, Ask } from '../../src/model/facts/facts.ts';

const ask: Ask = { kind: 'mod', module: { path: 'example.com/a', version: 'v1.0.0' } };
const found: Answer<unknown> = { known: true, value: 'module example.com/a\n', source: 'proxy' };
const failed: Answer<unknown> = { known: false, why: 'failed', detail: 'status 500' };

function memory(): AnswerStore & { readonly kept: Map<string, Answer<unknown>> } {
  const kept = new Map<string, Answer<unknown>>();
  return { kept, read: (key) => kept.get(key), write: (key, _, answer) => void kept.set(key, answer) };
}

it('lets one ask, and hands its answer to all who wait and to all who come later', async () => {
  const hub = factHub(memory());
  expect(await hub.want('a', ask)).toBeUndefined();
  const waiting = [hub.want('a', ask), hub.want('a', ask)];
  hub.settle('a', ask, found);
  expect(await Promise.all(waiting)).toEqual([found, found]);
  expect(await hub.want('a', ask)).toBe(found);
  expect(hub.counts()).toEqual({ asked: 1, different: 1, shared: 3 });
});

it('lets the next ask where a worker ended, or had no answer', async () => {
  const hub = factHub(memory());
  await hub.want('a', ask);
  const [second, third] = [hub.want('a', ask), hub.want('a', ask)];
  hub.abandon(['a', 'b']);
  expect(await second).toBeUndefined();
  hub.settle('a', ask, undefined);
  expect(await third).toBeUndefined();
  hub.settle('a', ask, found);
  expect(hub.counts()).toEqual({ asked: 3, different: 1, shared: 0 });
});

it('remembers failures for this run alone', async () => {
  const store = memory();
  const hub = factHub(store);
  await hub.want('a', ask);
  hub.settle('a', ask, failed);
  expect(await hub.want('a', ask)).toBe(failed);
  expect(store.kept.size).toBe(0);
  await hub.want('b', ask);
  hub.settle('b', ask, { known: false, why: 'missing', detail: 'gone' });
  expect(store.kept.size).toBe(1);
});

it('takes what a run before it had stored', async () => {
  const store = memory();
  store.kept.set('a', found);
  const hub = factHub(store);
  expect(await hub.want('a', ask)).toBe(found);
  expect(hub.counts()).toEqual({ asked: 0, different: 0, shared: 1 });
});

it('gives those who wait one after another the question, and counts what was repeated', async () => {
  const hub = factHub(memory());
  await hub.want('a', ask);
  const [second, third] = [hub.want('a', ask), hub.want('a', ask)];
  hub.abandon(['a']);
  expect(await second).toBeUndefined();
  hub.settle('a', ask, found);
  expect(await third).toBe(found);
  expect(hub.counts()).toEqual({ asked: 2, different: 1, shared: 1 });
});

it('takes no answer to what nobody asks, and forgets a question that nobody waits for', async () => {
  const store = memory();
  const hub = factHub(store);
  hub.settle('a', ask, found);
  hub.abandon(['a']);
  expect([store.kept.size, hub.counts()]).toEqual([0, { asked: 0, different: 0, shared: 0 }]);
  await hub.want('a', ask);
  hub.settle('a', ask, undefined);
  expect(await hub.want('a', ask)).toBeUndefined();
  expect(hub.counts()).toEqual({ asked: 2, different: 2, shared: 0 });
});

it('keeps what is known and what is certain to be missing, by its key', async () => {
  const store = memory();
  const hub = factHub(store);
  const missing: Answer<unknown> = { known: false, why: 'missing', detail: 'gone' };
  for (const [key, answer] of [
    ['a', found],
    ['b', failed],
    ['c', missing],
  ] as const) {
    await hub.want(key, ask);
    hub.settle(key, ask, answer);
  }
  expect([...store.kept]).toEqual([
    ['a', found],
    ['c', missing],
  ]);
});

it('counts what workers remembered', () => {
  const hub = factHub(memory());
  hub.remembered(2);
  hub.remembered(3);
  expect(hub.counts()).toEqual({ asked: 0, different: 0, shared: 5 });
});
