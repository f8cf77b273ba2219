/** What is told of tags, of READMEs, and of texts that name no license. */
import { expect, it } from 'vitest';
import { read } from '../index-fixture.ts';
import { summary } from '../summary.ts';

it.each<[text: string, said: string, file?: string]>([
  [
    '// SPDX-License-Identifier: MIT',
    'MIT 1/0: tag MIT 1 "SPDX-License-Identifier: MIT"; left 4 "SPDX-License-Identifier: MIT"',
  ],
  [
    '/* SPDX-License-Identifier: (mit OR apache-2.0) */',
    'Apache-2.0 OR MIT 1/0: tag Apache-2.0 OR MIT 1 "SPDX-License-Identifier: (mit OR apache-2.0)"; left 8 "SPDX-License-Identifier: (mit OR apache-2.0"',
  ],
  [
    '<!-- SPDX-License-Identifier: ISC -->',
    'ISC 1/0: tag ISC 1 "SPDX-License-Identifier: ISC"; left 4 "SPDX-License-Identifier: ISC"',
  ],
  [
    'SPDX-License-Identifier: MIT-Acme',
    'none 0/0: note the SPDX tag "MIT-Acme" is not a license expression; left 5 "SPDX-License-Identifier: MIT-Acme"',
  ],
  ['SPDX-License-Identifier:', 'none 0/0: left 3 "SPDX-License-Identifier"'],
  [
    'SPDX-License-Identifier: LicenseRef-x AND MIT',
    'LicenseRef-x AND MIT 1/0: tag LicenseRef-x AND MIT 1 "SPDX-License-Identifier: LicenseRef-x AND MIT"; left 6 "SPDX-License-Identifier: LicenseRef-x AND MIT"',
  ],
  [
    'SPDX-License-Identifier: ISC; # x',
    'none 0/0: note the SPDX tag "ISC; # x" is not a license expression; left 4 "SPDX-License-Identifier: ISC"',
  ],
  [
    'SPDX-License-Identifier: GPL-2.0 WITH Classpath-exception-2.0',
    'GPL-2.0-only WITH Classpath-exception-2.0 1/0: tag GPL-2.0-only WITH Classpath-exception-2.0 1 "SPDX-License-Identifier: GPL … WITH Classpath-exception-2.0"; left 11 "SPDX-License-Identifier: GPL … WITH Classpath-exception-2.0"',
  ],
  [
    'SPDX-License-Identifier: MIT\nSPDX-License-Identifier: ISC',
    'ISC AND MIT 1/0: tag MIT 1 "SPDX-License-Identifier: MIT"; tag ISC 1 "SPDX-License-Identifier: ISC"; left 8 "SPDX-License-Identifier: MIT↵SPDX-License-Identifier: ISC"',
  ],
  [
    'SPDX-License-Identifier: MIT\nSPDX-License-Identifier: MIT',
    'MIT 1/0: tag MIT 1 "SPDX-License-Identifier: MIT"; tag MIT 1 "SPDX-License-Identifier: MIT"; left 8 "SPDX-License-Identifier: MIT↵SPDX-License-Identifier: MIT"',
  ],
  [
    'SPDX-License-Identifier: MIT\nLicensed under the ISC License.',
    'MIT 0.9/0.3333: tag MIT 1 "SPDX-License-Identifier: MIT"; statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC License"; left 3 "SPDX-License-Identifier"; left 3 "Licensed under the"',
  ],
  [
    'SPDX-License-Identifier: MIT OR ISC\nDual licensed: MIT and Zlib.',
    'ISC OR MIT 0.9/0.1818: tag ISC OR MIT 1 "SPDX-License-Identifier: MIT OR ISC"; statement MIT 0.9 "MIT"; statement Zlib 0.9 "Zlib"; left 8 "SPDX-License-Identifier: MIT OR ISC↵Dual licensed"; left 1 "and"',
  ],
  [
    'SPDX-License-Identifier: NONE',
    'none 0/0: note the SPDX tag "NONE" is not a license expression; left 4 "SPDX-License-Identifier: NONE"',
  ],
  [
    'SPDX-License-Identifier: NONE\nSPDX-License-Identifier: a b',
    'none 0/0: note the SPDX tag "NONE" is not a license expression; left 8 "SPDX-License-Identifier: NONE↵SPDX-License-Identifier: a"',
  ],
  [
    'SPDX-License-Identifier: NONE\nLicense: ISC',
    'none 0.9/0.1667: statement ISC 0.9 "ISC"; note the SPDX tag "NONE" is not a license expression; left 5 "SPDX-License-Identifier: NONE↵License"',
  ],
  [
    'SPDX-License-Identifier: MIT AND',
    'none 0/0: note the SPDX tag "MIT AND" is not a license expression; left 5 "SPDX-License-Identifier: MIT AND"',
  ],
  [
    '{{- /* SPDX-License-Identifier: MIT */ -}}',
    'MIT 1/0: tag MIT 1 "SPDX-License-Identifier: MIT"; left 4 "SPDX-License-Identifier: MIT"',
  ],
  [
    '| SPDX-License-Identifier: MIT |',
    'MIT 1/0: tag MIT 1 "SPDX-License-Identifier: MIT"; left 4 "SPDX-License-Identifier: MIT"',
  ],
  [
    'x = "SPDX-License-Identifier: MIT\\n"',
    'MIT 1/0: tag MIT 1 "SPDX-License-Identifier: MIT"; left 4 "SPDX-License-Identifier: MIT"',
  ],
  [
    'SPDX-License-Identifier: MIT\nCommercial use is prohibited.',
    'MIT AND NOASSERTION 1/0: tag MIT 1 "SPDX-License-Identifier: MIT"; note "SPDX-License-Identifier: MIT Commercial use is prohibited"; left 8 "SPDX-License-Identifier: MIT↵Commercial use is prohibited"',
  ],
  [
    'spdx-license-identifier: mit\r\nx',
    'MIT 1/0: tag MIT 1 "spdx-license-identifier: mit"; left 4 "spdx-license-identifier: mit"',
  ],
  [
    `SPDX-License-Identifier: ${'x'.repeat(200)}`,
    'none 0/0: note the SPDX tag "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx …" is not a license expression; left 4 "SPDX-License-Identifier: xxx … xxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
  ],
  ['', 'none 0/0: note no words but copyright lines'],
  ['Copyright 2020 A', 'none 0/0: note no words but copyright lines'],
  ['All rights reserved.', 'none 0/0: note only "all rights reserved": no rights are granted; reserved'],
  [
    'All rights reserved, and these are ten other words in a row.',
    'none 0/0: note "all rights reserved" and no grant; left 9 "and these are ten other words in a row"',
  ],
  [
    'All rights reserved, and these are eleven of the other words in a row.',
    'none 0/0: note "all rights reserved" and no grant; left 11 "and these are eleven of the other words in a row"',
  ],
  ['Just some words about nothing at all.', 'none 0/0: left 7 "Just some words about nothing at all"'],
  [
    `Excluded from our MIT License, ${'word '.repeat(40)}`,
    'none 0/0: note "Excluded from our MIT License, word word word word word word word word word word word word word word word word word word word word word word word word word word …"; left 45 "Excluded from our MIT Licens … ord word word word word word"',
  ],
  ['# X\n\nMIT License\n', 'MIT 0.7/1: statement MIT 0.7 "MIT License"', 'README.md'],
  ['# X\n\nThe MIT License\n', 'none 0/0: left 3 "The MIT License"', 'README.md'],
  ['# X\n\nApache License of things.\n', 'none 0/0: left 4 "Apache License of things"', 'README.md'],
  [
    'Licensed under the MIT License.',
    'MIT 0.9/0.4: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"',
    'a/README',
  ],
  ['https://opensource.org/licenses/MIT', 'MIT 0.7/1: statement MIT 0.7 "opensource.org/licenses/MIT"', 'README.md'],
  [
    'see https://opensource.org/licenses/MIT here',
    'none 0/0: left 6 "see https://opensource.org/licenses/MIT here"',
    'README.md',
  ],
  [
    'see https://opensource.org/licenses/MIT here',
    'MIT 0.9/0.6667: statement MIT 0.9 "opensource.org/licenses/MIT"; left 1 "see"; left 1 "here"',
    'README/x',
  ],
  [
    'MIT License\n\nISC License, too',
    'MIT 0.7/0.4: statement MIT 0.7 "MIT License"; left 3 "ISC License, too"',
    'README.md',
  ],
  [
    'Licensed under the MIT License, ISC License.',
    'ISC AND MIT 0.9/0.5714: statement MIT 0.9 "MIT License"; statement ISC 0.9 "ISC License"; left 3 "Licensed under the"',
    'README.md',
  ],
  [
    'Licensed under the MIT License. Commercial use is prohibited.',
    'MIT 0.9/0.2222: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"; left 4 "Commercial use is prohibited"',
    'README.md',
  ],
  [
    'The MIT License does not apply.',
    'none 0/0: note "The MIT License does not apply"; left 6 "The MIT License does not apply"',
    'readme.txt',
  ],
])('tells of %j: %s', (text, said, file = 'LICENSE') => {
  expect(summary(text, read(text, file))).toBe(said);
});
