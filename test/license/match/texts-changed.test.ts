/** What is detected in license texts that somebody cut or changed: all of it. */
import { expect, it } from 'vitest';
import { body, change, drop, first, insert, last } from '../changed-texts.ts';
import { read, textOf } from '../index-fixture.ts';
import { summary } from '../summary.ts';

it.each<[name: string, text: string, said: string]>([
  [
    'MIT',
    textOf('MIT'),
    'MIT 1/1: text MIT 1 of 1 in 1-18 "MIT License↵↵Copyright (c) < … HER DEALINGS IN THE SOFTWARE"',
  ],
  ['body', body, 'MIT 1/1: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"'],
  [
    'ISC',
    textOf('ISC'),
    'ISC 1/1: text ISC 1 of 1 in 1-8 "ISC License:↵↵Copyright (c)  … PERFORMANCE OF THIS SOFTWARE"',
  ],
  [
    'BSD-2-Clause',
    textOf('BSD-2-Clause'),
    'BSD-2-Clause 1/1: text BSD-2-Clause 1 of 1 in 3-9 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"',
  ],
  [
    'BSD-3-Clause',
    textOf('BSD-3-Clause'),
    'BSD-3-Clause 1/1: text BSD-3-Clause 1 of 1 in 3-11 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"',
  ],
  [
    'Zlib',
    textOf('Zlib'),
    'Zlib 1/1: text Zlib 1 of 1 in 1-11 "zlib License↵↵This software  … from any source distribution"',
  ],
  [
    'Apache-2.0',
    textOf('Apache-2.0'),
    'Apache-2.0 1/1: text Apache-2.0 1 of 1 in 1-73 "Apache License↵Version 2.0,  … imitations under the License"',
  ],
  [
    'MPL-2.0',
    textOf('MPL-2.0'),
    'MPL-2.0 1/1: text MPL-2.0 1 of 1 in 1-373 "Mozilla Public License Versi … zilla Public License, v. 2.0"',
  ],
  [
    'GPL-2.0-only',
    textOf('GPL-2.0-only'),
    'GPL-2.0-only 1/1: text GPL-2.0-only 1 of 1 in 1-117 "GNU GENERAL PUBLIC LICENSE↵V … 9 Ty Coon, President of Vice"',
  ],
  [
    'GPL-3.0-only',
    textOf('GPL-3.0-only'),
    'GPL-3.0-only 1/1: text GPL-3.0-only 1 of 1 in 1-232 "GNU GENERAL PUBLIC LICENSE↵V … philosophy/why-not-lgpl.html"',
  ],
  [
    'LGPL-2.1-only',
    textOf('LGPL-2.1-only'),
    'LGPL-2.1-only 1/1: text LGPL-2.1-only 1 of 1 in 1-176 "GNU LESSER GENERAL PUBLIC LI … ce↵That\'s all there is to it"',
  ],
  [
    'LGPL-3.0-only',
    textOf('LGPL-3.0-only'),
    'LGPL-3.0-only 1/1: text LGPL-3.0-only 1 of 1 in 1-304 "GNU LESSER GENERAL PUBLIC LI … philosophy/why-not-lgpl.html"',
  ],
  [
    'AGPL-3.0-only',
    textOf('AGPL-3.0-only'),
    'AGPL-3.0-only 1/1: text AGPL-3.0-only 1 of 1 in 1-235 "GNU AFFERO GENERAL PUBLIC LI … <http://www.gnu.org/licenses"',
  ],
  [
    'Unlicense',
    textOf('Unlicense'),
    'Unlicense 1/1: text Unlicense 1 of 1 in 1-10 "This is free and unencumbere … fer to <http://unlicense.org"',
  ],
  [
    '0BSD',
    textOf('0BSD'),
    '0BSD 1/1: text 0BSD 1 of 1 in 3-5 "Permission to use, copy, mod … PERFORMANCE OF THIS SOFTWARE"',
  ],
  [
    'WTFPL',
    textOf('WTFPL'),
    'WTFPL 1/1: text WTFPL 1 of 1 in 1-11 "DO WHAT THE FUCK YOU WANT TO … DO WHAT THE FUCK YOU WANT TO"',
  ],
  [
    'drop(body, 0, 3)',
    drop(body, 0, 3),
    'MIT 0.9907/1: text MIT 0.9907 of 0.9816 in 1-14 "granted, free of charge, to  … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 0, 10)',
    drop(body, 0, 10),
    'MIT 0.9714/1: text MIT 0.9714 of 0.9448 in 1-14 "obtaining a copy of this sof … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 0, 30)',
    drop(body, 0, 30),
    'MIT 0.9066/1: text MIT 0.9066 of 0.8344 in 1-12 "the rights to use, copy, mod … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 20, 1)',
    drop(body, 20, 1),
    'MIT 0.9969/1: text MIT 0.9969 of 0.9939 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 20, 5)',
    drop(body, 20, 5),
    'MIT 0.9875/1: text MIT 0.9875 of 0.9755 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 20, 10)',
    drop(body, 20, 10),
    'MIT 0.9682/1: text MIT 0.9682 of 0.9387 in 1-13 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 20, 20)',
    drop(body, 20, 20),
    'MIT 0.9373/1: text MIT 0.9373 of 0.8834 in 1-13 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 20, 40)',
    drop(body, 20, 40),
    'MIT 0.8727/1: text MIT 0.8727 of 0.7853 in 1-12 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 20, 60)',
    drop(body, 20, 60),
    'MIT-0 0.8421/1: text MIT-0 0.8421 of 0.7447 in 1-6 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 20, 100)',
    drop(body, 20, 100),
    'none 0/0: left 54 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'drop(body, 100, 70)',
    drop(body, 100, 70),
    'MIT 0.8516/1: text MIT 0.8516 of 0.7669 in 1-11 "Permission is hereby granted … LIMITED TO THE WARRANTIES OF"',
  ],
  [
    'first(body, 20)',
    first(body, 20),
    'none 0/0: left 21 "Permission is hereby granted … ted documentation files (the"',
  ],
  [
    'first(body, 40)',
    first(body, 40),
    'none 0/0: left 42 "Permission is hereby granted … lish, distribute, sublicense"',
  ],
  [
    'first(body, 60)',
    first(body, 60),
    'none 0/0: left 64 "Permission is hereby granted … rnished to do so, subject to"',
  ],
  [
    'first(body, 80)',
    first(body, 80),
    'none 0/0: left 88 "Permission is hereby granted … rtions of the Software.↵↵THE"',
  ],
  [
    'first(body, 100)',
    first(body, 100),
    'MIT 0.8516/1: text MIT 0.8516 of 0.7669 in 1-11 "Permission is hereby granted … LIMITED TO THE WARRANTIES OF"',
  ],
  [
    'first(body, 120)',
    first(body, 120),
    'MIT 0.9187/1: text MIT 0.9187 of 0.8589 in 1-12 "Permission is hereby granted … HT HOLDERS BE LIABLE FOR ANY"',
  ],
  [
    'first(body, 140)',
    first(body, 140),
    'MIT 0.9773/1: text MIT 0.9773 of 0.9571 in 1-13 "Permission is hereby granted … ROM, OUT OF OR IN CONNECTION"',
  ],
  ['last(body, 40)', last(body, 40), 'none 0/0: left 42 "THE AUTHORS OR COPYRIGHT HOL … HER DEALINGS IN THE SOFTWARE"'],
  ['last(body, 60)', last(body, 60), 'none 0/0: left 64 "OR IMPLIED, INCLUDING BUT NO … HER DEALINGS IN THE SOFTWARE"'],
  ['last(body, 80)', last(body, 80), 'none 0/0: left 86 "included in all copies or su … HER DEALINGS IN THE SOFTWARE"'],
  [
    'last(body, 120)',
    last(body, 120),
    'MIT 0.9059/1: text MIT 0.9059 of 0.8344 in 1-12 "rights to use, copy, modify, … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'insert(body, 50, 1)',
    insert(body, 50, 1),
    'MIT 0.9969/1: text MIT 0.9969 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'insert(body, 50, 5)',
    insert(body, 50, 5),
    'MIT 0.9849/1: text MIT 0.9849 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'insert(body, 50, 10)',
    insert(body, 50, 10),
    'MIT 0.9702/1: text MIT 0.9702 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'insert(body, 50, 20)',
    insert(body, 50, 20),
    'MIT 0.9422/1: text MIT 0.9422 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'insert(body, 50, 40)',
    insert(body, 50, 40),
    'MIT 0.8907/1: text MIT 0.8907 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'insert(body, 50, 80)',
    insert(body, 50, 80),
    'none 0/0: left 243 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'insert(insert(body, 30, 12), 90, 12)',
    insert(insert(body, 30, 12), 90, 12),
    'MIT 0.9314/1: text MIT 0.9314 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'change(body, 40)',
    change(body, 40),
    'MIT 0.9815/1: text MIT 0.9815 of 0.9816 in 1-12 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'change(body, 20)',
    change(body, 20),
    'MIT 0.9688/1: text MIT 0.9688 of 0.9693 in 1-12 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'change(body, 12)',
    change(body, 12),
    'MIT 0.9346/1: text MIT 0.9346 of 0.9325 in 1-13 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'change(body, 10)',
    change(body, 10),
    'MIT 0.9211/1: text MIT 0.9211 of 0.9202 in 1-11 "Permission is hereby granted …  DEALINGS IN purple SOFTWARE"',
  ],
  [
    'change(body, 8)',
    change(body, 8),
    'MIT 0.9079/1: text MIT 0.9079 of 0.908 in 1-11 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'change(body, 6)',
    change(body, 6),
    'MIT 0.8795/1: text MIT 0.8795 of 0.8773 in 1-11 "Permission is hereby granted …  DEALINGS IN purple SOFTWARE"',
  ],
  [
    'change(body, 5)',
    change(body, 5),
    'none 0/0: left 160 "Permission is hereby granted …  DEALINGS IN purple SOFTWARE"',
  ],
  [
    'change(body, 4)',
    change(body, 4),
    'none 0/0: left 161 "Permission is hereby purple  … OTHER purple IN THE SOFTWARE"',
  ],
  [
    'change(body, 3)',
    change(body, 3),
    'none 0/0: left 160 "Permission is purple granted …  DEALINGS IN purple SOFTWARE"',
  ],
  [
    'change(ISC, 10)',
    change(textOf('ISC'), 10),
    'ISC 0.9099/1: text ISC 0.9099 of 0.9091 in 1-7 "ISC License:↵↵Copyright (c)  … E OR purple OF THIS SOFTWARE"',
  ],
  [
    'change(ISC, 6)',
    change(textOf('ISC'), 6),
    'ISC 0.7/0.018: statement ISC 0.7 "ISC License"; left 109 "Permission to purple copy, m … E OR purple OF THIS SOFTWARE"',
  ],
  [
    'change(BSD-3-Clause, 10)',
    change(textOf('BSD-3-Clause'), 10),
    'BSD-3-Clause 0.9415/1: text BSD-3-Clause 0.9415 of 0.9439 in 3-11 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"',
  ],
  [
    'change(BSD-2-Clause, 7)',
    change(textOf('BSD-2-Clause'), 7),
    'BSD-2-Clause 0.9186/1: text BSD-2-Clause 0.9186 of 0.9239 in 3-9 "Redistribution and purple in … e POSSIBILITY OF SUCH DAMAGE"',
  ],
  [
    'change(Zlib, 8)',
    change(textOf('Zlib'), 8),
    'Zlib 0.8571/1: text Zlib 0.8571 of 0.8615 in 1-5 "zlib License↵↵This software  … from any purple distribution"',
  ],
  [
    'change(Apache-2.0, 20)',
    change(textOf('Apache-2.0'), 20),
    'Apache-2.0 0.9641/1: text Apache-2.0 0.9641 of 0.9634 in 1-67 "Apache License↵Version 2.0,  … imitations under the License"',
  ],
  [
    'change(Apache-2.0, 7)',
    change(textOf('Apache-2.0'), 7),
    'Apache-2.0 0.8879/1: text Apache-2.0 0.8879 of 0.886 in 1-69 "Apache License↵Version 2.0,  … imitations under the License"',
  ],
  [
    'change(GPL-2.0-only, 15)',
    change(textOf('GPL-2.0-only'), 15),
    'GPL-2.0-only 0.9469/1: text GPL-2.0-only 0.9469 of 0.9461 in 1-109 "GNU GENERAL PUBLIC LICENSE↵V … 1989 Ty Coon, purple of Vice"',
  ],
])('reads %s', (_, text, said) => {
  expect(summary(text, read(text))).toBe(said);
});
