import { describe, expect, it } from 'vitest';
import { type FileRole, isDocumentation, isLicenseFile, roleOf } from '../../src/license/files.ts';

const ROLES: Readonly<Partial<Record<FileRole, readonly string[]>>> = {
  license: [
    'LICENSE',
    'licence.txt',
    'LICENSE-MIT',
    'MIT-LICENSE.md',
    'GO_LICENSE',
    'unlicense',
    'UNLICENCE',
    'licensed.md',
    'COPYING',
    'COPYING.LESSER',
    'copyleft.txt',
    'Commons-Clause',
    'gpl',
    'agpl-3.0.txt',
    'lgplv2',
    'apl-2.0',
    'ofl',
    'EUPL-1.2.txt',
    'mpl.txt',
    'cddl_1.0',
    'mit.txt',
    'bsd-3.md',
    'cc-by-4.0.txt',
    'mitlicense.txt',
    'apachev2.md',
    'apache2.txt',
    'cc0.txt',
    'LICENSE.libyaml',
  ],
  docs: [
    'LICENSE.docs',
    'LICENSE-DOC',
    'license-for-documentation',
    'LICENSE_LOGOS',
    'license.assets.txt',
    'LICENSE-artwork',
    'LICENSE-images',
    'LICENSE-fonts',
    'docs-license',
    'documentation.licence',
    'logo_license.txt',
    'assets-LICENSE',
  ],
  notice: ['NOTICE', 'notices.txt', 'NOTICE-2020'],
  patents: ['PATENTS', 'patent.md'],
  copyright: ['COPYRIGHT', 'copyrights.txt', 'deb.copyright', 'a-copyright-b'],
  authors: ['AUTHORS', 'CONTRIBUTORS.md', 'maintainers'],
  'third-party': [
    'THIRD-PARTY',
    'third_parties.md',
    '3rdparty-licenses',
    '3rd-party',
    'dependencies.txt',
    'DEPENDENCY-LICENSE',
    'vendored.md',
    'ATTRIBUTION',
    'acknowledgements.md',
    'acknowledgments',
    'CREDITS',
    'LICENSE-binary',
    'notice_binary',
    'license-list',
    'LICENCES.md',
    'copying-notes',
  ],
  eula: ['EULA', 'eula.md'],
  readme: ['README', 'readme.md', 'README.cn.txt'],
  sidecar: ['go.sum.license', 'logo.svg.license'],
  collection: ['LICENSES/MIT.txt', 'licences/x', 'a/LICENSES/ISC'],
  source: ['a.go', 'LICENSE.go', 'README.go'],
  other: [
    '',
    'main.txt',
    'license.json',
    'licenses.csv',
    'LICENSE.tmpl',
    'LICENSES/x.json',
    'readme.svg',
    'readmefirst',
    'licenser',
    'sublicense',
    'gplot',
    'gpl2x',
    'mitigation.md',
    'iscsi.txt',
    'apacheconf.md',
    'mit',
    'license-header',
    'license-template.txt',
    'boilerplate-license',
    'copyright-header',
    'copyrighted',
    'noticeboard',
    'patented',
    'authorship',
    'eulalia',
    'old-credits',
  ],
};

describe('the role of a file', () => {
  it.each(Object.entries(ROLES))('is %s for %j', (role, names) => {
    expect(names.map((name) => [name, roleOf(name)])).toEqual(names.map((name) => [name, role]));
    const below = names.map((name) => `sub/dir/${name}`);
    expect(below.map((name) => [name, roleOf(name)])).toEqual(below.map((name) => [name, role]));
  });

  it('is that of the name, whatever the folders are called', () => {
    expect(roleOf('LICENSE/main.txt')).toBe('other');
    expect(roleOf('a/LICENSES/b/main.txt')).toBe('other');
    expect(roleOf('xLICENSES/main.txt')).toBe('other');
    expect(roleOf('/LICENSE')).toBe('license');
    // A name that begins with its only dot has no ending.
    expect(roleOf('.license')).toBe('license');
    expect(roleOf('.go')).toBe('source');
    expect(roleOf('LICENSE.')).toBe('license');
  });
});

it('knows licenses of documentation from those of artwork', () => {
  const names = ['LICENSE.docs', 'LICENSE-doc', 'docs/LICENSE-documentation', 'a/b/DOCS-LICENSE'];
  expect(names.filter(isDocumentation)).toEqual(names);
  expect(['LICENSE-logo', 'docs/LICENSE-LOGO', 'LICENSE-docset'].filter(isDocumentation)).toEqual([]);
});

describe('files that are read for the license', () => {
  it.each([
    'LICENSE',
    'a/b/NOTICE',
    'a/PATENTS',
    'COPYRIGHT',
    'THIRD-PARTY',
    'EULA',
    'go.sum.license',
    'a/LICENSES/MIT.txt',
    'README',
    'LICENSE.docs',
    'vendored/LICENSE',
    'a.testdata/LICENSE',
  ])('%s is one', (path) => {
    expect(isLicenseFile(path)).toBe(true);
  });

  it.each([
    'a/README',
    'AUTHORS',
    'main.go',
    'main.txt',
    'testdata/LICENSE',
    'a/testdata/b/LICENSE',
    'vendor/a/LICENSE',
    'a/node_modules/b/LICENSE',
    '_a/LICENSE',
    'b/.a/LICENSE',
  ])('%s is none', (path) => {
    expect(isLicenseFile(path)).toBe(false);
  });
});
