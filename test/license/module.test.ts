import { describe, expect, it } from 'vitest';
import { isLicenseFile, roleOf } from '../../src/license/files.ts';
import { detectModule, isStandardLibrary, type ModuleOptions } from '../../src/license/module.ts';
import { detector, textOf } from './index-fixture.ts';

const mit = textOf('MIT');
const isc = textOf('ISC');
const apache = textOf('Apache-2.0');
const bsd3 = textOf('BSD-3-Clause');
const gpl3 = textOf('GPL-3.0-only');
const lgpl3 = textOf('LGPL-3.0-only').slice(0, 7600);
const custom =
  'Acme Corp allows its customers to run this program on one machine for as long as they pay the yearly fee.';

const read = (files: Record<string, string>, options?: ModuleOptions) =>
  detectModule(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    detector(),
    options,
  );

describe('detectModule', () => {
  it.each<[string, Record<string, string>, string]>([
    ['one file', { LICENSE: mit }, 'MIT'],
    ['nothing', {}, 'NONE'],
    [
      'a NOTICE, PATENTS and lists add nothing',
      {
        LICENSE: apache,
        NOTICE: isc,
        PATENTS: mit,
        AUTHORS: mit,
        'THIRD_PARTY_NOTICES.md': bsd3,
        'EULA.md': isc,
        'LICENSE_OF_DEPENDENCIES.md': mit,
        'LICENSE-binary': gpl3,
      },
      'Apache-2.0',
    ],
    [
      'all licence files hold',
      { LICENSE: mit, 'go.LICENSE': bsd3, 'SQLITE-LICENSE': isc },
      'BSD-3-Clause AND ISC AND MIT',
    ],
    ['two names are no choice', { 'LICENSE-MIT': mit, 'LICENSE-APACHE': apache }, 'Apache-2.0 AND MIT'],
    [
      'a choice stated in the README',
      {
        'LICENSE-MIT': mit,
        'LICENSE-APACHE': apache,
        'README.md':
          '## License\n\nLicensed under either of Apache License, Version 2.0 or MIT license at your option.\n',
      },
      'Apache-2.0 OR MIT',
    ],
    [
      'a choice stated in COPYRIGHT',
      {
        'LICENSE-MIT': mit,
        'LICENSE-APACHE': apache,
        COPYRIGHT: 'This library is dual-licensed under Apache 2.0 and MIT terms.',
      },
      'Apache-2.0 OR MIT',
    ],
    [
      'a choice stated in a third licence file',
      { LICENSE: 'SPDX-License-Identifier: Apache-2.0 OR MIT', 'LICENSE-MIT': mit, 'LICENSE-APACHE': apache },
      'Apache-2.0 OR MIT',
    ],
    [
      'a README that says "and"',
      {
        'LICENSE-MIT': mit,
        'LICENSE-APACHE': apache,
        'README.md': 'Licensed under the MIT License and the Apache License 2.0, which both apply.',
      },
      'Apache-2.0 AND MIT',
    ],
    ['documentation beside code', { LICENSE: apache, 'LICENSE.docs': textOf('CC-BY-SA-4.0') }, 'Apache-2.0'],
    [
      'a choice for code, another licence for documentation',
      { 'LICENSE.code': `Dual-licensed.\n${apache}\n${mit}`, 'LICENSE.docs': textOf('CC-BY-4.0') },
      'Apache-2.0 OR MIT',
    ],
    [
      'artwork, which may be built in',
      { LICENSE: mit, 'LICENSE-LOGO': textOf('CC-BY-ND-4.0') },
      'CC-BY-ND-4.0 AND MIT',
    ],
    ['only a license of the documentation', { 'LICENSE.docs': textOf('CC-BY-4.0') }, 'NONE'],
    ['GPL and LGPL', { COPYING: gpl3, 'COPYING.LESSER': lgpl3 }, 'GPL-3.0-only AND LGPL-3.0-only'],
    ['terms without an id', { LICENSE: mit, 'LICENSE.enterprise': custom }, 'MIT AND NOASSERTION'],
    ['only terms without an id', { LICENSE: custom }, 'NOASSERTION'],
    ['an empty licence file', { LICENSE: '\n' }, 'NONE'],
    [
      'signatures and templates are no licences',
      {
        LICENSE: mit,
        'LICENSE.minisig': 'RWQ untrusted comment',
        '.license-header': 'Licensed under the ISC license',
        'license.tmpl': isc,
      },
      'MIT',
    ],
    [
      'a licence of one file (REUSE)',
      { LICENSE: mit, 'logo.svg.license': 'SPDX-License-Identifier: CC-BY-ND-4.0' },
      'MIT',
    ],
    ['a folder LICENSES alone', { 'LICENSES/MIT.txt': mit, 'LICENSES/ISC.txt': isc }, 'ISC AND MIT'],
    ['a folder LICENSES beside LICENSE', { LICENSE: mit, 'LICENSES/GPL-3.0-only.txt': gpl3 }, 'GPL-3.0-only AND MIT'],
    ['a folder LICENSES with the same', { LICENSE: mit, 'LICENSES/MIT.txt': mit }, 'MIT'],
    [
      'a folder LICENSES with texts for documentation',
      { LICENSE: mit, 'LICENSES/CC-BY-4.0.txt': textOf('CC-BY-4.0') },
      'MIT',
    ],
    [
      'a folder LICENSES with terms without an id',
      { LICENSE: mit, 'LICENSES/LicenseRef-Acme.txt': custom },
      'MIT AND NOASSERTION',
    ],
    [
      'the texts of a choice in LICENSES',
      {
        LICENSE: 'Use is subject to your choice of the FreeType License or the GPL version 2 or later.',
        'licenses/gpl.txt': textOf('GPL-2.0-only'),
        'licenses/ftl.txt': textOf('FTL'),
      },
      'FTL OR GPL-2.0-or-later',
    ],
    ['a GNU text named as REUSE does', { 'LICENSES/GPL-2.0-or-later.txt': textOf('GPL-2.0-only') }, 'GPL-2.0-or-later'],
    ['all rights reserved', { LICENSE: 'Copyright 2025 Acme. All rights reserved.\n' }, 'NOASSERTION'],
    [
      'the Commons Clause in a file of its own',
      { LICENSE: mit, 'COMMONS-CLAUSE.md': '"Commons Clause" License Condition v1.0\n' },
      'LicenseRef-Commons-Clause AND MIT',
    ],
    [
      'a choice stated as "pick the one"',
      {
        GPLv3: gpl3,
        APLv2: apache,
        'README.md':
          'License\n-------\n\nLicense: pick the one which suits you best:\n\n- GPL v3 see <https://www.gnu.org/licenses/gpl.html>\n- APL v2 see <http://www.apache.org/licenses/LICENSE-2.0>\n',
      },
      'Apache-2.0 OR GPL-3.0-only',
    ],
    [
      'no choice where something else may be picked',
      { 'LICENSE-GPL': gpl3, 'LICENSE-APACHE': apache, 'README.md': 'Pick one of the many colors.\n' },
      'Apache-2.0 AND GPL-3.0-only',
    ],
    ['a README alone', { 'README.md': '# Foo\n\n## License\n\nMIT\n' }, 'MIT'],
    [
      'headers alone',
      {
        'foo.go':
          '// SPDX-License-Identifier: BSD-3-Clause\n\npackage foo\n\nconst mit = "licensed under the MIT license"\n',
      },
      'BSD-3-Clause',
    ],
    ['folders do not count', { LICENSE: mit, 'internal/x/LICENSE': gpl3 }, 'MIT'],
    ['a file named __proto__', { LICENSE: mit, ['__proto__']: isc }, 'MIT'],
  ])('%s', (_, files, expected) => {
    expect(read(files).expression).toBe(expected);
  });

  it('has little confidence in what is no licence file', () => {
    const weak = read({ 'README.md': 'Licensed under the MIT License.' });
    expect(weak.confidence).toBeLessThanOrEqual(0.5);
    expect(weak.hints).toMatchObject([{ kind: 'weak-evidence', file: 'README.md' }]);
    expect(read({ LICENSE: mit }).confidence).toBe(1);
  });

  it('gives the words that decided', () => {
    const choice = read({
      'LICENSE-MIT': mit,
      'LICENSE-APACHE': apache,
      COPYRIGHT: 'Names.\n\nThis is dual-licensed under Apache 2.0 and MIT terms.',
    });
    expect(choice.evidence).toMatchObject([{ file: 'COPYRIGHT', operator: 'OR', text: 'dual-licensed', startLine: 3 }]);
    const tagged = read({ LICENSE: 'SPDX-License-Identifier: Apache-2.0 OR MIT', 'LICENSE-MIT': mit });
    expect(tagged.expression).toBe('Apache-2.0 OR MIT');
  });

  it.each<[string, Record<string, string>, string]>([
    ['no-file', {}, ''],
    ['unrecognised', { LICENSE: custom }, 'LICENSE'],
    ['choice-unstated', { 'LICENSE-MIT': mit, 'LICENSE-APACHE': apache }, ''],
    ['folders-differ', { LICENSE: mit, 'cmd/x/COPYING': gpl3 }, 'cmd/x/COPYING'],
    ['more-text', { LICENSE: `${isc}\n${`${custom}\n`.repeat(10)}` }, 'LICENSE'],
    ['lesser-beside-gpl', { COPYING: gpl3, 'COPYING.LESSER': lgpl3 }, ''],
  ])('hints: %s', (kind, files, file) => {
    expect(read(files).hints).toMatchObject([file === '' ? { kind } : { kind, file }]);
  });

  it('says of each file whether it counts', () => {
    const files = read({ LICENSE: mit, NOTICE: 'Foo\nCopyright 2020 Bar', 'LICENSE-GO': bsd3 }).files;
    expect(files.map((f) => [f.path, f.role, f.counts])).toEqual([
      ['LICENSE', 'license', true],
      ['LICENSE-GO', 'license', true],
      ['NOTICE', 'notice', false],
    ]);
  });

  describe('by packages', () => {
    const files = { LICENSE: mit, 'a/LICENSE': isc, 'a/b/COPYING': gpl3, 'c/NOTICE': apache };
    it.each<[string, readonly string[] | undefined, string]>([
      ['the nearest folder above each package', ['', 'a/x', 'c/d'], 'ISC AND MIT'],
      ['a package in a licensed folder', ['a/b'], 'GPL-3.0-only'],
      ['a package below it', ['a/b/c/d'], 'GPL-3.0-only'],
      ['the root alone', [''], 'MIT'],
      ['all folders where the packages are not known', undefined, 'GPL-3.0-only AND ISC AND MIT'],
    ])('%s', (_, imported, expected) => {
      expect(read(files, imported ? { scope: 'packages', imported } : { scope: 'packages' }).expression).toBe(expected);
    });

    it('knows that a root without a licence grants nothing', () => {
      expect(read({ 'a/LICENSE': mit }, { scope: 'packages', imported: ['', 'a'] }).expression).toBe(
        'MIT AND NOASSERTION',
      );
      expect(read({ 'a/LICENSE': mit }, { scope: 'packages', imported: ['b'] }).expression).toBe('NONE');
    });
  });
});

