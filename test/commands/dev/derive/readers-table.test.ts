import { expect, it } from 'vitest';
import { readersTable } from '../../../../src/commands/dev/derive/readers-table.ts';

it('has a row for each reader', () => {
  const load = async () => () => ({ settings: [], unread: [] });
  const readers = [
    { name: 'a', title: 'A | B', files: ['*.a', 'a'], load },
    { name: 'b', title: 'C', files: ['bin/*'], starts: /^#!/, load },
  ];
  expect(readersTable(readers).split('\n').slice(2)).toEqual([
    '| A \\| B | `*.a`, `a` |',
    '| C | `bin/*`, where a shell is named in the first line |',
  ]);
});
