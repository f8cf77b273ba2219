import { expect, it } from 'vitest';
import { type Asked, askedOnce } from '../../../src/gather/facts/asked-once.ts';
import type { Answer, Ask, FactSource } from '../../../src/model/facts/facts.ts';

const about = (path: string, since?: string) =>
  ({ kind: 'mod', module: { path, version: 'v1.0.0' }, ...(since && { since }) }) as Ask;

function source(value: string) {
  const asked: string[] = [];
  const answering: FactSource & { route: () => string } = {
    name: 'source',
    network: true,
    route: () => 'a host',
    answer: async ({ module: { path } }) => {
      asked.push(path);
      return path === 'unknown' ? undefined : ({ known: true, value, source: 'source' } as Answer<never>);
    },
  };
  return { asked, answering };
}

it('asks each question once, also where nothing is answered, and is otherwise the source itself', async () => {
  const { asked, answering } = source('module a\n');
  const once = askedOnce(answering);
  const first = await once.answer(about('a'));
  expect(first).toEqual({ known: true, value: 'module a\n', source: 'source' });
  expect(await once.answer(about('a'))).toBe(first);
  expect([await once.answer(about('unknown')), await once.answer(about('unknown'))]).toEqual([undefined, undefined]);
  expect(asked).toEqual(['a', 'unknown']);
  expect([once.name, once.network, once.route()]).toEqual(['source', true, 'a host']);
});

it('takes a question that reaches further back for another one', async () => {
  const { asked, answering } = source('');
  const once = askedOnce(answering);
  for (const since of [undefined, '2026-01-01', '2025-01-01', '2026-01-01']) await once.answer(about('a', since));
  expect(asked).toEqual(['a', 'a', 'a']);
});

it('answers for another source where both depend on the same', async () => {
  const [one, other] = [source('one'), source('other')];
  const asked: Asked = new Map();
  const hashOf =
    (hash: string) =>
    ({ module }: Ask) =>
      module.path === 'b' ? hash : '';
  const [first, second] = [
    askedOnce(one.answering, asked, hashOf('h1:one')),
    askedOnce(other.answering, asked, hashOf('h1:other')),
  ];
  for (const path of ['a', 'b']) await first.answer(about(path));
  expect(await second.answer(about('a'))).toMatchObject({ value: 'one' });
  expect(await second.answer(about('b'))).toMatchObject({ value: 'other' });
  expect([one.asked, other.asked]).toEqual([['a', 'b'], ['b']]);
});
