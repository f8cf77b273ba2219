/** Which answers of caches count, and what is asked besides. */
import { expect, it } from 'vitest';
import { rule } from '../../../rules/freshness/unavailable/rule.ts';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { factStore } from '../../../src/lint/facts/fact-store.ts';
import { type Answer, type Ask, askKey } from '../../../src/model/facts/facts.ts';
import { openRepo } from '../../../src/model/open.ts';
import type { Context, Draft, Unchecked } from '../../../src/model/rule.ts';

type Answers = Readonly<Record<string, Answer<unknown>>>;

const GONE: Answer<never> = { known: false, why: 'missing', detail: '404 Not Found' };
const FAILED: Answer<never> = { known: false, why: 'failed', detail: 'server error' };
const NO_PROXY: Answer<never> = { known: false, why: 'private', detail: 'direct', notFound: true };
const from = (source: string, more: object = {}): Answer<unknown> => ({ known: true, value: {}, source, ...more });

const INFO = 'info example.com/a@v1.0.0';
const VERSIONS = 'versions example.com/a@';
const LATEST = 'latest example.com/a@';

async function run(answers: Answers) {
  const mod = 'module example.com/m\n\ngo 1.25\n\nrequire example.com/a v1.0.0\n';
  const repo = await openRepo(memoryTree({ 'go.mod': mod }));
  const facts = factStore();
  const context = { options: { scope: 'all' }, facts } as unknown as Context<{ scope: 'all' }>;
  const asked: string[] = [];
  for (let fresh = 1; fresh > 0; ) {
    const asks = [...rule.needs!(repo, context)].filter((ask: Ask) => !facts.asked(ask));
    fresh = asks.length;
    for (const ask of asks) {
      asked.push(`${askKey(ask)}${ask.probe ? '' : ' (no probe)'}`);
      facts.put(ask, answers[askKey(ask)] ?? from('proxy.example'));
    }
  }
  const found = [...rule.check(repo, context)].map((one) =>
    'unchecked' in one ? (one as Unchecked).unchecked.detail : (one as Draft).message,
  );
  return { asked, found };
}

const MISSING = 'example.com/a v1.0.0 is no longer available: 404 Not Found';

it.each<[what: string, answers: Answers, asked: string[], found: string[]]>([
  ['a proxy has it', {}, [INFO], []],
  ['a record has it', { [INFO]: from('record') }, [INFO], []],
  ['nobody has it', { [INFO]: GONE }, [INFO], [MISSING]],
  ['it could not be asked', { [INFO]: FAILED }, [INFO], []],
  ['no proxy has it, and its origin was not asked', { [INFO]: NO_PROXY }, [INFO], ['direct']],
  ['a cache has it, and a proxy its module', { [INFO]: from('module cache') }, [INFO, VERSIONS], []],
  [
    'a cache alone has it',
    { [INFO]: from('module cache'), [VERSIONS]: GONE, [LATEST]: GONE },
    [INFO, VERSIONS, LATEST],
    [MISSING],
  ],
  [
    'the cache of facts alone has it',
    { [INFO]: from('fact cache'), [VERSIONS]: GONE, [LATEST]: GONE },
    [INFO, VERSIONS, LATEST],
    [MISSING],
  ],
  ['a proxy said so a short while ago', { [INFO]: from('fact cache', { recent: true }), [VERSIONS]: GONE }, [INFO], []],
  [
    'a cache has it, and its module has no tag but a commit',
    { [INFO]: from('module cache'), [VERSIONS]: GONE },
    [INFO, VERSIONS, LATEST],
    [],
  ],
  [
    'a cache has it, and nothing else could be asked',
    { [INFO]: from('module cache'), [VERSIONS]: FAILED, [LATEST]: FAILED },
    [INFO, VERSIONS],
    [],
  ],
  [
    'a cache has it, and no proxy its module',
    { [INFO]: from('module cache'), [VERSIONS]: NO_PROXY, [LATEST]: NO_PROXY },
    [INFO, VERSIONS, LATEST],
    ['direct'],
  ],
])('where %s', async (_, answers, asked, found) => {
  expect(await run(answers)).toEqual({ asked, found });
});
