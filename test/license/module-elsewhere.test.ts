/** What is told of modules whose license stands elsewhere, or in several folders. */
import { expect, it } from 'vitest';
import { detectModule, type ModuleOptions } from '../../src/license/module.ts';
import { detector, textOf } from './index-fixture.ts';
import { moduleSummary } from './summary.ts';

const mit = textOf('MIT');
const isc = textOf('ISC');
const apache = textOf('Apache-2.0');
const bsd3 = textOf('BSD-3-Clause');
const cc = textOf('CC-BY-4.0');

it.each<[what: string, files: Record<string, string>, said: string[], options?: ModuleOptions]>([
  [
    'COPYRIGHT before the README',
    { COPYRIGHT: 'Licensed under the MIT License.', 'README.md': 'Licensed under the ISC License.' },
    ['MIT 0.5/0.4: COPYRIGHT copyright* MIT', 'weak-evidence COPYRIGHT: no license file; COPYRIGHT says so'],
  ],
  [
    'the README before source files',
    { 'README.md': 'Licensed under the ISC License.', 'a.go': '// Licensed under the MIT License.\npackage a' },
    [
      'ISC 0.5/0.4: README.md readme* ISC, a.go source MIT',
      'weak-evidence README.md: no license file; README.md says so',
    ],
  ],
  [
    'two READMEs',
    { 'README.md': 'Licensed under the ISC License.', README: 'Licensed under the MIT License.' },
    [
      'ISC AND MIT 0.5/0.4: README readme* MIT, README.md readme* ISC',
      'weak-evidence README: no license file; README, README.md says so',
    ],
  ],
  [
    'the head of a source file before a NOTICE',
    {
      'a.go': '// Licensed under the MIT License.\n\npackage a\n// Licensed under the ISC License.',
      NOTICE: 'Licensed under the Apache License 2.0.',
    },
    ['MIT 0.5/0.4: NOTICE notice Apache-2.0, a.go source* MIT', 'weak-evidence a.go: no license file; a.go says so'],
  ],
  [
    '4000 characters of a source file without a package clause',
    { 'a.go': `// ${'x'.repeat(3960)}\n// MIT License.\n` },
    ['MIT 0.5/0.6667: a.go source* MIT', 'weak-evidence a.go: no license file; a.go says so'],
  ],
  [
    'what stands behind them',
    { 'a.go': `// ${'x'.repeat(4000)}\n// Licensed under the MIT License.\n` },
    ['NONE 0/0: a.go source none', 'no-file -: no license file'],
  ],
  [
    'what stands behind the package clause',
    { 'a.go': 'package a\n// Licensed under the MIT License.' },
    ['NONE 0/0: a.go source none', 'no-file -: no license file'],
  ],
  [
    'a NOTICE, but neither PATENTS nor AUTHORS',
    { NOTICE: 'Licensed under the Apache License 2.0.', PATENTS: mit, AUTHORS: mit },
    [
      'Apache-2.0 0.5/0.5714: AUTHORS authors MIT, NOTICE notice* Apache-2.0, PATENTS patents MIT',
      'weak-evidence NOTICE: no license file; NOTICE says so',
    ],
  ],
  ['no files', {}, ['NONE 0/0: ', 'no-file -: no license file']],
  [
    'no files of a module that may lie below its repository',
    {},
    [
      'NONE 0/0: ',
      "no-file -: no license file; a module below a repository's root gets only the root's file named LICENSE into its zip, so the repository may have one",
    ],
    { path: 'github.com/a/b/c' },
  ],
  ['no files of a module at the root', {}, ['NONE 0/0: ', 'no-file -: no license file'], { path: 'github.com/a/b' }],
  ['an empty license file', { LICENSE: '' }, ['NONE 0/0: LICENSE license none', 'no-file -: no license file']],
  [
    'reserved rights',
    { LICENSE: 'All rights reserved.' },
    [
      'NOASSERTION 0/0: LICENSE license* none',
      'unrecognised LICENSE: LICENSE has terms without an SPDX ID (only "all rights reserved": no rights are granted)',
    ],
  ],
  [
    'reserved rights beside a README',
    { LICENSE: 'All rights reserved.', 'README.md': 'Licensed under the MIT License.' },
    [
      'NOASSERTION 0/0: LICENSE license* none',
      'unrecognised LICENSE: LICENSE has terms without an SPDX ID (only "all rights reserved": no rights are granted)',
    ],
  ],
  [
    'copyright lines beside a README',
    { LICENSE: 'Copyright 2020 A', 'README.md': 'Licensed under the MIT License.' },
    [
      'MIT 0.5/0.4: LICENSE license none, README.md readme* MIT',
      'weak-evidence README.md: no license file; README.md says so',
    ],
  ],
  [
    'a file that names the files of a choice',
    {
      'LICENSE.ONE': mit,
      'LICENSE.TWO': isc,
      LICENSE: 'You may use this under either of the licenses in LICENSE.ONE or LICENSE.TWO, at your option.',
    },
    [
      'ISC OR MIT 1/1: LICENSE license none, LICENSE.ONE license* MIT, LICENSE.TWO license* ISC',
      'OR "under either" LICENSE:1-1',
    ],
  ],
  [
    'the same beside a third license',
    {
      'LICENSE.ONE': mit,
      'LICENSE.TWO': isc,
      'LICENSE.X': bsd3,
      LICENSE: 'Use this under either of the licenses in LICENSE.ONE or LICENSE.TWO.',
    },
    [
      '(ISC OR MIT) AND BSD-3-Clause 1/1: LICENSE license none, LICENSE.ONE license* MIT, LICENSE.TWO license* ISC, LICENSE.X license* BSD-3-Clause',
      'OR "under either" LICENSE:1-1',
    ],
  ],
  [
    'a file that names one',
    { 'LICENSE.ONE': mit, LICENSE: 'Read the license in LICENSE.ONE please.' },
    ['MIT 1/1: LICENSE license none, LICENSE.ONE license* MIT'],
  ],
  [
    'a file that names two that both apply',
    { 'LICENSE.ONE': mit, 'LICENSE.TWO': isc, LICENSE: 'The licenses are in LICENSE.ONE and LICENSE.TWO.' },
    ['ISC AND MIT 1/1: LICENSE license none, LICENSE.ONE license* MIT, LICENSE.TWO license* ISC'],
  ],
  [
    'a choice beside the text of one of its licenses',
    { LICENSE: 'SPDX-License-Identifier: ISC OR MIT', COPYING: mit },
    ['ISC OR MIT 1/0: COPYING license* MIT, LICENSE license* ISC OR MIT'],
  ],
  [
    'words of a choice',
    { LICENSE: 'Licensed under MIT or Apache-2.0 at your option.' },
    ['Apache-2.0 OR MIT 0.9/0.4: LICENSE license* Apache-2.0 OR MIT', 'OR "at your option" LICENSE:1-1'],
  ],
  [
    'words of an exception',
    { LICENSE: `${apache}\n\nApache License 2.0 with LLVM exceptions` },
    [
      'Apache-2.0 WITH LLVM-exception 1/1: LICENSE license* Apache-2.0 WITH LLVM-exception',
      'WITH "Apache License 2.0 with LLVM exceptions" LICENSE:75-75',
    ],
  ],
  [
    'folders that differ',
    { LICENSE: mit, 'a/LICENSE': isc, 'b/LICENSE': mit, 'c/README.md': 'x' },
    ['MIT 1/1: LICENSE license* MIT', 'folders-differ a/LICENSE: a/LICENSE says ISC'],
  ],
  ['a folder below without terms', { LICENSE: mit, 'a/LICENSE': '' }, ['MIT 1/1: LICENSE license* MIT']],
  [
    'a root without a license',
    { 'a/LICENSE': isc },
    ['NONE 0/0: ', 'no-file -: no license file', 'folders-differ a/LICENSE: a/LICENSE says ISC'],
  ],
  [
    'all folders with a license',
    { LICENSE: mit, 'a/LICENSE': isc },
    ['ISC AND MIT 1/1: LICENSE license* MIT, a/LICENSE license* ISC'],
    { scope: 'packages' },
  ],
  [
    'the nearest folders of imported packages',
    { LICENSE: mit, 'a/LICENSE': isc, 'b/LICENSE': bsd3 },
    ['ISC AND MIT 1/1: LICENSE license* MIT, a/LICENSE license* ISC'],
    { scope: 'packages', imported: ['a/x/y', 'c'] },
  ],
  [
    'no imported package',
    { LICENSE: mit, 'a/LICENSE': isc },
    ['MIT 1/1: LICENSE license* MIT'],
    { scope: 'packages', imported: [] },
  ],
  [
    'a root without a license among packages',
    { 'a/LICENSE': isc },
    ['ISC AND NOASSERTION 0/0: a/LICENSE license* ISC', 'no-file -: no license file'],
    { scope: 'packages' },
  ],
  [
    'a folder with a license of its documentation',
    { LICENSE: mit, 'a/LICENSE.docs': cc },
    [
      'NONE 0/0: a/LICENSE.docs docs CC-BY-4.0',
      'documentation a/LICENSE.docs: a/LICENSE.docs licenses the documentation under CC-BY-4.0',
      'no-file -: no license file',
    ],
    { scope: 'packages', imported: ['a'] },
  ],
])('tells of %s', (_, files, said, options = {}) => {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  expect(moduleSummary(detectModule(all, detector(), options))).toEqual(said);
});
