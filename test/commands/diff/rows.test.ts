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

const fork = (path: string, version: string) => ({ replace: { path, version } });

it.each<[string, object, object, object]>([
  [
    'another module',
    {},
    fork('y', 'v1.1.0'),
    { from: 'v1.0.0', to: 'y v1.1.0', notes: 'new host y; built from y v1.1.0' },
  ],
  ['another version', {}, fork('x', 'v1.1.0'), { from: 'v1.0.0', to: 'v1.1.0', notes: 'built from x v1.1.0' }],
  ['a folder', {}, fork('./x', ''), { from: 'v1.0.0', to: 'a folder', notes: 'built from the folder ./x' }],
  [
    'itself again',
    fork('y', 'v1.1.0'),
    {},
    { from: 'y v1.1.0', to: 'v1.0.0', notes: 'new host x; no longer replaced by y v1.1.0' },
  ],
  [
    'itself after a folder',
    fork('./x', ''),
    {},
    { from: 'a folder', to: 'v1.0.0', notes: 'new host x; no longer replaced by the folder ./x' },
  ],
])('says that a module is built from %s', (_, before, after, row) => {
  expect(rows([inUse('x', 'v1.0.0', before)], [inUse('x', 'v1.0.0', after)])).toEqual([
    expect.objectContaining({ change: 'replaced', module: 'x', ...row }),
  ]);
});

it('does not repeat what a module is built from where only the version changes', () => {
  expect(rows([inUse('x', 'v1.0.0', fork('y', 'v1.0.0'))], [inUse('x', 'v1.0.0', fork('y', 'v1.1.0'))])).toMatchObject([
    { change: 'up', from: 'y v1.0.0', to: 'y v1.1.0', notes: '' },
  ]);
});

it('shows both licenses where they differ, and one that is unknown', () => {
  const license = (was: string | undefined, is: string | undefined) => {
    const of = ({ version }: { version: string }) => ({
      published: '2026-05-30',
      license: version === 'v1.0.0' ? was : is,
    });
    const diff = diffOf([inUse('x', 'v1.0.0')], [inUse('x', 'v1.1.0')]);
    return rowsOf(diff, { of, vulnerabilities: () => undefined }, '2026-06-01', '')[0]!.license;
  };
  expect([license('MIT', 'MIT'), license('MIT', 'ISC'), license(undefined, 'MIT'), license('MIT', undefined)]).toEqual([
    'MIT',
    'MIT → ISC',
    'unknown → MIT',
    'MIT → unknown',
  ]);
});

it.each([
  ['2026-06-02', '2026-06-02'],
  ['2026-06-01', '2026-06-01 (0 days old)'],
  ['2026-05-31', '2026-05-31 (1 day old)'],
])('shows the age of a version of %s as %s', (published, shown) => {
  expect(rows([], [inUse('x', 'v1.0.0')], { ...known, published })[0]!.published).toBe(shown);
});

it('names vulnerabilities first', () => {
  const notes = (added: readonly string[], ended: readonly string[]) =>
    rowsOf(
      diffOf([], [inUse('x', 'v1.0.0')]),
      { of: () => known, vulnerabilities: () => ({ added, ended }) },
      '2026-06-01',
      '',
    )[0]!.notes;
  expect(notes(['GO-1', 'GO-2'], ['GO-3'])).toBe('vulnerable: GO-1, GO-2; fixes GO-3; new host x');
  expect(notes([], ['GO-3', 'GO-4'])).toBe('fixes GO-3, GO-4; new host x');
  expect(notes([], [])).toBe('new host x');
});

it('names a new owner with its host', () => {
  expect(rows([inUse('h/o/x', 'v1.0.0')], [inUse('h/o/x', 'v1.0.0'), inUse('h/p/y', 'v1.0.0')])).toMatchObject([
    { module: 'h/p/y', notes: 'new owner h/p' },
  ]);
});

it('counts every kind, in one order', () => {
  const before = ['a', 'b', 'c', 'd', 'e'].map((path) => inUse(path, 'v1.1.0'));
  const after = [
    inUse('a', 'v1.1.0', fork('./a', '')),
    inUse('b', 'v1.2.0'),
    inUse('c', 'v1.2.0'),
    inUse('d', 'v1.0.0'),
    inUse('f', 'v1.0.0'),
  ];
  expect(countsOf(diffOf(before, after))).toBe('1 replaced, 2 up, 1 down, 1 added, 1 removed');
});
