import { expect, test } from 'vitest';
import type { ModuleInUse } from '../../../src/model/repo.ts';
import { wayOut } from '../../../src/model/trail/way-out.ts';

const FOLDER = { replace: { path: '../x', version: '' } };
const use = (path: string, more: Partial<ModuleInUse> = {}) =>
  ({ path, version: 'v1.0.0', replace: undefined, ...more }) as ModuleInUse;

test.each<[way: string, folders: string, hint: string]>([
  ['a bad', '', 'check whether a newer version of a no longer requires it'],
  ['a b bad', '', 'check whether a newer version of a no longer requires it'],
  ['a bad', 'a', 'remove it from a, which is built from a folder'],
  ['a b bad', 'a', 'check whether a newer version of b no longer requires it'],
  ['a b bad', 'a b', 'remove it from b, which is built from a folder'],
  ['a b bad', 'b', 'remove it from b, which is built from a folder'],
  ['a b bad', 'bad', 'check whether a newer version of a no longer requires it'],
])('what comes in by %s, with folders for "%s": %s', (way, folders, hint) => {
  const trail = way.split(' ').map((path) => ({ path, version: 'v1.0.0' }));
  const uses = trail.map(({ path }) => use(path, folders.split(' ').includes(path) ? FOLDER : {}));
  expect(wayOut({ uses }, { trail })).toBe(hint);
});

test('a member of the workspace is built from its folder', () => {
  const trail = ['a', 'bad'].map((path) => ({ path, version: 'v1.0.0' }));
  expect(wayOut({ uses: [use('a', { own: true }), use('bad')] }, { trail })).toBe(
    'remove it from a, which is built from a folder',
  );
});
