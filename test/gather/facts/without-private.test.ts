import { expect, it } from 'vitest';
import { withoutPrivate } from '../../../src/gather/facts/without-private.ts';
import type { FactSource } from '../../../src/model/facts/facts.ts';

const asked: string[] = [];
const source = (name: string, network: boolean): FactSource => ({
  name,
  network,
  answer: async ({ module }) => void asked.push(`${name} ${module.path}`) as never,
});
const SOURCES = [source('local', false), source('remote', true)];
const answers = (sources: readonly FactSource[], path: string) =>
  Promise.all(sources.map((one) => one.answer({ kind: 'mod', module: { path, version: 'v1.0.0' } })));

it('asks no server about what is private, and those without a network about all', async () => {
  const sources = withoutPrivate(SOURCES, ['a.example', 'b.example/*']);
  expect(sources.map(({ name, network }) => [name, network])).toEqual([
    ['local', false],
    ['remote', true],
  ]);
  const refusal = (path: string) => ({
    known: false,
    why: 'private',
    detail: `${path} is private by the policy: no server is asked about it`,
  });
  asked.length = 0;
  for (const path of ['a.example/x', 'b.example/x'])
    expect(await answers(sources, path)).toEqual([undefined, refusal(path)]);
  for (const path of ['c.example', 'b.example']) expect(await answers(sources, path)).toEqual([undefined, undefined]);
  expect(asked).toEqual([
    'local a.example/x',
    'local b.example/x',
    'local c.example',
    'remote c.example',
    'local b.example',
    'remote b.example',
  ]);
});

it('leaves sources as they are where nothing is private', () => {
  expect(withoutPrivate(SOURCES, [])).toEqual(SOURCES);
  expect(withoutPrivate(SOURCES, [''])[1]).toBe(SOURCES[1]);
});
