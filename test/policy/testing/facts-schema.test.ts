import * as v from 'valibot';
import { expect, it } from 'vitest';
import { factsSchema } from '../../../src/policy/testing/facts-schema.ts';
import { MAX_FACTS } from '../../../src/policy/testing/limits.ts';

const fault = (facts: unknown) => v.safeParse(factsSchema(v), facts).issues?.[0]?.message;

it('takes every fact, known or not', () => {
  const unknown = { why: 'missing', detail: 'gone' };
  const all = { time: '2026-01-01T00:00:00Z', license: { LICENSE: 'text' }, mod: 'module m', requires: ['b@v1.0.0'] };
  expect(fault({ 'a@v1.0.0': all, 'a@v1.1.0': { time: unknown, license: unknown, mod: unknown } })).toBeUndefined();
  expect(
    fault({ a: { versions: unknown, latest: unknown, vulns: [{ id: 'GO-1', fixed: 'v1.0.0' }] } }),
  ).toBeUndefined();
  expect(fault({ a: { versions: [], latest: 'v1.0.0', vulns: [] } })).toBeUndefined();
});

it.each([
  [{ 'a@1': {} }, 'is not a module'],
  [{ 'a b': {} }, 'is not a module'],
  [{ a: { license: 'MIT' } }, 'license does not belong to a'],
  [{ 'a@v1.0.0': { latest: 'v1.0.0' } }, 'latest does not belong to a@v1.0.0'],
  [{ 'a@v1.0.0': { time: '2026-02-30' } }, 'is not a valid time'],
  [{ 'a@v1.0.0': { time: '2026-01-01T25:00:00Z' } }, 'is not a valid time'],
  [
    Object.fromEntries(Array.from({ length: MAX_FACTS + 1 }, (_, i) => [`m${i}`, {}])),
    `facts about more than ${MAX_FACTS} modules`,
  ],
])('refuses %.60j', (facts, message) => {
  expect(fault(facts)).toContain(message);
});
