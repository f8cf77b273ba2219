import { expect, it } from 'vitest';
import { ownRule } from '../../../src/lint/own/own-rules.ts';
import type { Rule } from '../../../src/model/rule.ts';

const file = { path: 'go.mod', text: 'module m\n' };
const at = { file, start: 0, end: 6 };

const run = (...results: readonly unknown[]) => {
  const rule = { id: 'own/x', check: () => results, needs: () => results } as unknown as Rule;
  const own = ownRule(rule, 'mine');
  return {
    check: () => [...own.check(undefined as never, undefined as never)],
    needs: () => [...own.needs!(undefined as never, undefined as never)],
  };
};

it('gives what a rule yields, under the name of its plug-in', () => {
  const results = [{ at, subject: 'm', message: 'x' }, { unchecked: { subject: 'm', why: 'failed', detail: '' } }];
  expect(run(...results).check()).toEqual(results);
  const edges = [
    { at: { file, start: 0, end: 0 }, subject: 'm', message: 'x' },
    { at: { file, start: 9, end: 9 }, subject: 'm', message: 'x', related: [{ at, message: '' }] },
    { measure: 'score', value: 1 },
  ];
  expect(run(...edges).check()).toEqual(edges);
  expect(ownRule({ id: 'own/x', check: () => [] } as unknown as Rule, 'mine')).toMatchObject({ plugin: 'mine' });
});

it.each<[unknown, string]>([
  ['text', 'expected findings, got something else'],
  [null, 'expected findings, got something else'],
  [{ at, subject: '', message: 'x' }, 'a finding needs a subject'],
  [{ at, subject: 'm' }, 'the finding about m needs a message'],
  [{ subject: 'm', message: 'x' }, 'the finding about m needs a place (at)'],
  [{ at: { file, start: 3, end: 99 }, subject: 'm', message: 'x' }, 'the finding about m needs a place (at)'],
  [{ at: { file, start: 3, end: 1 }, subject: 'm', message: 'x' }, 'the finding about m needs a place (at)'],
  [{ at, subject: 'm', message: 'x', related: [{ message: 'y' }] }, 'related places'],
  [{ at: { file, start: -1, end: 1 }, subject: 'm', message: 'x' }, 'the finding about m needs a place (at)'],
  [{ at: { file, start: 0, end: 10 }, subject: 'm', message: 'x' }, 'the finding about m needs a place (at)'],
  [{ at: { file, start: 0.5, end: 1 }, subject: 'm', message: 'x' }, 'the finding about m needs a place (at)'],
  [{ at: { file, start: 0, end: 1.5 }, subject: 'm', message: 'x' }, 'the finding about m needs a place (at)'],
  [{ at: { file: { path: 'a' }, start: 0, end: 0 }, subject: 'm', message: 'x' }, 'needs a place (at)'],
  [{ at: { file: { text: 'a' }, start: 0, end: 0 }, subject: 'm', message: 'x' }, 'needs a place (at)'],
  [{ at, subject: 'm', message: '' }, 'the finding about m needs a message'],
  [{ at, subject: 1, message: 'x' }, 'a finding needs a subject'],
  [{ at, subject: 'm', message: 'x', related: [{ at }] }, 'related places of the finding about m need a place'],
  [{ at, subject: 'm', message: 'x', related: [undefined] }, 'related places of the finding about m need a place'],
  [{ unchecked: undefined }, 'unchecked needs a subject, why and detail'],
  [{ unchecked: { subject: 'm', why: 'failed' } }, 'unchecked needs a subject, why and detail'],
  [{ unchecked: { subject: 'm', detail: 'd' } }, 'unchecked needs a subject, why and detail'],
  [{ unchecked: { why: 'failed', detail: 'd' } }, 'unchecked needs a subject, why and detail'],
  [{ unchecked: { subject: 'm' } }, 'unchecked needs a subject, why and detail'],
])('throws for %j', (result, message) => {
  expect(run(result).check).toThrow(message);
});

it('throws for a fact that cannot be asked for', () => {
  expect(run({ kind: 'info', module: { path: 'm', version: 'v1.0.0' } }).needs()).toHaveLength(1);
  for (const ask of [
    undefined,
    null,
    { kind: 'info' },
    { kind: 'info', module: { path: 'm' } },
    { kind: 'info', module: { version: 'v1.0.0' } },
    { module: { path: 'm', version: 'v1.0.0' } },
  ])
    expect(run(ask).needs).toThrow('needs: expected { kind, module: { path, version } }');
});
