import { describe, expect, test } from 'vitest';
import type { HeldLimits } from '../../../src/gather/facts/held-answers.ts';
import { chain, type RememberingSource, type RoutedSource } from '../../../src/gather/facts/sources.ts';
import { type Answer, type Ask, askKey, type FactSource } from '../../../src/model/facts/facts.ts';

const ask = (path: string, kind: Ask['kind'] = 'mod'): Ask => ({ kind, module: { path, version: 'v1.0.0' } });

/** Knows the paths given; counts what it is asked. */
function source(name: string, paths: Readonly<Record<string, Answer<unknown>['known']>>, network = false) {
  const asked: string[] = [];
  const self: FactSource & { asked: string[] } = {
    name,
    network,
    asked,
    answer: async (question) => {
      asked.push(askKey(question as Ask));
      const known = paths[question.module.path];
      if (known === undefined) return undefined;
      return (
        known ? { known, value: `from ${name}`, source: name } : { known, why: 'failed', detail: `${name} is down` }
      ) as never;
    },
  };
  return self;
}
const from = (name: string) => ({ known: true, value: `from ${name}`, source: name });
const offline = { known: false, why: 'offline', detail: 'not available locally, and the network is not used' };

describe('what answers come to', () => {
  const text = 'x'.repeat(60);
  const values: Readonly<Record<Ask['kind'], unknown>> = {
    mod: text,
    versions: ['v1.0.0', 'v1.1.0-rc.1'],
    license: { files: [{ path: 'LICENSE', text }] },
    info: { version: 'v1.0.0' },
    latest: { version: 'v1.0.0' },
    files: { files: [{ path: 'a', sha256: text }] },
    packages: { sha256: text, packages: [{ folder: 'a', files: [{ when: '', imports: [text] }] }] },
    content: { hash: text, of: 'zip' },
    cached: { zip: text },
    origin: { url: text },
    tag: { hash: text },
    vulndb: { databases: [] },
    vulns: { entries: [] },
    reports: { reports: [] },
    seen: { since: '2026-05-25T00:00:00Z', until: '2026-06-01T00:00:00Z' },
    proof: { database: 'sumdb.example', lines: [text] },
  };
  const endless = (asked: string[]): FactSource => ({
    name: 'proxy',
    network: true,
    answer: async (question) => {
      asked.push(question.module.path);
      return { known: true, value: values[question.kind], source: 'proxy' } as never;
    },
  });
  test.each<[kind: Ask['kind'], limits: HeldLimits, kept: number, what: string]>([
    ['mod', { all: 250, versions: 9 }, 2, 'the answers of this run reached the limit of 250 bytes in memory'],
    [
      'versions',
      { all: 999, versions: 200 },
      2,
      'the version lists of this run reached the limit of 200 bytes in memory',
    ],
    ['versions', { all: 200, versions: 999 }, 2, 'the answers of this run reached the limit of 200 bytes in memory'],
    ['license', { all: 300, versions: 9 }, 2, 'the answers of this run reached the limit of 300 bytes in memory'],
    ['info', { all: 330, versions: 9 }, 2, 'the answers of this run reached the limit of 330 bytes in memory'],
  ])('is limited: %s within %j', async (kind, held, kept, detail) => {
    const asked: string[] = [];
    const facts = chain([endless(asked)], { held });
    const known = [];
    for (const path of ['a', 'b', 'c', 'd', 'e']) known.push(await facts.answer(ask(path, kind)));
    expect(known.map((answer) => answer.known)).toEqual(known.map((_, i) => i < kept));
    expect(known.at(-1)).toEqual({ known: false, why: 'failed', detail });
    // The one that is too much was asked, those after it are not.
    expect(asked.length).toBe(kept + 1);
  });

  test('leaves other kinds their room where version lists have used theirs', async () => {
    const facts = chain([endless([])], { held: { all: 9999, versions: 50 } });
    const kinds: Ask['kind'][] = ['versions', 'versions', 'mod', 'info'];
    const known = await Promise.all(kinds.map((kind, i) => facts.answer(ask(`${i}`, kind))));
    expect(known.map((answer) => answer.known)).toEqual([false, false, true, true]);
  });
});

