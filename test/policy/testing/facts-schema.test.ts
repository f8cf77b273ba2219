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

it.each([
  [{ a: { license: 'MIT' } }, 'write it under a version: a@v1.0.0'],
  [{ 'a/b@v1.2.0': { latest: 'v1.0.0' } }, 'write it under the path alone: a/b'],
  [{ 'a@1': {} }, 'write path@version, such as example.com/x@v1.2.0, or the path alone'],
  [{ 'a@v1.0.0': { time: 'today' } }, 'use YYYY-MM-DD, or RFC 3339 such as 2026-05-31T12:00:00Z'],
])('says what to write instead of %j', (facts, hint) => {
  expect(fault(facts)).toContain(hint);
});

const VERSION_KEYS = {
  time: '2026-01-01',
  license: 'MIT',
  mod: 'module a',
  requires: [],
  retracts: [],
  deprecated: 'no',
};
const MODULE_KEYS = { versions: [], latest: 'v1.0.0', vulns: [] };

it.each(Object.entries(VERSION_KEYS))('takes %s for a version alone', (key, value) => {
  expect(fault({ 'a@v1.0.0': { [key]: value } })).toBeUndefined();
  expect(fault({ a: { [key]: value } })).toContain(`${key} does not belong to a`);
});

it.each(Object.entries(MODULE_KEYS))('takes %s for a module alone', (key, value) => {
  expect(fault({ a: { [key]: value } })).toBeUndefined();
  expect(fault({ 'a@v1.0.0': { [key]: value } })).toContain(`${key} does not belong to a@v1.0.0`);
});

it('takes as many modules as the limit says', () => {
  expect(fault(Object.fromEntries(Array.from({ length: MAX_FACTS }, (_, i) => [`m${i}`, {}])))).toBeUndefined();
});

it.each(['offline', 'private', 'missing', 'failed'])('takes %s for a reason why something is unknown', (why) => {
  expect(fault({ 'a@v1.0.0': { time: { why } } })).toBeUndefined();
  expect(fault({ 'a@v1.0.0': { time: { why: `${why}?` } } })).toBeDefined();
});

it('takes the text of a go.mod of one megabyte, and no more', () => {
  expect(fault({ 'a@v1.0.0': { mod: 'x'.repeat(2 ** 20) } })).toBeUndefined();
  expect(fault({ 'a@v1.0.0': { mod: 'x'.repeat(2 ** 20 + 1) } })).toBeDefined();
});
