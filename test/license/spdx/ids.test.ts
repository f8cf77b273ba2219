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

it.each([
  ['AGPL-1.0', 'AGPL-1.0-only'],
  ['AGPL-3.0', 'AGPL-3.0-only'],
  ['GFDL-1.1', 'GFDL-1.1-only'],
  ['GFDL-1.2', 'GFDL-1.2-only'],
  ['GFDL-1.3', 'GFDL-1.3-only'],
  ['GPL-1.0', 'GPL-1.0-only'],
  ['GPL-2.0', 'GPL-2.0-only'],
  ['GPL-3.0', 'GPL-3.0-only'],
  ['LGPL-2.0', 'LGPL-2.0-only'],
  ['LGPL-2.1', 'LGPL-2.1-only'],
  ['LGPL-3.0', 'LGPL-3.0-only'],
  ['BSD-2-Clause-FreeBSD', 'BSD-2-Clause-Views'],
  ['BSD-2-Clause-NetBSD', 'BSD-2-Clause'],
  ['StandardML-NJ', 'SMLNJ'],
  ['bzip2-1.0.5', 'bzip2-1.0.6'],
  ['GPL-2.0-with-autoconf-exception', 'GPL-2.0-only WITH Autoconf-exception-2.0'],
  ['GPL-2.0-with-bison-exception', 'GPL-2.0-only WITH Bison-exception-2.2'],
  ['GPL-2.0-with-classpath-exception', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  ['GPL-2.0-with-font-exception', 'GPL-2.0-only WITH Font-exception-2.0'],
  ['GPL-2.0-with-GCC-exception', 'GPL-2.0-only WITH GCC-exception-2.0'],
  ['GPL-3.0-with-autoconf-exception', 'GPL-3.0-only WITH Autoconf-exception-3.0'],
  ['GPL-3.0-with-GCC-exception', 'GPL-3.0-only WITH GCC-exception-3.1'],
  ['eCos-2.0', 'GPL-2.0-or-later WITH eCos-exception-2.0'],
  ['wxWindows', 'LGPL-2.0-or-later WITH WxWindows-exception-3.1'],
])('%s was renamed to %s', (old, modern) => {
  expect(modernId(old)).toBe(modern);
  expect(canonicalLeaf(old.toLowerCase(), idTable([]))).toBe(modern);
});

it('deprecated ids that nothing has replaced stay', () => {
  const table = idTable([]);
  expect(['net-snmp', 'NUNIT', 'MIT'].map((id) => canonicalLeaf(id, table))).toEqual(['Net-SNMP', 'Nunit', undefined]);
});
