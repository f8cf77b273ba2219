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

it('says through what a module comes', () => {
  const { rows, columns } = TABLES.find(({ name }) => name === 'modules')!;
  const [row] = [...rows(ONE)];
  expect(row![columns.findIndex(([name]) => name === 'through')]).toBe('b.test/b@v1.0.0 > a.test/a@v1.0.0');
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