describe('names', () => {
  it.each([
    ['LICENSE', 'license'],
    ['License.md', 'license'],
    ['LICENCE.txt', 'license'],
    ['COPYING.LESSER', 'license'],
    ['UNLICENSE', 'license'],
    ['MIT-LICENSE.txt', 'license'],
    ['LICENSE-APACHE', 'license'],
    ['LICENSE.libyaml', 'license'],
    ['vitess_license', 'license'],
    ['LICENSING.md', 'license'],
    ['GPLv3.txt', 'license'],
    ['lgpl-2.1', 'license'],
    ['OFL.txt', 'license'],
    ['LICENSE.docs', 'docs'],
    ['LICENSE-LOGO', 'docs'],
    ['NOTICE.md', 'notice'],
    ['patents', 'patents'],
    ['Copyright', 'copyright'],
    ['deb.copyright', 'copyright'],
    ['THIRD PARTY NOTICES', 'third-party'],
    ['LICENSE-3rdparty.txt', 'third-party'],
    ['LICENSES.txt', 'third-party'],
    ['go.sum.license', 'sidecar'],
    ['LICENSES/Apache-2.0.txt', 'collection'],
    ['README.cn.md', 'readme'],
    ['license.go', 'source'],
    ['license.json', 'other'],
    ['license.svg', 'other'],
    ['sublicense.md', 'other'],
    ['gplot.txt', 'other'],
    ['licenser.md', 'other'],
    ['header-license.txt', 'other'],
  ])('%s: %s', (path, role) => {
    expect(roleOf(path)).toBe(role);
    expect(roleOf(`a/b/${path}`)).toBe(role);
  });

  it.each([
    ['LICENSE', true],
    ['a/b/COPYING', true],
    ['README.md', true],
    ['a/README.md', false],
    ['a/testdata/LICENSE', false],
    ['testdata/LICENSE', false],
    ['vendor/x/LICENSE', false],
    ['_old/LICENSE', false],
    ['.github/LICENSE', false],
    ['LICENSES/MIT.txt', true],
    ['main.go', false],
    ['AUTHORS', false],
  ])('reads %s: %s', (path, expected) => {
    expect(isLicenseFile(path)).toBe(expected);
  });

  it.each(['std', 'cmd', 'go', 'toolchain', 'golang.org/toolchain'])('%s is Go itself', (path) => {
    expect(isStandardLibrary(path)).toBe(true);
    expect(isStandardLibrary(`${path}x`)).toBe(false);
  });
});

