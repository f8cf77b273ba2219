import { expect, it } from 'vitest';
import { listsFor, pathIndex } from '../../src/env/path-index.ts';

const index = pathIndex([['*.sh', '.profile'], ['bin/*', 'go/env'], ['.env.*', '.vscode/*.json'], ['x.sh']]);

it.each([
  ['a/b/x.SH', [0, 3]],
  ['.profile', [0]],
  ['x.profile', []],
  ['bin/a', [1]],
  ['a/BIN/b.sh', [0, 1]],
  ['a/bin', []],
  ['bin/a/b', []],
  ['go/env', [1]],
  ['a/go/env', [1]],
  ['env', []],
  ['.env.ci', [2]],
  ['a/.env.ci', [2]],
  ['a.env.ci', []],
  ['.vscode/a.json', [2]],
  ['a.json', []],
  ['sh', []],
  ['/env', []],
  ['/x.sh', [0, 3]],
  ['/go/env', [1]],
  ['/a/go/env', [1]],
  ['a/go/', []],
])('finds the lists for %s', (path, lists) => {
  expect(listsFor(index, path)).toEqual(lists);
});
