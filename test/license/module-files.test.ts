/** What the license files of a module say together: all that is told of them. */
import { expect, it } from 'vitest';
import { detectModule, type ModuleOptions } from '../../src/license/module.ts';
import { detector, textOf } from './index-fixture.ts';
import { moduleSummary } from './summary.ts';

const mit = textOf('MIT');
const isc = textOf('ISC');
const apache = textOf('Apache-2.0');
const bsd3 = textOf('BSD-3-Clause');
const gpl2 = textOf('GPL-2.0-only');
const gpl3 = textOf('GPL-3.0-only');
const lgpl3 = textOf('LGPL-3.0-only').slice(0, 7600);
const cc = textOf('CC-BY-4.0');
const custom =
  'Acme Corp allows its customers to run this program on one machine for as long as they pay the yearly fee.';
const long = (count: number) => 'purple words that mean nothing here. '.repeat(count);

it.each<[what: string, files: Record<string, string>, said: string[], options?: ModuleOptions]>([
  ['one license file', { LICENSE: mit }, ['MIT 1/1: LICENSE license* MIT']],
  [
    'two license files',
    { LICENSE: mit, COPYING: isc },
    ['ISC AND MIT 1/1: COPYING license* ISC, LICENSE license* MIT'],
  ],
  [
    'two that are named for their license',
    { 'LICENSE-MIT': mit, 'LICENSE-ISC': isc },
    [
      'ISC AND MIT 1/1: LICENSE-ISC license* ISC, LICENSE-MIT license* MIT',
      'choice-unstated -: unclear whether LICENSE-ISC and LICENSE-MIT are alternatives; all are applied',
    ],
  ],
  [
    'two of which one is named for its license',
    { 'LICENSE-MIT': mit, LICENSE: isc },
    ['ISC AND MIT 1/1: LICENSE license* ISC, LICENSE-MIT license* MIT'],
  ],
  [
    'a choice that the README states',
    {
      'LICENSE-MIT': mit,
      'LICENSE-APACHE': apache,
      'README.md': 'Licensed under either of Apache License, Version 2.0 or MIT license at your option.',
    },
    [
      'Apache-2.0 OR MIT 1/1: LICENSE-APACHE license* Apache-2.0, LICENSE-MIT license* MIT, README.md readme Apache-2.0 OR MIT',
      'OR "under either" README.md:1-1',
    ],
  ],
  [
    'a README that names both',
    {
      'LICENSE-MIT': mit,
      'LICENSE-APACHE': apache,
      'README.md': 'Licensed under the MIT License and the Apache License 2.0.',
    },
    [
      'Apache-2.0 AND MIT 1/1: LICENSE-APACHE license* Apache-2.0, LICENSE-MIT license* MIT, README.md readme Apache-2.0 AND MIT',
    ],
  ],
  [
    'a choice that COPYRIGHT states',
    { 'LICENSE-MIT': mit, 'LICENSE-ISC': isc, COPYRIGHT: 'Dual licensed: MIT and ISC.' },
    [
      'ISC OR MIT 1/1: COPYRIGHT copyright ISC OR MIT, LICENSE-ISC license* ISC, LICENSE-MIT license* MIT',
      'OR "Dual licensed" COPYRIGHT:1-1',
    ],
  ],
  [
    'a choice that a tag of a license file states',
    { 'LICENSE-MIT': mit, 'LICENSE-ISC': isc, LICENSE: 'SPDX-License-Identifier: ISC OR MIT' },
    ['ISC OR MIT 1/0: LICENSE license* ISC OR MIT, LICENSE-ISC license* ISC, LICENSE-MIT license* MIT'],
  ],
  [
    'a choice that a tag of the README states',
    { 'LICENSE-MIT': mit, 'LICENSE-ISC': isc, 'README.md': 'SPDX-License-Identifier: ISC OR MIT' },
    [
      'ISC OR MIT 1/1: LICENSE-ISC license* ISC, LICENSE-MIT license* MIT, README.md readme ISC OR MIT',
      'OR "ISC OR MIT" README.md:1-1',
    ],
  ],
  [
    'a choice between more than there is',
    { 'LICENSE-MIT': mit, 'LICENSE-ISC': isc, 'README.md': 'SPDX-License-Identifier: ISC OR MIT OR Zlib' },
    [
      'ISC OR MIT 1/1: LICENSE-ISC license* ISC, LICENSE-MIT license* MIT, README.md readme ISC OR MIT OR Zlib',
      'OR "ISC OR MIT OR Zlib" README.md:1-1',
    ],
  ],
  [
    'a choice that does not name all',
    { 'LICENSE-MIT': mit, 'LICENSE-ISC': isc, 'README.md': 'SPDX-License-Identifier: Zlib OR MIT' },
    [
      'ISC AND MIT 1/1: LICENSE-ISC license* ISC, LICENSE-MIT license* MIT, README.md readme MIT OR Zlib',
      'choice-unstated -: unclear whether LICENSE-ISC and LICENSE-MIT are alternatives; all are applied',
    ],
  ],
  [
    'a choice beside a license of the logo',
    { 'LICENSE-MIT': mit, 'LICENSE-ISC': isc, 'LICENSE-LOGO': cc, 'README.md': 'SPDX-License-Identifier: ISC OR MIT' },
    [
      '(ISC OR MIT) AND CC-BY-4.0 1/1: LICENSE-ISC license* ISC, LICENSE-LOGO docs* CC-BY-4.0, LICENSE-MIT license* MIT, README.md readme ISC OR MIT',
      'OR "ISC OR MIT" README.md:1-1',
    ],
  ],
  [
    'a choice between four',
    {
      'LICENSE-MIT': mit,
      'LICENSE-ISC': isc,
      'LICENSE-APACHE': apache,
      'LICENSE-BSD': bsd3,
      'README.md': 'SPDX-License-Identifier: ISC OR MIT OR Apache-2.0 OR BSD-3-Clause',
    },
    [
      'Apache-2.0 AND BSD-3-Clause AND ISC AND MIT 1/1: LICENSE-APACHE license* Apache-2.0, LICENSE-BSD license* BSD-3-Clause, LICENSE-ISC license* ISC, LICENSE-MIT license* MIT',
    ],
  ],
  [
    'a choice beside terms without an id',
    { 'LICENSE-MIT': mit, LICENSE: custom, 'README.md': 'SPDX-License-Identifier: ISC OR MIT' },
    [
      'MIT AND NOASSERTION 0/0: LICENSE license* none, LICENSE-MIT license* MIT',
      'unrecognised LICENSE: LICENSE has terms without an SPDX ID',
    ],
  ],
  [
    'a license of the documentation alone',
    { 'LICENSE.docs': cc },
    [
      'NONE 0/0: LICENSE.docs docs CC-BY-4.0',
      'documentation LICENSE.docs: LICENSE.docs licenses the documentation under CC-BY-4.0',
      'no-file -: no license file',
    ],
  ],
  [
    'one of the documentation beside another',
    { LICENSE: mit, 'LICENSE.docs': cc },
    [
      'MIT 1/1: LICENSE license* MIT, LICENSE.docs docs CC-BY-4.0',
      'documentation LICENSE.docs: LICENSE.docs licenses the documentation under CC-BY-4.0',
    ],
  ],
  [
    'terms of the documentation without an id',
    { LICENSE: mit, 'LICENSE.docs': custom },
    [
      'MIT 1/1: LICENSE license* MIT, LICENSE.docs docs none',
      'documentation LICENSE.docs: LICENSE.docs licenses the documentation under terms without an SPDX id',
    ],
  ],
  [
    'a license of the logo',
    { LICENSE: mit, 'LICENSE-LOGO': cc },
    ['CC-BY-4.0 AND MIT 1/1: LICENSE license* MIT, LICENSE-LOGO docs* CC-BY-4.0'],
  ],
  [
    'an empty file for the documentation',
    { LICENSE: mit, 'LICENSE.docs': '' },
    ['MIT 1/1: LICENSE license* MIT, LICENSE.docs docs none'],
  ],
  [
    'terms without an id',
    { LICENSE: custom },
    ['NOASSERTION 0/0: LICENSE license* none', 'unrecognised LICENSE: LICENSE has terms without an SPDX ID'],
  ],
  [
    'terms without an id beside a license',
    { LICENSE: mit, COPYING: custom },
    [
      'MIT AND NOASSERTION 0/0: COPYING license* none, LICENSE license* MIT',
      'unrecognised COPYING: COPYING has terms without an SPDX ID',
    ],
  ],
  [
    'a license with a restriction',
    { LICENSE: `${mit}\n\nCommercial use is prohibited.` },
    [
      'MIT AND NOASSERTION 1/0.9763: LICENSE license* MIT AND NOASSERTION',
      'unrecognised LICENSE: LICENSE has terms without an SPDX ID ("Commercial use is prohibited")',
    ],
  ],
  ['a license with some more text', { LICENSE: `${mit}\n\n${long(5)}` }, ['MIT 1/0.8462: LICENSE license* MIT']],
  [
    'a license with much more text',
    { LICENSE: `${mit}\n\n${long(15)}` },
    [
      'MIT 1/0.6471: LICENSE license* MIT',
      'more-text LICENSE: LICENSE has more text than the license (lines 20 to 20)',
    ],
  ],
  [
    'more text behind than before',
    { LICENSE: `${long(9)}\n\n${mit}\n\n${long(12)}` },
    ['MIT 1/0.567: LICENSE license* MIT', 'more-text LICENSE: LICENSE has more text than the license (lines 22 to 22)'],
  ],
  [
    'as much text before as behind',
    { LICENSE: `${long(12)}\n\n${mit}\n\n${long(12)}` },
    ['MIT 1/0.534: LICENSE license* MIT', 'more-text LICENSE: LICENSE has more text than the license (lines 1 to 1)'],
  ],
  [
    'more text beside a statement',
    { LICENSE: `Licensed under the MIT License. ${long(12)}` },
    ['MIT 0.9/0.026: LICENSE license* MIT'],
  ],
  [
    'the LGPL beside the GPL',
    { 'COPYING.LESSER': lgpl3, COPYING: gpl3 },
    [
      'GPL-3.0-only AND LGPL-3.0-only 1/1: COPYING license* GPL-3.0-only, COPYING.LESSER license* LGPL-3.0-only',
      'lesser-beside-gpl -: the text of the GPL-3.0 may only be part of the LGPL-3.0',
    ],
  ],
  ['the GPL', { COPYING: gpl3 }, ['GPL-3.0-only 1/1: COPYING license* GPL-3.0-only']],
  ['the LGPL', { COPYING: lgpl3 }, ['LGPL-3.0-only 1/1: COPYING license* LGPL-3.0-only']],
  [
    'the GPL beside another',
    { COPYING: gpl3, LICENSE: mit },
    ['GPL-3.0-only AND MIT 1/1: COPYING license* GPL-3.0-only, LICENSE license* MIT'],
  ],
  [
    'a folder LICENSES',
    { 'LICENSES/MIT.txt': mit, 'LICENSES/ISC.txt': isc },
    ['ISC AND MIT 1/1: LICENSES/ISC.txt collection* ISC, LICENSES/MIT.txt collection* MIT'],
  ],
  [
    'a folder LICENSES beside a license file',
    { LICENSE: mit, 'LICENSES/ISC.txt': isc, 'LICENSES/CC-BY-4.0.txt': cc },
    [
      'ISC AND MIT 1/1: LICENSE license* MIT, LICENSES/CC-BY-4.0.txt collection CC-BY-4.0, LICENSES/ISC.txt collection* ISC',
    ],
  ],
  [
    'a license of texts alone in LICENSES',
    { 'LICENSES/CC-BY-4.0.txt': cc },
    ['CC-BY-4.0 1/1: LICENSES/CC-BY-4.0.txt collection* CC-BY-4.0'],
  ],
  [
    'a GNU text named "or later"',
    { 'LICENSES/GPL-2.0-or-later.txt': gpl2 },
    ['GPL-2.0-or-later 1/1: LICENSES/GPL-2.0-or-later.txt collection* GPL-2.0-only'],
  ],
  [
    'a GNU text named "only"',
    { 'LICENSES/GPL-2.0-only.txt': gpl2 },
    ['GPL-2.0-only 1/1: LICENSES/GPL-2.0-only.txt collection* GPL-2.0-only'],
  ],
  [
    'a GNU text that a file grants "or later"',
    { LICENSE: 'Licensed under GPLv2 or later.', 'LICENSES/GPL-2.0-only.txt': gpl2 },
    ['GPL-2.0-or-later 0.9/0.6: LICENSE license* GPL-2.0-or-later, LICENSES/GPL-2.0-only.txt collection GPL-2.0-only'],
  ],
  [
    'a GNU text beside the grant of another version',
    { LICENSE: 'Licensed under GPLv3 or later.', 'LICENSES/GPL-2.0-only.txt': gpl2 },
    [
      'GPL-2.0-only AND GPL-3.0-or-later 0.9/0.6: LICENSE license* GPL-3.0-or-later, LICENSES/GPL-2.0-only.txt collection* GPL-2.0-only',
    ],
  ],
])('tells of %s', (_, files, said, options = {}) => {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  expect(moduleSummary(detectModule(all, detector(), options))).toEqual(said);
});
