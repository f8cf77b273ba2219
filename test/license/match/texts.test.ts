/** What is detected in license texts that somebody cut, changed, or put together: all of it. */
import { expect, it } from 'vitest';
import { read, textOf } from '../index-fixture.ts';
import { summary } from '../summary.ts';

/** MIT without its title and copyright line. */
const body = textOf('MIT').slice(textOf('MIT').indexOf('Permission'));

/** Without `count` words from the one at `from` on. */
function drop(text: string, from: number, count: number): string {
  return text
    .split(' ')
    .filter((_, i) => i < from || i >= from + count)
    .join(' ');
}

/** With `count` words that no license has before the one at `at`. */
function insert(text: string, at: number, count: number): string {
  return text
    .split(' ')
    .flatMap((word, i) => (i === at ? [...Array<string>(count).fill('purple'), word] : [word]))
    .join(' ');
}

/** With every so-manieth word another one. */
function change(text: string, every: number): string {
  return text
    .split(' ')
    .map((word, i) => (i % every === every - 1 ? 'purple' : word))
    .join(' ');
}

function first(text: string, count: number): string {
  return text.split(' ').slice(0, count).join(' ');
}

function last(text: string, count: number): string {
  return text.split(' ').slice(-count).join(' ');
}

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
  [
    "body + ' ' + body",
    body + ' ' + body,
    'MIT 1/1: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; text MIT 1 of 1 in 14-27 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'body + ISC',
    body + textOf('ISC'),
    'ISC AND MIT 1/1: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; text ISC 1 of 1 in 14-21 "ISC License:↵↵Copyright (c)  … PERFORMANCE OF THIS SOFTWARE"',
  ],
  [
    "ISC + ' ' + Zlib + ' ' + body",
    textOf('ISC') + ' ' + textOf('Zlib') + ' ' + body,
    'ISC AND MIT AND Zlib 1/1: text ISC 1 of 1 in 1-8 "ISC License:↵↵Copyright (c)  … PERFORMANCE OF THIS SOFTWARE"; text Zlib 1 of 1 in 8-18 "zlib License↵↵This software  … from any source distribution"; text MIT 1 of 1 in 18-31 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    "first(body, 90) + ' ' + ISC",
    first(body, 90) + ' ' + textOf('ISC'),
    'ISC 1/0.5333: text ISC 1 of 1 in 10-17 "ISC License:↵↵Copyright (c)  … PERFORMANCE OF THIS SOFTWARE"; left 98 "Permission is hereby granted … WITHOUT WARRANTY OF ANY KIND"',
  ],
  [
    "last(body, 70) + ' ' + first(body, 70)",
    last(body, 70) + ' ' + first(body, 70),
    'none 0/0: left 150 "IS PROVIDED "AS IS", WITHOUT … this permission notice shall"',
  ],
  [
    'BSD-2-Clause + BSD-3-Clause',
    textOf('BSD-2-Clause') + textOf('BSD-3-Clause'),
    'BSD-2-Clause AND BSD-3-Clause 1/1: text BSD-2-Clause 1 of 1 in 3-9 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"; text BSD-3-Clause 1 of 1 in 11-19 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"',
  ],
  [
    'BSD-3-Clause + BSD-2-Clause',
    textOf('BSD-3-Clause') + textOf('BSD-2-Clause'),
    'BSD-2-Clause AND BSD-3-Clause 1/1: text BSD-3-Clause 1 of 1 in 3-11 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"; text BSD-2-Clause 1 of 1 in 13-19 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"',
  ],
  [
    'drop(BSD-3-Clause, 90, 35)',
    drop(textOf('BSD-3-Clause'), 90, 35),
    'BSD-3-Clause 0.9295/1: text BSD-3-Clause 0.9295 of 0.8738 in 3-9 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"',
  ],
  [
    'drop(BSD-3-Clause, 40, 60)',
    drop(textOf('BSD-3-Clause'), 40, 60),
    'BSD-1-Clause 0.9902/1: text BSD-1-Clause 0.9902 of 0.9871 in 3-7 "Redistribution and use in so … E POSSIBILITY OF SUCH DAMAGE"',
  ],
  [
    'first(Apache-2.0, 300)',
    first(textOf('Apache-2.0'), 300),
    'Apache-2.0 0.7/0.0161: statement Apache-2.0 0.7 "Apache License↵Version 2.0"; left 306 "January 2004↵http://www.apac … y name) to the interfaces of"',
  ],
  [
    'first(Apache-2.0, 700)',
    first(textOf('Apache-2.0'), 700),
    'Apache-2.0 0.7/0.007: statement Apache-2.0 0.7 "Apache License↵Version 2.0"; left 710 "January 2004↵http://www.apac … eet the following conditions"',
  ],
  [
    'first(Apache-2.0, 1200)',
    first(textOf('Apache-2.0'), 1200),
    'Apache-2.0 0.9359/1: text Apache-2.0 0.9359 of 0.8824 in 1-51 "Apache License↵Version 2.0,  … mitation of Liability. In no"',
  ],
  [
    'last(Apache-2.0, 800)',
    last(textOf('Apache-2.0'), 800),
    'Apache-2.0 1/0.1042: notice Apache-2.0 1 of 1 in 25-35 "Licensed under the Apache Li … imitations under the License"; left 722 "the Source form of the Work, …  within third-party archives"',
  ],
  [
    'drop(Apache-2.0, 300, 200)',
    drop(textOf('Apache-2.0'), 300, 200),
    'Apache-2.0 0.9512/1: text Apache-2.0 0.9512 of 0.8989 in 1-67 "Apache License↵Version 2.0,  … imitations under the License"',
  ],
  [
    'drop(Apache-2.0, 300, 600)',
    drop(textOf('Apache-2.0'), 300, 600),
    'Apache-2.0 1/0.0901: statement Apache-2.0 0.7 "Apache License↵Version 2.0"; notice Apache-2.0 1 of 1 in 45-55 "Licensed under the Apache Li … imitations under the License"; left 899 "January 2004↵http://www.apac …  within third-party archives"',
  ],
  [
    'insert(Apache-2.0, 300, 200)',
    insert(textOf('Apache-2.0'), 300, 200),
    'Apache-2.0 0.9404/1: text Apache-2.0 0.9404 of 1 in 1-73 "Apache License↵Version 2.0,  … imitations under the License"',
  ],
  [
    'first(GPL-2.0-only, 1500)',
    first(textOf('GPL-2.0-only'), 1500),
    'GPL-2.0-only AND NOASSERTION 0.7/0.004: statement GPL-2.0-only 0.7 "GNU GENERAL PUBLIC LICENSE↵Version 2"; note "GNU Lesser General Public License"; left 1479 "June 1991↵↵Copyright (C) 198 … e along with the object code"',
  ],
  [
    'last(GPL-2.0-only, 1500)',
    last(textOf('GPL-2.0-only'), 1500),
    'GPL-2.0-or-later 1/0.0781: notice GPL-2.0-or-later 1 of 1 in 43-47 "This program is free softwar … , Boston, MA 02110-1301, USA"; left 1193 "that is normally distributed …  and an idea of what it does"; left 164 "Also add information on how  … 9 Ty Coon, President of Vice"',
  ],
  [
    "'The MIT License\\n\\n' + 'purple '.repeat(55) + '\\n\\n' + body",
    'The MIT License\n\n' + 'purple '.repeat(55) + '\n\n' + body,
    'MIT 1/0.7376: text MIT 1 of 1 in 5-18 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 58 "The MIT License↵↵purple purp …  purple purple purple purple"',
  ],
  [
    "'The MIT License\\n\\n' + 'purple '.repeat(59) + '\\n\\n' + body",
    'The MIT License\n\n' + 'purple '.repeat(59) + '\n\n' + body,
    'MIT 1/0.7244: text MIT 1 of 1 in 5-18 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 62 "The MIT License↵↵purple purp …  purple purple purple purple"',
  ],
  [
    "'The MIT License\\n\\n' + 'purple '.repeat(60) + '\\n\\n' + body",
    'The MIT License\n\n' + 'purple '.repeat(60) + '\n\n' + body,
    'MIT 1/0.7212: text MIT 1 of 1 in 5-18 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 63 "The MIT License↵↵purple purp …  purple purple purple purple"',
  ],
  [
    "'The MIT License\\n\\n' + 'purple '.repeat(61) + '\\n\\n' + body",
    'The MIT License\n\n' + 'purple '.repeat(61) + '\n\n' + body,
    'MIT 1/0.7269: statement MIT 0.7 "MIT License"; text MIT 1 of 1 in 5-18 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 1 "The"; left 61 "purple purple purple purple  …  purple purple purple purple"',
  ],
  [
    "'The ISC License\\n\\n' + body",
    'The ISC License\n\n' + body,
    'ISC AND MIT 0.7/0.994: statement ISC 0.7 "ISC License"; text MIT 1 of 1 in 1-16 "License↵↵Permission is hereb … HER DEALINGS IN THE SOFTWARE"; left 1 "The"',
  ],
  [
    "body + '\\n\\nThe MIT License'",
    body + '\n\nThe MIT License',
    'MIT 1/0.994: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; statement MIT 0.7 "MIT License"; left 1 "The"',
  ],
  [
    "'Licensed under GPLv2 or later.\\n\\n' + GPL-2.0-only",
    'Licensed under GPLv2 or later.\n\n' + textOf('GPL-2.0-only'),
    'GPL-2.0-or-later 1/0.9993: statement GPL-2.0-or-later 0.9 "GPLv2 or later"; text GPL-2.0-or-later 1 of 1 in 3-119 "GNU GENERAL PUBLIC LICENSE↵V … 9 Ty Coon, President of Vice"; left 2 "Licensed under"',
  ],
  [
    "GPL-2.0-only + '\\n\\nLicensed under GPLv2 or later.'",
    textOf('GPL-2.0-only') + '\n\nLicensed under GPLv2 or later.',
    'GPL-2.0-only 1/0.9993: text GPL-2.0-only 1 of 1 in 1-117 "GNU GENERAL PUBLIC LICENSE↵V … 9 Ty Coon, President of Vice"; left 2 "Licensed under"',
  ],
  [
    "'Licensed under GPLv3 or later.\\n\\n' + GPL-2.0-only",
    'Licensed under GPLv3 or later.\n\n' + textOf('GPL-2.0-only'),
    'GPL-2.0-only AND GPL-3.0-or-later 0.9/0.9993: statement GPL-3.0-or-later 0.9 "GPLv3 or later"; text GPL-2.0-only 1 of 1 in 3-119 "GNU GENERAL PUBLIC LICENSE↵V … 9 Ty Coon, President of Vice"; left 2 "Licensed under"',
  ],
  [
    "'SPDX-License-Identifier: MIT\\n' + body",
    'SPDX-License-Identifier: MIT\n' + body,
    'MIT 1/0.982: tag MIT 1 "SPDX-License-Identifier: MIT"; text MIT 1 of 1 in 1-15 "MIT↵Permission is hereby gra … HER DEALINGS IN THE SOFTWARE"; left 3 "SPDX-License-Identifier"',
  ],
  [
    "'SPDX-License-Identifier: X11\\n' + body",
    'SPDX-License-Identifier: X11\n' + body,
    'MIT AND X11 1/0.976: tag X11 1 "SPDX-License-Identifier: X11"; text MIT 1 of 1 in 2-15 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 4 "SPDX-License-Identifier: X11"',
  ],
  [
    "'SPDX-License-Identifier: MIT-feh\\n' + change(body, 40)",
    'SPDX-License-Identifier: MIT-feh\n' + change(body, 40),
    'MIT AND MIT-feh 0.9786/0.982: tag MIT-feh 1 "SPDX-License-Identifier: MIT-feh"; text MIT 0.9786 of 0.9816 in 1-13 "MIT-feh↵Permission is hereby … HER DEALINGS IN THE SOFTWARE"; left 3 "SPDX-License-Identifier"',
  ],
  [
    "'SPDX-License-Identifier: MIT-feh\\n' + change(body, 20)",
    'SPDX-License-Identifier: MIT-feh\n' + change(body, 20),
    'MIT-feh 0.9659/0.982: tag MIT-feh 1 "SPDX-License-Identifier: MIT-feh"; text MIT 0.9659 of 0.9693 in 1-13 "MIT-feh↵Permission is hereby … HER DEALINGS IN THE SOFTWARE"; left 3 "SPDX-License-Identifier"',
  ],
  [
    "'SPDX-License-Identifier: ISC\\n' + change(body, 20)",
    'SPDX-License-Identifier: ISC\n' + change(body, 20),
    'ISC AND MIT 0.9688/0.9759: tag ISC 1 "SPDX-License-Identifier: ISC"; text MIT 0.9688 of 0.9693 in 2-13 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 4 "SPDX-License-Identifier: ISC"',
  ],
  [
    "body + '\\nCommercial use is prohibited.'",
    body + '\nCommercial use is prohibited.',
    'MIT AND NOASSERTION 1/0.976: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; note "Commercial use is prohibited"; left 4 "Commercial use is prohibited"',
  ],
  [
    "'Not under the MIT License.\\n\\n' + body",
    'Not under the MIT License.\n\n' + body,
    'MIT 1/0.9821: text MIT 1 of 1 in 1-16 "MIT License.↵↵Permission is  … HER DEALINGS IN THE SOFTWARE"; left 3 "Not under the"',
  ],
  [
    "'Either of these:\\n\\n' + body + '\\n\\n' + ISC",
    'Either of these:\n\n' + body + '\n\n' + textOf('ISC'),
    'ISC AND MIT 1/0.9892: text MIT 1 of 1 in 3-16 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; text ISC 1 of 1 in 18-25 "ISC License:↵↵Copyright (c)  … PERFORMANCE OF THIS SOFTWARE"; left 3 "Either of these"',
  ],
  [
    'body.toUpperCase()',
    body.toUpperCase(),
    'MIT 1/1: text MIT 1 of 1 in 1-14 "PERMISSION IS HEREBY GRANTED … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    "body.replaceAll(' ', '\\n// ')",
    body.replaceAll(' ', '\n// '),
    'MIT 1/1: text MIT 1 of 1 in 1-164 "Permission↵// is↵// hereby↵/ … NGS↵// IN↵// THE↵// SOFTWARE"',
  ],
  [
    "body.replaceAll('Software', 'Program')",
    body.replaceAll('Software', 'Program'),
    'MIT 0.9693/1: text MIT 0.9693 of 0.9693 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    "body.replaceAll('copyright', 'author')",
    body.replaceAll('copyright', 'author'),
    'MIT 1/1: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
])('reads %s', (_, text, said) => {
  expect(summary(text, read(text))).toBe(said);
});
