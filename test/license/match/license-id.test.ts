import { describe, expect, it } from 'vitest';
import { covers, readLicense } from '../../../src/license/match/license-id.ts';
import { idTable } from '../../../src/license/spdx/ids.ts';
import { exceptions, licenses } from '../../../src/license/spdx/packages.ts';

const IDS = idTable(licenses);
const EXCEPTIONS = new Map(exceptions.map((id) => [id.toLowerCase(), id]));
const read = (text: string) => readLicense(text, IDS, EXCEPTIONS);

describe('a license', () => {
  it.each<[text: string, expected: object]>([
    ['mit', { text: 'MIT', base: 'MIT', orLater: false, exception: undefined, custom: false }],
    ['Apache-1.1+', { text: 'Apache-1.1+', base: 'Apache-1.1', orLater: true }],
    ['GPL-2.0', { text: 'GPL-2.0-only', base: 'GPL-2.0', orLater: false }],
    ['GPL-2.0+', { text: 'GPL-2.0-or-later', base: 'GPL-2.0', orLater: true }],
    ['gpl-2.0-OR-LATER', { text: 'GPL-2.0-or-later', base: 'GPL-2.0', orLater: true }],
    [
      'GPL-2.0-only WITH classpath-exception-2.0',
      { text: 'GPL-2.0-only WITH Classpath-exception-2.0', base: 'GPL-2.0', exception: 'Classpath-exception-2.0' },
    ],
    ['LicenseRef-own', { text: 'LicenseRef-own', base: 'LicenseRef-own', orLater: false, custom: true }],
    // What is in a name of one's own says nothing.
    ['LicenseRef-own-or-later', { base: 'LicenseRef-own-or-later', orLater: false, custom: true }],
    [
      'LicenseRef-own WITH Classpath-exception-2.0',
      { base: 'LicenseRef-own', exception: 'Classpath-exception-2.0', custom: true },
    ],
    ['DocumentRef-a:LicenseRef-b', { text: 'DocumentRef-a:LicenseRef-b', custom: true }],
  ])('is read from %s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    '',
    'No-Such-License',
    'MIT OR ISC',
    'MIT WITH',
    'MIT WITH no-such-exception',
    'MIT WITH Classpath-exception-2.0 x',
    'LicenseRef-own+',
  ])('is none in %j', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

it('is none where a list has it and the parser does not know it', () => {
  expect(readLicense('made-up', new Map([['made-up', 'Made-Up']]), EXCEPTIONS)).toBeUndefined();
});

describe('an entry covers', () => {
  it.each<[entry: string, license: string, covers: boolean]>([
    ['MIT', 'MIT', true],
    ['MIT', 'ISC', false],
    ['GPL-2.0-only', 'GPL-2.0-only', true],
    ['GPL-2.0-only', 'GPL-3.0-only', false],
    // Whoever has "or later" may choose.
    ['GPL-2.0-only', 'GPL-2.0-or-later', true],
    ['GPL-3.0-only', 'GPL-2.0-or-later', true],
    ['GPL-2.0-only', 'GPL-3.0-or-later', false],
    // The entry names this version and what comes later.
    ['GPL-2.0-or-later', 'GPL-2.0-only', true],
    ['GPL-2.0-or-later', 'GPL-3.0-only', true],
    ['GPL-3.0-or-later', 'GPL-2.0-only', false],
    ['GPL-2.0-or-later', 'GPL-3.0-or-later', true],
    ['GPL-3.0-or-later', 'GPL-2.0-or-later', true],
    ['GPL-2.0-or-later', 'LGPL-3.0-only', false],
    ['Apache-1.0+', 'Apache-1.1', true],
    ['Apache-1.1+', 'Apache-1.0', false],
    ['Apache-1.0', 'Apache-1.1', false],
    ['Apache-1.1', 'Apache-1.0+', true],
    // Later than the packages know.
    ['EUPL-1.1+', 'EUPL-1.2', true],
    ['EUPL-1.2+', 'EUPL-1.1', false],
    ['OSL-2.1+', 'OSL-3.0', true],
    // Letters behind the number come later.
    ['LPPL-1.3a+', 'LPPL-1.3c', true],
    ['LPPL-1.3c+', 'LPPL-1.3a', false],
    ['LPPL-1.2+', 'LPPL-1.3a', true],
    // Numbers of clauses are no versions.
    ['BSD-2-Clause+', 'BSD-3-Clause', false],
    ['MIT+', 'MIT-0', false],
    ['MIT+', 'MIT', true],
    ['CDDL-1.0', 'CDDL-1.1', false],
    ['CDDL-1.0+', 'CDDL-1.1', true],
    // Exceptions and names of one's own: as they are.
    ['GPL-2.0-or-later', 'GPL-2.0-only WITH Classpath-exception-2.0', false],
    ['GPL-2.0-or-later WITH Classpath-exception-2.0', 'GPL-3.0-only WITH Classpath-exception-2.0', true],
    ['GPL-2.0-or-later WITH Classpath-exception-2.0', 'GPL-2.0-only', false],
    ['LicenseRef-a', 'LicenseRef-a', true],
    ['LicenseRef-a', 'LicenseRef-A', false],
    ['MIT', 'LicenseRef-MIT', false],
  ])('%s, and %s: %s', (entry, license, expected) => {
    expect(covers(read(entry)!, read(license)!)).toBe(expected);
  });
});
