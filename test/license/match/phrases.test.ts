/** What choices, restrictions and exceptions make of the licenses in a text. */
import { expect, it } from 'vitest';
import { read } from '../index-fixture.ts';
import { summary } from '../summary.ts';

it.each<[text: string, said: string, file?: string]>([
  [
    'Licensed under MIT or Apache-2.0 at your option.',
    'Apache-2.0 OR MIT 0.9/0.4: statement MIT 0.9 "MIT"; statement Apache-2.0 0.9 "Apache-2.0"; OR "at your option"; left 2 "Licensed under"; left 1 "or"; left 3 "at your option"',
  ],
  [
    'Licensed under either the MIT License or the ISC License.',
    'ISC OR MIT 0.9/0.4: statement MIT 0.9 "MIT License"; statement ISC 0.9 "ISC License"; OR "under either"; left 4 "Licensed under either the"; left 2 "or the"',
  ],
  [
    'Dual licensed: MIT and ISC.',
    'ISC OR MIT 0.9/0.4: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; OR "Dual licensed"; left 2 "Dual licensed"; left 1 "and"',
  ],
  [
    'Dual licensed: MIT and MIT.',
    'MIT 0.9/0.4: statement MIT 0.9 "MIT"; statement MIT 0.9 "MIT"; left 2 "Dual licensed"; left 1 "and"',
  ],
  ['Dual licensed, i.e. both MIT and ISC apply.', 'none 0/0: left 7 "Dual licensed, i.e. both MIT and ISC apply"'],
  [
    'Dual licensed, i.e. both. MIT and ISC.',
    'none 0/0: OR "Dual licensed"; left 6 "Dual licensed, i.e. both. MIT and ISC"',
  ],
  [
    `Dual licensed: MIT and ISC, ${'word '.repeat(18)}both apply.`,
    'ISC AND MIT 0.9/0.08: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; left 2 "Dual licensed"; left 1 "and"; left 20 "word word word word word wor … rd word word word both apply"',
  ],
  [
    `Dual licensed: MIT and ISC, ${'word '.repeat(19)}both apply.`,
    'ISC AND MIT 0.9/0.0769: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; left 2 "Dual licensed"; left 1 "and"; left 21 "word word word word word wor … rd word word word both apply"',
  ],
  [
    `Dual licensed: MIT and ISC, ${'word '.repeat(20)}both apply.`,
    'ISC OR MIT 0.9/0.0741: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; OR "Dual licensed"; left 2 "Dual licensed"; left 1 "and"; left 22 "word word word word word wor … rd word word word both apply"',
  ],
  [
    'At your option any later version. Licensed under MIT and ISC.',
    'ISC AND MIT 0.9/0.1818: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; left 8 "At your option any later version. Licensed under"; left 1 "and"',
  ],
  [
    'At your option, later. Licensed under MIT and ISC.',
    'ISC AND MIT 0.9/0.2222: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; left 6 "At your option, later. Licensed under"; left 1 "and"',
  ],
  [
    'Either the express or implied. Licensed under MIT and ISC.',
    'ISC AND MIT 0.9/0.2: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; left 7 "Either the express or implied. Licensed under"; left 1 "and"',
  ],
  [
    'Tri-licensed under MIT, ISC and Zlib.',
    'ISC OR MIT OR Zlib 0.9/0.4286: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; statement Zlib 0.9 "Zlib"; OR "Tri-licensed"; left 3 "Tri-licensed under"; left 1 "and"',
  ],
  [
    'Tri-licensed under MIT, ISC, Zlib and Apache-2.0.',
    'Apache-2.0 AND ISC AND MIT AND Zlib 0.9/0.6: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; statement Zlib 0.9 "Zlib"; statement Apache-2.0 0.9 "Apache-2.0"; left 3 "Tri-licensed under"; left 1 "and"',
  ],
  [
    `You may choose a color. ${'Blue '.repeat(14)}MIT License\nISC License`,
    'ISC 0.9/0.087: statement ISC 0.9 "ISC License"; left 21 "You may choose a color. Blue … e Blue Blue Blue MIT License"',
  ],
  [
    `You may choose a color. ${'Blue '.repeat(15)}MIT License\nISC License`,
    'ISC 0.9/0.0833: statement ISC 0.9 "ISC License"; left 22 "You may choose a color. Blue … e Blue Blue Blue MIT License"',
  ],
  [
    `You may choose a color. ${'Blue '.repeat(16)}MIT License\nISC License`,
    'ISC 0.9/0.08: statement ISC 0.9 "ISC License"; left 23 "You may choose a color. Blue … e Blue Blue Blue MIT License"',
  ],
  [
    `You may choose a color. ${'Blue '.repeat(17)}MIT License\nISC License`,
    'ISC 0.9/0.0769: statement ISC 0.9 "ISC License"; left 24 "You may choose a color. Blue … e Blue Blue Blue MIT License"',
  ],
  [
    `You may choose a color. ${'Blue '.repeat(18)}MIT License\nISC License`,
    'ISC 0.9/0.0741: statement ISC 0.9 "ISC License"; left 25 "You may choose a color. Blue … e Blue Blue Blue MIT License"',
  ],
  [
    `MIT License\nISC License. ${'Blue '.repeat(14)}. You may choose a color.`,
    'ISC OR MIT 0.7/0.1739: statement MIT 0.7 "MIT License"; statement ISC 0.9 "ISC License"; OR "You may choose"; left 19 "Blue Blue Blue Blue Blue Blu … lue . You may choose a color"',
  ],
  [
    `MIT License\nISC License. ${'Blue '.repeat(15)}. You may choose a color.`,
    'ISC OR MIT 0.7/0.1667: statement MIT 0.7 "MIT License"; statement ISC 0.9 "ISC License"; OR "You may choose"; left 20 "Blue Blue Blue Blue Blue Blu … lue . You may choose a color"',
  ],
  [
    `MIT License\nISC License. ${'Blue '.repeat(16)}. You may choose a color.`,
    'ISC AND MIT 0.7/0.16: statement MIT 0.7 "MIT License"; statement ISC 0.9 "ISC License"; left 21 "Blue Blue Blue Blue Blue Blu … lue . You may choose a color"',
  ],
  [
    `MIT License\nISC License. ${'Blue '.repeat(17)}. You may choose a color.`,
    'ISC AND MIT 0.7/0.1538: statement MIT 0.7 "MIT License"; statement ISC 0.9 "ISC License"; left 22 "Blue Blue Blue Blue Blue Blu … lue . You may choose a color"',
  ],
  [
    'You may choose. Pick one. Licensed under MIT and ISC.',
    'ISC OR MIT 0.9/0.2: statement MIT 0.9 "MIT"; statement ISC 0.9 "ISC"; OR "You may choose"; left 7 "You may choose. Pick one. Licensed under"; left 1 "and"',
  ],
  [
    'Licensed under the MIT License. Commercial use is prohibited.',
    'none 0/0: note "Commercial use is prohibited"; left 9 "Licensed under the MIT License. Commercial use is prohibited"',
  ],
  [
    'Commercial use is prohibited.',
    'none 0/0: note "Commercial use is prohibited"; left 4 "Commercial use is prohibited"',
  ],
  [
    'This is proprietary software.',
    'none 0/0: note "This is proprietary software"; left 4 "This is proprietary software"',
  ],
  [
    'You may not use this file except in compliance with the License.',
    'none 0/0: left 12 "You may not use this file ex …  compliance with the License"',
  ],
  [
    'You may not use it but in a way that is in compliance. License: ISC',
    'none 0/0: note "You may not use it but in a way that is in compliance"; left 15 "You may not use it but in a  …  in compliance. License: ISC"',
  ],
  [
    'You may not use it but in some way in compliance. License: ISC',
    'ISC 0.9/0.0769: statement ISC 0.9 "ISC"; left 12 "You may not use it but in some way in compliance. License"',
  ],
  [
    'The Commons Clause applies. Licensed under Apache-2.0. You may not sell it.',
    'LicenseRef-Commons-Clause AND NOASSERTION 0.9/0.1429: statement LicenseRef-Commons-Clause 0.9 "Commons Clause"; note "You may not sell it"; left 1 "The"; left 11 "applies. Licensed under Apache-2.0. You may not sell it"',
  ],
  [
    'No rights are granted beyond this. License: ISC',
    'none 0/0: note "No rights are granted beyond this"; left 8 "No rights are granted beyond this. License: ISC"',
  ],
  [
    'Licensed under the Apache License 2.0 with LLVM exceptions.',
    'Apache-2.0 WITH LLVM-exception 0.9/0.7: statement Apache-2.0 0.9 "Apache License 2.0"; WITH "Apache License 2.0 with LLVM exceptions"; left 3 "Licensed under the"',
  ],
  [
    'Runtime Library Exception to the Apache 2.0 License',
    'none 0/0: left 9 "Runtime Library Exception to the Apache 2.0 License"',
  ],
  [
    'Licensed under Apache-2.0. Apache License 2.0 with Runtime Library Exception',
    'Apache-2.0 WITH Swift-exception 0.9/0.8462: statement Apache-2.0 0.9 "Apache-2.0"; statement Apache-2.0 0.7 "Apache License 2.0"; WITH "Apache License 2.0 with Runtime Library Exception"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv2. GPL version 2 with the Classpath exception',
    'GPL-2.0-only WITH Classpath-exception-2.0 0.9/0.8: statement GPL-2.0-only 0.9 "GPLv2"; WITH "GPL version 2 with the Classpath exception"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv3. GCC Runtime Library Exception, version 3.1',
    'GPL-3.0-only WITH GCC-exception-3.1 0.9/0.8: statement GPL-3.0-only 0.9 "GPLv3"; WITH "GCC Runtime Library Exception, version 3.1"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv2. unlimited permission to link the compiled version of this',
    'GPL-2.0-only WITH GCC-exception-2.0 0.9/0.8333: statement GPL-2.0-only 0.9 "GPLv2"; WITH "unlimited permission to link the compiled version of this"; left 2 "Licensed under"',
  ],
  [
    'Licensed under LGPL-2.1. with a publicly distributed version of the Library to produce an executable file containing portions of the Library',
    'LGPL-2.1-only WITH OCaml-LGPL-linking-exception 0.9/0.913: statement LGPL-2.1-only 0.9 "LGPL-2.1"; WITH "with a publicly distributed version of the Library to produce an executable file containing portions of the Library"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv2. This copyright does not cover user programs that use kernel services by normal system calls',
    'GPL-2.0-only WITH Linux-syscall-note 0.9/0.8889: statement GPL-2.0-only 0.9 "GPLv2"; WITH "This copyright does not cover user programs that use kernel services by normal system calls"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv3. If you create a document which uses this font',
    'GPL-3.0-only WITH Font-exception-2.0 0.9/0.8333: statement GPL-3.0-only 0.9 "GPLv3"; WITH "If you create a document which uses this font"; left 2 "Licensed under"',
  ],
  [
    'Licensed under GPLv2. The Universal FOSS Exception, Version 1.0',
    'GPL-2.0-only WITH Universal-FOSS-exception-1.0 0.9/0.8: statement GPL-2.0-only 0.9 "GPLv2"; WITH "The Universal FOSS Exception, Version 1.0"; left 2 "Licensed under"',
  ],
  [
    'Licensed under LGPLv3. convey to a third party a Combined Work that links statically or dynamically to this Library without providing any Minimal Corresponding Source',
    'LGPL-3.0-only WITH LGPL-3.0-linking-exception 0.9/0.92: statement LGPL-3.0-only 0.9 "LGPLv3"; WITH "convey to a third party a Combined Work that links statically or dynamically to this Library without providing any Minimal Corresponding Source"; left 2 "Licensed under"',
  ],
  [
    'Licensed under MIT. GPL version 2 with the Classpath exception',
    'MIT 0.9/0.1: statement MIT 0.9 "MIT"; left 2 "Licensed under"; left 7 "GPL version 2 with the Classpath exception"',
  ],
  [
    'Licensed under GPLv2. GPL version 2 with the Classpath',
    'GPL-2.0-only 0.9/0.1111: statement GPL-2.0-only 0.9 "GPLv2"; left 2 "Licensed under"; left 6 "GPL version 2 with the Classpath"',
  ],
  [
    'Licensed under GPLv2. GPL version 2 with the Classpath exception. unlimited permission to link the compiled version of this',
    'GPL-2.0-only WITH Classpath-exception-2.0 0.9/0.4211: statement GPL-2.0-only 0.9 "GPLv2"; WITH "GPL version 2 with the Classpath exception"; left 2 "Licensed under"; left 9 "unlimited permission to link the compiled version of this"',
  ],
  [
    'Licensed under Apache-2.0 and GPLv2. GPL version 2 with the Classpath exception. Apache License 2.0 with LLVM exceptions',
    'Apache-2.0 WITH LLVM-exception AND GPL-2.0-only WITH Classpath-exception-2.0 0.9/0.8571: statement Apache-2.0 0.9 "Apache-2.0"; statement GPL-2.0-only 0.9 "GPLv2"; statement Apache-2.0 0.7 "Apache License 2.0"; WITH "GPL version 2 with the Classpath exception"; WITH "Apache License 2.0 with LLVM exceptions"; left 2 "Licensed under"; left 1 "and"',
  ],
  [
    'This is in the public domain.',
    'none 0/0: note speaks of the public domain, in words that have no SPDX id; left 6 "This is in the public domain"',
  ],
  ['public', 'none 0/0: left 1 "public"'],
  ['public things, domain', 'none 0/0: left 3 "public things, domain"'],
])('reads %j', (text, said, file = 'LICENSE') => {
  expect(summary(text, read(text, file))).toBe(said);
});
