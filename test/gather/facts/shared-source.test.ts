import { expect, it } from 'vitest';
import { type SharedFacts, sharedSource } from '../../../src/gather/facts/shared-source.ts';
import type { RoutedSource } from '../../../src/gather/facts/sources.ts';
import type { Answer, Ask } from '../../../src/model/facts/facts.ts';

const found: Answer<never> = { known: true, value: 'module m\n' as never, source: 'proxy' };
const about = (path: string, kind: 'mod' | 'proof' = 'mod') => ({ kind, module: { path, version: 'v1.0.0' } }) as Ask;

function proxy(host: string) {
  const asked: string[] = [];
  const source: RoutedSource = {
    name: 'proxy',
    network: true,
    answer: async ({ module: { path } }) => {
      asked.push(path);
      if (path === 'broken') throw new Error('broken');
      return path.startsWith('corp') ? { known: false, why: 'private', detail: '' } : found;
    },
    route: ({ kind, module }) => {
      if (kind !== 'mod') return undefined;
      return module.path.startsWith('corp') ? { known: false, why: 'private', detail: '' } : { hosts: [host] };
    },
  };
  return { asked, source };
}

function meeting() {
  const known = new Map<string, Answer<unknown> | undefined>();
  const shared: SharedFacts = {
    want: async (key) => known.get(key),
    settle: (key, _, answer) => void known.set(key, answer),
  };
  return { known, shared };
}

it('asks once for all who would ask the same server, and says so where it fails', async () => {
  const { known, shared } = meeting();
  const [one, two, other] = [proxy('a.test'), proxy('a.test'), proxy('b.test')];
  for (const { source } of [one, two, other])
    expect(await sharedSource(source, shared).answer(about('m'))).toEqual(found);
  expect([one.asked, two.asked, other.asked]).toEqual([['m'], [], ['m']]);
  await expect(sharedSource(one.source, shared).answer(about('broken'))).rejects.toThrow('broken');
  expect([...known.keys()].some((key) => key.endsWith('mod broken@v1.0.0'))).toBe(true);
});

it('leaves to each run what it may not ask, and what its source does not answer', async () => {
  const { known, shared } = meeting();
  const { asked, source } = proxy('a.test');
  const wrapped = sharedSource(source, shared);
  await wrapped.answer(about('corp.example/secret'));
  await wrapped.answer(about('m', 'proof'));
  expect([asked, known.size]).toEqual([['corp.example/secret', 'm'], 0]);
});
