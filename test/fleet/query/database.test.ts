import { expect, it } from 'vitest';
import { TABLES } from '../../../src/fleet/query/database.ts';
import { versionKey } from '../../../src/fleet/query/version-key.ts';
import { component, entry, finding } from '../entries.ts';

const ONE = entry('a', {
  findings: [finding('a/b')],
  gaps: [{ rule: 'sum/missing', subject: 'x', why: 'offline', detail: 'd', fails: true }],
  settings: [{ variable: 'GOSUMDB', path: 'Dockerfile', line: 2, reach: 'image' }],
  components: [
    component('a.test/a v1.0.0 MIT', false, [
      { path: 'b.test/b', version: 'v1.0.0' },
      { path: 'a.test/a', version: 'v1.0.0' },
    ]),
  ],
});

it.each(TABLES.map((table) => [table.name, table] as const))('%s has a value for each column', (_, table) => {
  const rows = [...table.rows(ONE)];
  expect(rows).toHaveLength(1);
  expect(rows[0]).toHaveLength(table.columns.length);
  for (const [i, value] of rows[0]!.entries()) {
    if (value === undefined || value === null) continue;
    const kind = { VARCHAR: 'string', INTEGER: 'number', DOUBLE: 'number', BOOLEAN: 'boolean' }[table.columns[i]![1]];
    expect([table.columns[i]![0], typeof value]).toEqual([table.columns[i]![0], kind]);
  }
});

it('has the values of an entry', () => {
  const { id } = ONE.target;
  const rows = Object.fromEntries(TABLES.map(({ name, rows }) => [name, [...rows(ONE)]]));
  expect(rows).toEqual({
    targets: [[id, 'a', 'a', undefined, undefined, 0, undefined, undefined]],
    modules: [
      [
        id,
        'a',
        '',
        'a.test/a',
        'v1.0.0',
        versionKey('v1.0.0'),
        undefined,
        'MIT',
        false,
        2,
        'b.test/b@v1.0.0 > a.test/a@v1.0.0',
        undefined,
        undefined,
      ],
    ],
    findings: [[id, 'a', 'mw1:a/b', 'a/b', 'error', 'new', 'go.mod', 3, 'x', 'a/b!', undefined]],
    settings: [[id, 'a', 'GOSUMDB', undefined, 'Dockerfile', 2, 'image']],
    gaps: [[id, 'a', 'sum/missing', 'x', 'offline', 'd', true]],
  });
});

it('has a row for each use of a module, and what is built in its place', () => {
  const [use] = component('x v1').uses;
  const base = { ...component('a.test/a v1.0.0'), uses: [use!, { ...use!, dir: 'sub' }] };
  const { rows, columns } = TABLES.find(({ name }) => name === 'modules')!;
  const of = (replacedBy: { path: string; version: string }) =>
    [...rows(entry('a', { components: [{ ...base, replacedBy }] }))].map((row) =>
      ['dir', 'replaced_by', 'license', 'through'].map((name) => row[columns.findIndex(([one]) => one === name)]),
    );
  expect(of({ path: 'f.test/f', version: 'v1.0.1' })).toEqual([
    ['', 'f.test/f v1.0.1', undefined, ''],
    ['sub', 'f.test/f v1.0.1', undefined, ''],
  ]);
  expect(of({ path: './f', version: '' })[0]![1]).toBe('./f');
});

it('names all IDs of a vulnerability', () => {
  const vulnerability = { ids: ['GO-1', 'CVE-1'], module: 'a', version: 'v1.0.0', fixed: '' };
  const { rows } = TABLES.find(({ name }) => name === 'findings')!;
  const [row] = [...rows(entry('a', { findings: [finding('vuln/known', { vulnerability })] }))];
  expect(row!.at(-1)).toBe('GO-1 CVE-1');
});

it('says what a module is replaced by, and sorts that version too', () => {
  const { rows, columns } = TABLES.find(({ name }) => name === 'modules')!;
  const cells = (replacedBy: { path: string; version: string }) => {
    const [row] = [...rows(entry('a', { components: [{ ...component('a.test/a v1.0.0'), replacedBy }] }))];
    return ['replaced_by', 'replaced_path', 'replaced_key'].map(
      (wanted) => row![columns.findIndex(([name]) => name === wanted)],
    );
  };
  expect(cells({ path: 'f.test/a', version: 'v1.10.0' })).toEqual([
    'f.test/a v1.10.0',
    'f.test/a',
    versionKey('v1.10.0'),
  ]);
  expect(cells({ path: '../a', version: '' })).toEqual(['../a', '../a', '']);
});
