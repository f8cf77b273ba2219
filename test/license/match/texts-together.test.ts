/** What is detected in texts that somebody put together: all of it. */
import { expect, it } from 'vitest';
import { body, change, drop, first, insert, last } from '../changed-texts.ts';
import { read, textOf } from '../index-fixture.ts';
import { summary } from '../summary.ts';

it.each<[name: string, text: string, said: string]>([
  [
    "body + ' ' + body",
    `${body} ${body}`,
    'MIT 1/1: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; text MIT 1 of 1 in 14-27 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    'body + ISC',
    body + textOf('ISC'),
    'ISC AND MIT 1/1: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; text ISC 1 of 1 in 14-21 "ISC License:↵↵Copyright (c)  … PERFORMANCE OF THIS SOFTWARE"',
  ],
  [
    "ISC + ' ' + Zlib + ' ' + body",
    `${textOf('ISC')} ${textOf('Zlib')} ${body}`,
    'ISC AND MIT AND Zlib 1/1: text ISC 1 of 1 in 1-8 "ISC License:↵↵Copyright (c)  … PERFORMANCE OF THIS SOFTWARE"; text Zlib 1 of 1 in 8-18 "zlib License↵↵This software  … from any source distribution"; text MIT 1 of 1 in 18-31 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"',
  ],
  [
    "first(body, 90) + ' ' + ISC",
    `${first(body, 90)} ${textOf('ISC')}`,
    'ISC 1/0.5333: text ISC 1 of 1 in 10-17 "ISC License:↵↵Copyright (c)  … PERFORMANCE OF THIS SOFTWARE"; left 98 "Permission is hereby granted … WITHOUT WARRANTY OF ANY KIND"',
  ],
  [
    "last(body, 70) + ' ' + first(body, 70)",
    `${last(body, 70)} ${first(body, 70)}`,
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
    `The MIT License\n\n${'purple '.repeat(55)}\n\n${body}`,
    'MIT 1/0.7376: text MIT 1 of 1 in 5-18 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 58 "The MIT License↵↵purple purp …  purple purple purple purple"',
  ],
  [
    "'The MIT License\\n\\n' + 'purple '.repeat(59) + '\\n\\n' + body",
    `The MIT License\n\n${'purple '.repeat(59)}\n\n${body}`,
    'MIT 1/0.7244: text MIT 1 of 1 in 5-18 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 62 "The MIT License↵↵purple purp …  purple purple purple purple"',
  ],
  [
    "'The MIT License\\n\\n' + 'purple '.repeat(60) + '\\n\\n' + body",
    `The MIT License\n\n${'purple '.repeat(60)}\n\n${body}`,
    'MIT 1/0.7212: text MIT 1 of 1 in 5-18 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 63 "The MIT License↵↵purple purp …  purple purple purple purple"',
  ],
  [
    "'The MIT License\\n\\n' + 'purple '.repeat(61) + '\\n\\n' + body",
    `The MIT License\n\n${'purple '.repeat(61)}\n\n${body}`,
    'MIT 1/0.7269: statement MIT 0.7 "MIT License"; text MIT 1 of 1 in 5-18 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 1 "The"; left 61 "purple purple purple purple  …  purple purple purple purple"',
  ],
  [
    "'The ISC License\\n\\n' + body",
    `The ISC License\n\n${body}`,
    'ISC AND MIT 0.7/0.994: statement ISC 0.7 "ISC License"; text MIT 1 of 1 in 1-16 "License↵↵Permission is hereb … HER DEALINGS IN THE SOFTWARE"; left 1 "The"',
  ],
  [
    "body + '\\n\\nThe MIT License'",
    `${body}\n\nThe MIT License`,
    'MIT 1/0.994: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; statement MIT 0.7 "MIT License"; left 1 "The"',
  ],
  [
    "'Licensed under GPLv2 or later.\\n\\n' + GPL-2.0-only",
    `Licensed under GPLv2 or later.\n\n${textOf('GPL-2.0-only')}`,
    'GPL-2.0-or-later 1/0.9993: statement GPL-2.0-or-later 0.9 "GPLv2 or later"; text GPL-2.0-or-later 1 of 1 in 3-119 "GNU GENERAL PUBLIC LICENSE↵V … 9 Ty Coon, President of Vice"; left 2 "Licensed under"',
  ],
  [
    "GPL-2.0-only + '\\n\\nLicensed under GPLv2 or later.'",
    `${textOf('GPL-2.0-only')}\n\nLicensed under GPLv2 or later.`,
    'GPL-2.0-only 1/0.9993: text GPL-2.0-only 1 of 1 in 1-117 "GNU GENERAL PUBLIC LICENSE↵V … 9 Ty Coon, President of Vice"; left 2 "Licensed under"',
  ],
  [
    "'Licensed under GPLv3 or later.\\n\\n' + GPL-2.0-only",
    `Licensed under GPLv3 or later.\n\n${textOf('GPL-2.0-only')}`,
    'GPL-2.0-only AND GPL-3.0-or-later 0.9/0.9993: statement GPL-3.0-or-later 0.9 "GPLv3 or later"; text GPL-2.0-only 1 of 1 in 3-119 "GNU GENERAL PUBLIC LICENSE↵V … 9 Ty Coon, President of Vice"; left 2 "Licensed under"',
  ],
  [
    "'SPDX-License-Identifier: MIT\\n' + body",
    `SPDX-License-Identifier: MIT\n${body}`,
    'MIT 1/0.982: tag MIT 1 "SPDX-License-Identifier: MIT"; text MIT 1 of 1 in 1-15 "MIT↵Permission is hereby gra … HER DEALINGS IN THE SOFTWARE"; left 3 "SPDX-License-Identifier"',
  ],
  [
    "'SPDX-License-Identifier: X11\\n' + body",
    `SPDX-License-Identifier: X11\n${body}`,
    'MIT AND X11 1/0.976: tag X11 1 "SPDX-License-Identifier: X11"; text MIT 1 of 1 in 2-15 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 4 "SPDX-License-Identifier: X11"',
  ],
  [
    "'SPDX-License-Identifier: MIT-feh\\n' + change(body, 40)",
    `SPDX-License-Identifier: MIT-feh\n${change(body, 40)}`,
    'MIT AND MIT-feh 0.9786/0.982: tag MIT-feh 1 "SPDX-License-Identifier: MIT-feh"; text MIT 0.9786 of 0.9816 in 1-13 "MIT-feh↵Permission is hereby … HER DEALINGS IN THE SOFTWARE"; left 3 "SPDX-License-Identifier"',
  ],
  [
    "'SPDX-License-Identifier: MIT-feh\\n' + change(body, 20)",
    `SPDX-License-Identifier: MIT-feh\n${change(body, 20)}`,
    'MIT-feh 0.9659/0.982: tag MIT-feh 1 "SPDX-License-Identifier: MIT-feh"; text MIT 0.9659 of 0.9693 in 1-13 "MIT-feh↵Permission is hereby … HER DEALINGS IN THE SOFTWARE"; left 3 "SPDX-License-Identifier"',
  ],
  [
    "'SPDX-License-Identifier: ISC\\n' + change(body, 20)",
    `SPDX-License-Identifier: ISC\n${change(body, 20)}`,
    'ISC AND MIT 0.9688/0.9759: tag ISC 1 "SPDX-License-Identifier: ISC"; text MIT 0.9688 of 0.9693 in 2-13 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; left 4 "SPDX-License-Identifier: ISC"',
  ],
  [
    "body + '\\nCommercial use is prohibited.'",
    `${body}\nCommercial use is prohibited.`,
    'MIT AND NOASSERTION 1/0.976: text MIT 1 of 1 in 1-14 "Permission is hereby granted … HER DEALINGS IN THE SOFTWARE"; note "Commercial use is prohibited"; left 4 "Commercial use is prohibited"',
  ],
  [
    "'Not under the MIT License.\\n\\n' + body",
    `Not under the MIT License.\n\n${body}`,
    'MIT 1/0.9821: text MIT 1 of 1 in 1-16 "MIT License.↵↵Permission is  … HER DEALINGS IN THE SOFTWARE"; left 3 "Not under the"',
  ],
  [
    "'Either of these:\\n\\n' + body + '\\n\\n' + ISC",
    `Either of these:\n\n${body}\n\n${textOf('ISC')}`,
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
