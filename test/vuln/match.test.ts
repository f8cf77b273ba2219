import { expect, it } from 'vitest';
import { vulnerabilitiesOf } from '../../src/vuln/match.ts';
import type { AffectedModule, VulnEntry } from '../../src/vuln/types.ts';

const TODAY = '2026-06-01';
const BEFORE_2 = [[{ introduced: '0' }, { fixed: '1.2.0' }]];

const entry = (id: string, ...affected: AffectedModule[]): VulnEntry => ({
  id,
  aliases: [],
  summary: '',
  reviewed: true,
  affected,
});
const A = entry('GO-1', { module: 'a.example/a', ranges: BEFORE_2 });
const FORK = entry(
  'GO-2',
  { module: 'a.example/a', ranges: BEFORE_2 },
  { module: 'fork.example/a', ranges: [[{ introduced: '1.1.0' }, { fixed: '1.3.0' }]] },
);
const DATABASE: Record<string, VulnEntry[]> = { 'a.example/a': [A, FORK], 'fork.example/a': [FORK] };
const found = (version: string, replace?: { path: string; version: string }) =>
  vulnerabilitiesOf({ path: 'a.example/a', version, replace }, (path) => DATABASE[path] ?? [], TODAY).map(
    ({ entry: { id }, module, fixed }) => `${id} ${module.path}@${module.version} ${fixed}`.trim(),
  );

it('finds what holds for a version, with its fix', () => {
  expect(found('v1.0.0')).toEqual(['GO-1 a.example/a@v1.0.0 v1.2.0', 'GO-2 a.example/a@v1.0.0 v1.2.0']);
  expect(found('v1.2.0')).toEqual([]);
});

it('finds nothing for folders and main modules, which have no version', () => {
  expect(found('')).toEqual([]);
  expect(found('(devel)')).toEqual([]);
  expect(found('v1.0.0', { path: './a', version: '' })).toEqual([]);
});

it('judges the version that replaces another', () => {
  expect(found('v1.0.0', { path: 'a.example/a', version: 'v1.2.0' })).toEqual([]);
  expect(found('v1.2.0', { path: 'a.example/a', version: 'v1.0.0' })).toHaveLength(2);
});

it('judges a fork by the entries that name it, and says the fix of its own', () => {
  expect(found('v1.0.0', { path: 'fork.example/a', version: 'v1.2.0' })).toEqual(['GO-2 fork.example/a@v1.2.0 v1.3.0']);
  // By the ranges of the original at the version of the fork: of the fork itself no fix is known there.
  expect(found('v1.0.0', { path: 'fork.example/a', version: 'v1.0.5' })).toEqual(['GO-2 fork.example/a@v1.0.5']);
  expect(found('v1.0.0', { path: 'clean.example/a', version: 'v1.0.0' })).toEqual([]);
});

it('passes over what was withdrawn', () => {
  const gone = { ...A, withdrawn: '2026-01-01T00:00:00Z' };
  expect(vulnerabilitiesOf({ path: 'a.example/a', version: 'v1.0.0' }, () => [gone], TODAY)).toEqual([]);
});