describe('more than is read', () => {
  const tags = (n: number) =>
    Array.from({ length: n }, (_, i) => `SPDX-License-Identifier: LicenseRef-a${String(i).padStart(5, '0')}`).join(
      '\n',
    );
  const long = `SPDX-License-Identifier: ${Array.from({ length: 400 }, () => 'MIT').join(' AND ')} AND GPL-3.0-only`;

  it.each<[what: string, files: Record<string, string>, expression: string]>([
    ['tags whose expression is too long', { LICENSE: tags(5000) }, 'NOASSERTION'],
    ['such a file beside a known license', { LICENSE: mit, COPYING: tags(5000) }, 'MIT AND NOASSERTION'],
    ['files that are too long together', { LICENSE: tags(2500), 'LICENSE-2': tags(5000).slice(90_000) }, 'NOASSERTION'],
    ['one tag whose line is too long', { LICENSE: long }, 'NOASSERTION'],
    ['a tag whose line is too long, with a text', { LICENSE: `${long}\n\n${mit}` }, 'MIT AND NOASSERTION'],
  ])('is never left out: %s', (_, files, expression) => {
    expect(read(files).expression).toBe(expression);
  });

  it('in a file is said of that file', () => {
    expect(read({ LICENSE: tags(5000) }).hints.map((h) => h.text)).toEqual([
      'LICENSE has terms without an SPDX ID (its SPDX tags are longer than is read: 100000 characters together)',
    ]);
  });

  it('is not reached by many tags that say the same', () => {
    expect(read({ LICENSE: 'SPDX-License-Identifier: MIT\n'.repeat(5000) }).expression).toBe('MIT');
  });

  it('is not reached by many files', () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}/LICENSE`, mit]));
    expect(read({ LICENSE: mit, ...files }).confidence).toBeGreaterThan(0.9);
  });
});
