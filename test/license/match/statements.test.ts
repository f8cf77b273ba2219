/** What sentences say of licenses: all of what is detected. */
import { expect, it } from 'vitest';
import { read } from '../index-fixture.ts';
import { summary } from '../summary.ts';

it.each<[text: string, said: string, file?: string]>([
  ['Licensed under the MIT License.', 'MIT 0.9/0.4: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"'],
  ['License: MIT', 'MIT 0.9/0.5: statement MIT 0.9 "MIT"; left 1 "License"'],
  ['License: MIT, Acme-1.0', 'none 0/0: note "License: MIT, Acme-1.0"; left 5 "License: MIT, Acme-1.0"'],
  ['License: MIT\nAcme', 'MIT 0.9/0.3333: statement MIT 0.9 "MIT"; left 1 "License"; left 1 "Acme"'],
  ['License: MIT/Acme', 'none 0/0: note "License: MIT/Acme"; left 3 "License: MIT/Acme"'],
  ['License: MIT/ISC', 'ISC AND MIT 0.9/0.6667: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; left 1 "License"'],
  ['Licensed under MIT-Acme.', 'none 0/0: note "Licensed under MIT-Acme"; left 4 "Licensed under MIT-Acme"'],
  ['Licensed under MIT-only.', 'MIT 0.9/0.25: statement MIT 0.9 "MIT"; left 2 "Licensed under"; left 1 "only"'],
  ['Licensed under MIT-licensed.', 'MIT 0.9/0.25: statement MIT 0.9 "MIT"; left 2 "Licensed under"; left 1 "licensed"'],
  ['License\n\nMIT', 'MIT 0.7/1: statement MIT 0.7 "License↵↵MIT"'],
  ['Licenses\n\nThe ISC License', 'ISC 0.9/0.5: statement ISC 0.9 "ISC License"; left 2 "Licenses↵↵The"'],
  ['LICENSE\n=======\n\nISC\n', 'ISC 0.9/0.5: statement ISC 0.9 "ISC"; left 1 "LICENSE"'],
  ['Some License\n\nISC\n', 'none 0/0: left 3 "Some License↵↵ISC"'],
  ['MIT licensed.', 'MIT 0.9/0.5: statement MIT 0.9 "MIT"; left 1 "licensed"'],
  ['The MIT License applies.', 'MIT 0.9/0.5: statement MIT 0.9 "MIT License"; left 1 "The"; left 1 "applies"'],
  [
    'The MIT License does not apply.',
    'none 0/0: note "The MIT License does not apply"; left 6 "The MIT License does not apply"',
  ],
  [
    'The MIT License, and no other, applies.',
    'MIT 0.7/0.2857: statement MIT 0.7 "MIT License"; left 1 "The"; left 4 "and no other, applies"',
  ],
  [
    'The MIT License of all of the bindings does not apply.',
    'MIT 0.7/0.1818: statement MIT 0.7 "MIT License"; left 1 "The"; left 8 "of all of the bindings does not apply"',
  ],
  [
    'The MIT License of all of the many bindings does not apply.',
    'MIT 0.7/0.1667: statement MIT 0.7 "MIT License"; left 1 "The"; left 9 "of all of the many bindings does not apply"',
  ],
  ['It is under the MIT License.', 'MIT 0.9/0.3333: statement MIT 0.9 "MIT License"; left 4 "It is under the"'],
  ['This is MIT License text', 'MIT 0.7/0.4: statement MIT 0.7 "MIT License"; left 2 "This is"; left 1 "text"'],
  [
    'A list of words that say nothing of MIT License things',
    'none 0/0: left 11 "A list of words that say nothing of MIT License things"',
  ],
  [
    'Licensed under a modified MIT License.',
    'none 0/0: note "Licensed under a modified MIT License"; left 6 "Licensed under a modified MIT License"',
  ],
  [
    'Licensed under a modified version of the MIT License.',
    'none 0/0: left 9 "Licensed under a modified version of the MIT License"',
  ],
  [
    'Licensed under a modified version of the old MIT License.',
    'none 0/0: left 10 "Licensed under a modified version of the old MIT License"',
  ],
  [
    'Licensed under an MIT-style license.',
    'none 0/0: note "Licensed under an MIT-style license"; left 6 "Licensed under an MIT-style license"',
  ],
  [
    'Excluded from our MIT License.',
    'none 0/0: note "Excluded from our MIT License"; left 5 "Excluded from our MIT License"',
  ],
  [
    'Excluded from what is in our own MIT License.',
    'none 0/0: note "Excluded from what is in our own MIT License"; left 9 "Excluded from what is in our own MIT License"',
  ],
  [
    'Excluded from what is in all of our own MIT License.',
    'none 0/0: left 11 "Excluded from what is in all of our own MIT License"',
  ],
  [
    'Not licensed under the Apache License 2.0.',
    'none 0/0: note "Not licensed under the Apache License 2.0"; left 8 "Not licensed under the Apache License 2.0"',
  ],
  [
    'The Apache License 2.0 and others do not apply.',
    'Apache-2.0 0.7/0.4: statement Apache-2.0 0.7 "Apache License 2.0"; left 1 "The"; left 5 "and others do not apply"',
  ],
  [
    'Licensed under the Apache License Server.',
    'none 0/0: note "Licensed under the Apache License Server"; left 6 "Licensed under the Apache License Server"',
  ],
  [
    'Licensed under the Apache License 2.0. Server.',
    'Apache-2.0 0.9/0.5: statement Apache-2.0 0.9 "Apache License 2.0"; left 3 "Licensed under the"; left 1 "Server"',
  ],
  [
    'Licensed under the MIT License with additional restrictions.',
    'none 0/0: note "Licensed under the MIT License with additional restrictions"; left 8 "Licensed under the MIT License with additional restrictions"',
  ],
  [
    'Licensed under the MIT License plus conditions.',
    'none 0/0: note "Licensed under the MIT License plus conditions"; left 7 "Licensed under the MIT License plus conditions"',
  ],
  [
    'Licensed under Apache-2.0 plus the following conditions.',
    'none 0/0: note "Licensed under Apache-2.0 plus the following conditions"; left 9 "Licensed under Apache-2.0 plus the following conditions"',
  ],
  [
    'Licensed under the MIT License with some of our terms.',
    'MIT 0.9/0.2: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"; left 5 "with some of our terms"',
  ],
  [
    'Licensed under the MIT License with some of our own terms.',
    'MIT 0.9/0.1818: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"; left 6 "with some of our own terms"',
  ],
  [
    'Licensed under the MIT License + terms.',
    'MIT 0.9/0.3333: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"; left 1 "terms"',
  ],
  [
    'Licensed under the MIT License and terms.',
    'MIT 0.9/0.2857: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"; left 2 "and terms"',
  ],
  [
    'Licensed under the MIT License (core), AGPL-3.0 (server).',
    'AGPL-3.0-only AND MIT 0.9/0.5: statement MIT 0.9 "MIT License"; statement AGPL-3.0-only 0.9 "AGPL-3.0"; left 3 "Licensed under the"; left 1 "core"; left 1 "server"',
  ],
  [
    'Licensed under the MIT License. Some files: Apache-2.0.',
    'MIT 0.9/0.2: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"; left 5 "Some files: Apache-2.0"',
  ],
  [
    `Licensed under the MIT License, and here come ${'more '.repeat(19)}ISC License.`,
    'ISC AND MIT 0.9/0.1379: statement MIT 0.9 "MIT License"; statement ISC 0.9 "ISC License"; left 3 "Licensed under the"; left 22 "and here come more more more … ore more more more more more"',
  ],
  [
    `Licensed under the MIT License, and here come ${'more '.repeat(20)}ISC License.`,
    'ISC AND MIT 0.9/0.1333: statement MIT 0.9 "MIT License"; statement ISC 0.9 "ISC License"; left 3 "Licensed under the"; left 23 "and here come more more more … ore more more more more more"',
  ],
  [
    `Licensed under the MIT License, and here come ${'more '.repeat(21)}ISC License.`,
    'ISC AND MIT 0.9/0.129: statement MIT 0.9 "MIT License"; statement ISC 0.9 "ISC License"; left 3 "Licensed under the"; left 24 "and here come more more more … ore more more more more more"',
  ],
  [
    `Licensed under the MIT License, and here come ${'more '.repeat(22)}ISC License.`,
    'MIT 0.9/0.0625: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"; left 27 "and here come more more more … e more more more ISC License"',
  ],
  [
    `Licensed, as ${'the '.repeat(12)}MIT License.`,
    'MIT 0.9/0.125: statement MIT 0.9 "MIT License"; left 14 "Licensed, as the the the the the the the the the the the the"',
  ],
  [
    `Licensed under ${'the '.repeat(12)}MIT License.`,
    'MIT 0.9/0.125: statement MIT 0.9 "MIT License"; left 14 "Licensed under the the the t …  the the the the the the the"',
  ],
  [
    `Licensed under ${'the '.repeat(13)}MIT License.`,
    'MIT 0.9/0.1176: statement MIT 0.9 "MIT License"; left 15 "Licensed under the the the t …  the the the the the the the"',
  ],
  [
    `Licensed under ${'the '.repeat(14)}MIT License.`,
    'none 0/0: left 18 "Licensed under the the the t …  the the the the MIT License"',
  ],
  [
    'You may combine it with software that is licensed under the Apache License 2.0.',
    'none 0/0: left 15 "You may combine it with soft … under the Apache License 2.0"',
  ],
  [
    'Software that is licensed under the Apache License 2.0.',
    'Apache-2.0 0.9/0.4: statement Apache-2.0 0.9 "Apache License 2.0"; left 6 "Software that is licensed under the"',
  ],
  [
    'With this, it is licensed under the Apache License 2.0.',
    'Apache-2.0 0.9/0.3636: statement Apache-2.0 0.9 "Apache License 2.0"; left 7 "With this, it is licensed under the"',
  ],
  ['see https://foo.example/mit-license.html', 'none 0/0: left 6 "see https://foo.example/mit-license.html"'],
  ['see LICENSE-MIT and docs/mit.txt', 'none 0/0: left 7 "see LICENSE-MIT and docs/mit.txt"'],
  ['https://opensource.org/licenses/MIT', 'MIT 0.9/1: statement MIT 0.9 "opensource.org/licenses/MIT"'],
  ['https://opensource.org/license/isc', 'ISC 0.9/1: statement ISC 0.9 "opensource.org/license/isc"'],
  [
    'https://www.apache.org/licenses/LICENSE-2.0',
    'Apache-2.0 0.9/1: statement Apache-2.0 0.9 "apache.org/licenses/LICENSE-2.0"',
  ],
  ['https://spdx.org/licenses/ISC.html', 'ISC 0.9/0.8: statement ISC 0.9 "spdx.org/licenses/ISC"; left 1 "html"'],
  [
    'https://creativecommons.org/licenses/by/4.0/',
    'CC-BY-4.0 0.9/1: statement CC-BY-4.0 0.9 "creativecommons.org/licenses/by/4.0"',
  ],
  [
    'https://creativecommons.org/licenses/by-nc-sa/3.0/',
    'CC-BY-NC-SA-3.0 0.9/1: statement CC-BY-NC-SA-3.0 0.9 "creativecommons.org/licenses/by-nc-sa/3.0"',
  ],
  ['http://www.wtfpl.net', 'WTFPL 0.9/1: statement WTFPL 0.9 "wtfpl.net"'],
  ['https://unlicense.org', 'Unlicense 0.9/1: statement Unlicense 0.9 "unlicense.org"'],
  ['https://www.mozilla.org/MPL/2.0/', 'MPL-2.0 0.9/1: statement MPL-2.0 0.9 "mozilla.org/MPL/2.0"'],
  [
    'Dual MIT/Apache-2.0',
    'Apache-2.0 OR MIT 0.9/0.8: statement MIT 0.9 "MIT"; statement Apache-2.0 0.9 "Apache-2.0"; OR "Dual MIT"; left 1 "Dual"',
  ],
  ['GPL-3.0/MIT dual license', 'none 0/0: OR "dual license"; left 6 "GPL-3.0/MIT dual license"'],
  [
    'Licensed under GPL-3.0/MIT.',
    'GPL-3.0-only AND MIT 0.9/0.6667: statement GPL-3.0-only 0.9 "GPL-3.0"; statement MIT 0.9 "MIT"; left 2 "Licensed under"',
  ],
  ['Licensed under GPL-3.0.MIT', 'none 0/0: left 6 "Licensed under GPL-3.0.MIT"'],
  ['Licensed under BSD.', 'none 0/0: note "BSD"; left 3 "Licensed under BSD"'],
  [
    'Licensed under the Mozilla Public License.',
    'none 0/0: note "Mozilla Public License"; left 6 "Licensed under the Mozilla Public License"',
  ],
  ['Licensed under MPL 2.0.', 'MPL-2.0 0.9/0.6: statement MPL-2.0 0.9 "MPL 2.0"; left 2 "Licensed under"'],
  ['Licensed under Zlib.', 'Zlib 0.9/0.3333: statement Zlib 0.9 "Zlib"; left 2 "Licensed under"'],
  ['Licensed under Artistic.', 'none 0/0: left 3 "Licensed under Artistic"'],
  [
    'Licensed under the Boost Software License 1.0.',
    'BSL-1.0 0.9/0.625: statement BSL-1.0 0.9 "Boost Software License 1.0"; left 3 "Licensed under the"',
  ],
  ['BSD 2-Clause License', 'BSD-2-Clause 0.7/1: statement BSD-2-Clause 0.7 "BSD 2-Clause License"'],
  ['BSD-3-Clause', 'none 0/0: left 3 "BSD-3-Clause"'],
  [
    'Licensed under BSD. Licensed under BSD-3-Clause.',
    'BSD-3-Clause 0.9/0.375: statement BSD-3-Clause 0.9 "BSD-3-Clause"; left 5 "Licensed under BSD. Licensed under"',
  ],
  [
    'Licensed under the MIT License for 30 days.',
    'MIT 0.9/0.25: statement MIT 0.9 "MIT License"; left 3 "Licensed under the"; left 3 "for 30 days"',
  ],
  [
    'Licensed under the MIT License for evaluation only.',
    'none 0/0: note "Licensed under the MIT License for evaluation only"; left 8 "Licensed under the MIT License for evaluation only"',
  ],
  [
    'Parts are licensed under the MIT License.',
    'MIT 0.9/0.2857: statement MIT 0.9 "MIT License"; left 5 "Parts are licensed under the"',
  ],
  [
    'Our own license and the MIT License.',
    'MIT 0.9/0.2857: statement MIT 0.9 "MIT License"; left 5 "Our own license and the"',
  ],
  [
    'Licensed under the Acme License and the MIT License.',
    'none 0/0: note "Licensed under the Acme License and the MIT License"; left 9 "Licensed under the Acme License and the MIT License"',
  ],
  ['Commons Clause', 'LicenseRef-Commons-Clause 0.9/1: statement LicenseRef-Commons-Clause 0.9 "Commons Clause"'],
  [
    'The Commons Clause does not apply.',
    'LicenseRef-Commons-Clause 0.9/0.3333: statement LicenseRef-Commons-Clause 0.9 "Commons Clause"; left 1 "The"; left 3 "does not apply"',
  ],
  [
    'Licensed under Apache-2.0 with the Commons Clause.',
    'Apache-2.0 AND LicenseRef-Commons-Clause 0.9/0.5556: statement Apache-2.0 0.9 "Apache-2.0"; statement LicenseRef-Commons-Clause 0.9 "Commons Clause"; left 2 "Licensed under"; left 2 "with the"',
  ],
])('reads %j', (text, said, file = 'LICENSE') => {
  expect(summary(text, read(text, file))).toBe(said);
});
