import { expect, it } from 'vitest';
import { shownPlan, withoutSecrets } from '../../../src/gather/facts/shown-answers.ts';
import type { Answer, Ask, FactSource } from '../../../src/model/facts/facts.ts';

const ASK: Ask = { kind: 'mod', module: { path: 'm.example', version: 'v1.0.0' } };
const URL_ = 'https://me:secret@proxy.example/x';
const SHOWN = /^https:\/\/[^s]*@proxy\.example\/x$/;

const shown = (answer: Answer<unknown> | undefined) =>
  withoutSecrets({ name: 'n', network: true, answer: async () => answer as never } as FactSource);

it('hides secrets in who answered and in what is said, and leaves what is known as it is', async () => {
  expect(await shown({ known: true, value: URL_, source: URL_, asOf: 'x' }).answer(ASK)).toEqual({
    known: true,
    value: URL_,
    source: expect.stringMatching(SHOWN),
    asOf: 'x',
  });
  const unknown = { known: false, why: 'failed', detail: URL_, hint: URL_, internal: true } as const;
  const hidden = { ...unknown, detail: expect.stringMatching(SHOWN), hint: expect.stringMatching(SHOWN) };
  expect(await shown(unknown).answer(ASK)).toEqual(hidden);
  const { hint, ...without } = unknown;
  expect(Object.keys((await shown(without).answer(ASK))!)).not.toContain('hint');
  expect(await shown(undefined).answer(ASK)).toBeUndefined();
  expect([shown(unknown).name, shown(unknown).network]).toEqual(['n', true]);
});

it('hides them in plans', () => {
  const unknown = { known: false, why: 'failed', detail: URL_ } as const;
  const plan = shownPlan({
    known: new Map([[URL_, 2]]),
    network: new Map([[URL_, [ASK]]]),
    unknown: [{ ask: ASK, answer: unknown }],
  });
  const name = [...plan.known.keys()][0]!;
  expect(name).toMatch(SHOWN);
  expect(plan).toEqual({
    known: new Map([[name, 2]]),
    network: new Map([[name, [ASK]]]),
    unknown: [{ ask: ASK, answer: { ...unknown, detail: name } }],
  });
});
