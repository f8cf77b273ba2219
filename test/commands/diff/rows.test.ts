import { expect, it } from 'vitest';
import { changesBetween } from '../../../src/commands/diff/changes.ts';
import type { About } from '../../../src/commands/diff/facts.ts';
import { countsOf, type ModuleDiff, rowsOf } from '../../../src/commands/diff/rows.ts';
import type { ModuleInUse } from '../../../src/model/repo.ts';
import { inUse, through } from './uses.ts';

function diffOf(before: readonly ModuleInUse[], after: readonly ModuleInUse[]): ModuleDiff {
  const changes = changesBetween(before, after);
  return { file: 'go.mod', state: 'both', go: undefined, changes, declaredOnly: false, sums: [] };
}

const known: About = { published: '2026-05-30', license: 'MIT' };
const rows = (before: readonly ModuleInUse[], after: readonly ModuleInUse[], about: About = known) =>
  rowsOf(
    diffOf(before, after),
    { of: ({ version }) => (version === '' ? undefined : about), vulnerabilities: () => undefined },
    '2026-06-01',
    '> ',
  );

it('tells versions, age, license and what else a reviewer asks', () => {
  expect(rows([], [inUse('h/o/x', 'v1.0.0')])).toEqual([
    {
      change: 'added',
      module: 'h/o/x',
      from: '',
      to: 'v1.0.0',
      published: '2026-05-30 (2 days old)',
      license: 'MIT',
      notes: 'new host h',
    },
  ]);
});

it('says unknown for facts that are, and nothing for a folder or what is gone', () => {
  const about = { published: undefined, license: undefined };
  expect(rows([], [inUse('x', 'v1.0.0')], about)).toMatchObject([{ published: 'unknown', license: 'unknown' }]);
  const folder = { replace: { path: './x', version: '' } };
  expect(rows([], [inUse('x', 'v1.0.0', folder)])).toMatchObject([{ to: 'a folder', published: '', license: '' }]);
  expect(rows([inUse('x', 'v1.0.0')], [])).toMatchObject([{ to: '', published: '', license: '', notes: '' }]);
});

it('gives no age to a version from the future', () => {
  expect(rows([], [inUse('x', 'v1.0.0')], { ...known, published: '2027-01-01' })).toMatchObject([
    { published: '2027-01-01' },
  ]);
});

it('names the way in where that does not change itself', () => {
  const by = inUse('by', 'v1.0.0');
  const notes = (before: readonly ModuleInUse[]) =>
    rows(before, [by, through('by', 'x', 'v1.0.0')]).map((r) => [r.module, r.notes]);
  expect(notes([by])).toEqual([['x', 'new host x; depth 2; through by']]);
  expect(notes([])).toEqual([
    ['by', 'new host by'],
    ['> x', 'new host x; depth 2'],
  ]);
});

it('says where a module becomes a direct requirement, or one no more', () => {
  const [direct, indirect] = [inUse('x', 'v1.1.0'), through('x', 'x', 'v1.0.0')];
  expect(rows([indirect], [direct])).toMatchObject([{ notes: 'now a direct requirement' }]);
  expect(rows([direct], [indirect])).toMatchObject([{ notes: 'no longer a direct requirement; depth 2' }]);
});

it('counts by kind', () => {
  expect(
    countsOf(diffOf([inUse('a', 'v1.0.0'), inUse('b', 'v1.0.0')], [inUse('a', 'v1.1.0'), inUse('c', 'v1.0.0')])),
  ).toBe('1 up, 1 added, 1 removed');
  expect(countsOf(diffOf([], []))).toBe('no module changes');
});
