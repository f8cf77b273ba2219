import { describe, expect, it } from 'vitest';
import { canonicalLeaf, deprecatedIds, idTable, modernId } from '../../../src/license/spdx/ids.ts';

describe('an SPDX id', () => {
  it.each([
    ['GPL-2.0', 'GPL-2.0-only'],
    ['GPL-2.0+', 'GPL-2.0-or-later'],
    ['GPL-2.0-only+', 'GPL-2.0-or-later'],
    ['GPL-2.0-or-later+', 'GPL-2.0-or-later'],
    ['AGPL-3.0+', 'AGPL-3.0-or-later'],
    ['LGPL-2.1+', 'LGPL-2.1-or-later'],
    ['GFDL-1.3+', 'GFDL-1.3-or-later'],
    ['MPL-1.1+', 'MPL-1.1+'],
    ['MIT', 'MIT'],
    ['toString', 'toString'],
  ])('%s is %s today', (id, modern) => expect(modernId(id)).toBe(modern));

  it('has no deprecated spelling that is its own', () => {
    expect(deprecatedIds.filter((id) => modernId(id) === id)).toEqual([]);
    expect(deprecatedIds).toContain('GPL-2.0');
  });
});

describe('a leaf', () => {
  const table = idTable(['MIT', 'Apache-2.0', 'GPL-2.0-or-later', 'MPL-1.1']);
  it.each([
    ['mit', 'MIT'],
    ['gpl-2.0', 'GPL-2.0-only'],
    ['gpl-2.0+', 'GPL-2.0-or-later'],
    ['mpl-1.1+', 'MPL-1.1+'],
    ['nunit', 'Nunit'],
    ['apache-2.0 WITH LLVM-exception', 'Apache-2.0 WITH LLVM-exception'],
    ['LicenseRef-x', 'LicenseRef-x'],
    ['DocumentRef-a:LicenseRef-b', 'DocumentRef-a:LicenseRef-b'],
    ['Frobnicate-1.0', undefined],
    ['LicenseRef-', undefined],
    ['xLicenseRef-a', undefined],
    ['MIT OR', undefined],
    ['MIT WITH', undefined],
    ['MIT OR ISC', undefined],
    ['MIT WITH a b', undefined],
    ['', undefined],
  ])('%j is %j', (leaf, canonical) => expect(canonicalLeaf(leaf, table)).toBe(canonical));
});