describe('a chain', () => {
  test('takes the first answer, also a negative one', async () => {
    const record = source('record', { a: true });
    const cache = source('cache', { a: true, b: true, c: false });
    const proxy = source('proxy', { c: true, d: true }, true);
    const facts = chain([record, cache, proxy]);
    expect(await facts.answerAll(['a', 'b', 'c', 'd', 'e'].map((path) => ask(path)))).toEqual([
      from('record'),
      from('cache'),
      { known: false, why: 'failed', detail: 'cache is down' },
      from('proxy'),
      { known: false, why: 'missing', detail: 'not found in record, cache, proxy' },
    ]);
    expect(proxy.asked).toEqual(['mod d@v1.0.0', 'mod e@v1.0.0']);
  });

  test('asks equal questions once, at the same time and later', async () => {
    const proxy = source('proxy', { a: true }, true);
    const facts = chain([proxy]);
    expect(await facts.answerAll([ask('a'), ask('a'), ask('a', 'info')])).toEqual([
      from('proxy'),
      from('proxy'),
      from('proxy'),
    ]);
    expect(await facts.answer(ask('a'))).toEqual(from('proxy'));
    expect(proxy.asked).toEqual(['mod a@v1.0.0', 'info a@v1.0.0']);
  });

  test('offline asks no network', async () => {
    const proxy = source('proxy', { a: true, b: true }, true);
    const facts = chain([source('cache', { a: true }), proxy], { offline: true });
    expect(await facts.answerAll([ask('a'), ask('b')])).toEqual([from('cache'), offline]);
    expect(proxy.asked).toEqual([]);
    expect(facts.network).toBe(false);
  });

  test('without any network, a replay say, nobody was asked', async () => {
    expect(await chain([source('record', {})]).answer(ask('a'))).toEqual(offline);
  });

  test('hands what the network answered to those who remember', async () => {
    const kept: string[] = [];
    const cache: RememberingSource = {
      ...source('cache', { b: true }),
      remember: (question) => kept.push(askKey(question)),
    };
    const facts = chain([cache, source('proxy', { a: true, c: false }, true), { ...cache, name: 'later' }]);
    await facts.answerAll(['a', 'b', 'c', 'd'].map((path) => ask(path)));
    // That there is no answer is handed on too: whoever remembers decides.
    expect(kept).toEqual(['mod a@v1.0.0', 'mod c@v1.0.0']);
  });

  test('hands on what was answered, to those before the network alone', async () => {
    const kept: string[] = [];
    const keeper = (name: string, network = false): RememberingSource => ({
      ...source(name, {}, network),
      remember: (question, answer) => kept.push(`${name} ${askKey(question)} ${answer.known && answer.source}`),
    });
    const proxy = { ...keeper('proxy', true), answer: source('proxy', { a: true }, true).answer };
    const local = source('local', { b: true });
    await chain([keeper('first'), local, keeper('second'), proxy, keeper('after')]).answerAll([ask('a'), ask('b')]);
    expect(kept).toEqual(['first mod a@v1.0.0 proxy', 'second mod a@v1.0.0 proxy']);
  });

  test('tells how far it is', async () => {
    const steps: number[][] = [];
    await chain([source('x', {})], { progress: (...step) => steps.push(step) }).answerAll([
      ask('a'),
      ask('b'),
      ask('a'),
    ]);
    expect(steps).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

describe('a plan', () => {
  const proxy = source('proxy', { b: true, c: true, d: true }, true);
  const routed: RoutedSource = {
    ...proxy,
    route: ({ module: { path } }) =>
      path === 'd'
        ? { known: false, why: 'private', detail: 'matches GOPRIVATE' }
        : { hosts: [`${path}.example`, 'second.example'] },
  };
  const local = source('cache', { a: true, z: false });
  const asks = ['a', 'b', 'b', 'c', 'd', 'z'].map((path) => ask(path));

  test('names who would be asked and asks no network', async () => {
    expect(await chain([local, routed]).plan(asks)).toEqual({
      known: new Map([['cache', 1]]),
      network: new Map([
        ['b.example', [ask('b')]],
        ['c.example', [ask('c')]],
      ]),
      unknown: [
        { ask: ask('d'), answer: { known: false, why: 'private', detail: 'matches GOPRIVATE' } },
        { ask: ask('z'), answer: { known: false, why: 'failed', detail: 'cache is down' } },
      ],
    });
    expect(proxy.asked).toEqual([]);
  });

  test('offline names nobody', async () => {
    const plan = await chain([local, routed], { offline: true }).plan(asks);
    expect(plan.network.size).toBe(0);
    expect(plan.unknown.map(({ ask: { module }, answer }) => [module.path, answer.why])).toEqual([
      ['b', 'offline'],
      ['c', 'offline'],
      ['d', 'offline'],
      ['z', 'failed'],
    ]);
  });
});
