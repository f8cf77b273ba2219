/**
 * How people name licenses in a sentence. SPDX ids and full names come from the list; here stands what else is written.
 * GNU licences are read by gnu.ts: their names have parts (family, version, "or later") that come in any order.
 */

/**
 * `id: name | name …`, words as the tokeniser leaves them. These need a context ("licensed under …"). An id with a question mark is a family
 * whose license is not told.
 */
const SPOKEN = `
MIT: mit | mit license | license mit | mit license mit | expat | expat license | mit expat | mit expat license | expat mit license | opensource org mit license php
Apache-2.0: apache 2 0 | apache 2 | apache2 | apache v2 | apache v2 0 | apache2 0 | apache license | apache license 2 | apache license 2 0 | apache license v2 | apache license v2 0 | apache license version 2 | apache license version 2 0 | apache public license 2 0 | apache public license version 2 0 | apache software license | apache software license 2 0 | apache software license version 2 0 | asl 2 0 | asl2 | apache 2 license | apache2 license | apache 2 0 license | apache v2 license | apache v2 0 license | apache license apache 2 0 | apache version 2 0 | apache version 2 0 license | apl v2 | apl 2 0 | aplv2 | apl v2 0 | apache 2 0 software license | license apache | license apache 2 0
Apache-1.1: apache license version 1 1 | apache software license version 1 1 | apache 1 1
BSD-3-Clause: bsd 3 | bsd 3 clause | bsd 3 clause license | bsd3 | bsd3 license | 3 clause bsd | 3 clause bsd license | three clause bsd | three clause bsd license | bsd three clause license | new bsd license | new bsd | modified bsd license | revised bsd license | bsd new license | bsd license 3 clause | eclipse distribution license | eclipse distribution license 1 0 | eclipse distribution license v1 0 | eclipse distribution license version 1 0 | bsd 3 clause new license
BSD-2-Clause: bsd 2 | bsd 2 clause | bsd 2 clause license | bsd2 | 2 clause bsd | 2 clause bsd license | two clause bsd | two clause bsd license | bsd two clause license | simplified bsd | simplified bsd license | freebsd license | bsd license 2 clause
0BSD: 0bsd | 0 bsd license | zero clause bsd license | zero clause bsd | bsd zero clause | free public license 1 0 0
ISC: isc | isc license | internet systems consortium license
MIT-0: mit 0 | mit 0 license | mit no attribution | mit no attribution license
MPL-2.0: mpl 2 | mpl 2 0 | mpl2 | mpl2 0 | mplv2 | mplv2 0 | mpl v2 | mpl v2 0 | mozilla public license 2 | mozilla public license 2 0 | mozilla public license v2 | mozilla public license v2 0 | mozilla public license version 2 | mozilla public license version 2 0 | mpl version 2 0 | mozilla public license mpl 2 0 | mozilla public license mpl version 2 0
MPL-1.1: mpl 1 1 | mplv1 1 | mozilla public license 1 1 | mozilla public license v1 1 | mozilla public license version 1 1
EPL-1.0: epl 1 0 | epl v1 0 | eclipse public license 1 0 | eclipse public license v1 0 | eclipse public license version 1 0
EPL-2.0: epl 2 0 | epl v2 0 | eclipse public license 2 0 | eclipse public license v2 0 | eclipse public license version 2 0
EUPL-1.1: eupl 1 1 | eupl v1 1 | european union public license 1 1 | european union public license version 1 1
EUPL-1.2: eupl 1 2 | eupl v1 2 | eupl version 1 2 | european union public license 1 2 | european union public license v1 2 | european union public license version 1 2
CDDL-1.0: cddl 1 0 | cddl v1 0 | cddl version 1 0 | common development and distribution license version 1 0
BSL-1.0: boost software license | boost software license version 1 0 | boost license | boost license 1 0 | bsl 1 0
BUSL-1.1: busl 1 1 | bsl 1 1 | business source license | business source license 1 1 | business source license version 1 1 | business source license v1 1
SSPL-1.0: sspl | sspl 1 0 | sspl v1 | server side public license | server side public license version 1 | server side public license v1
Elastic-2.0: elastic license 2 0 | elastic license v2 | elastic license v2 0 | elastic license version 2 0 | elv2
CC0-1.0: cc0 | cc0 1 0 | cc0 license | cc0 1 0 universal | cc0 1 0 universal license | creative commons zero | creative commons cc0 | creative commons zero 1 0 | creative commons cc0 1 0 | cc0 public domain dedication | creative commons zero license
Unlicense: unlicense | unlicense license
WTFPL: wtfpl | wtfpl license | wtfpl version 2 | do what the fuck you want to public license
Zlib: zlib | zlib license | zlib libpng license
OFL-1.1: ofl 1 1 | ofl | sil ofl | sil open font license | sil open font license 1 1 | sil open font license version 1 1 | sil open font license v1 1 | open font license version 1 1 | sil ofl 1 1 | sil ofl version 1 1
FTL: ftl | freetype license | freetype project license
Artistic-2.0: artistic license 2 0 | artistic 2 0
UPL-1.0: universal permissive license 1 0 | universal permissive license v1 0 | universal permissive license version 1 0 | upl 1 0
MS-PL: microsoft public license | ms pl
MS-RL: microsoft reciprocal license
PostgreSQL: postgresql license
NCSA: ncsa license | ncsa open source license
Python-2.0: python license 2 0
PSF-2.0: psf license version 2 | python software foundation license version 2
OpenSSL: openssl license
Ruby: ruby license
BlueOak-1.0.0: blue oak model license | blue oak model license 1 0 0 | blueoak 1 0 0
MulanPSL-1.0: mulan psl v1 | mulan permissive software license v1 | mulan permissive software license version 1
MulanPSL-2.0: mulan psl v2 | mulan psl 2 0 | mulanpsl 2 0 | mulan permissive software license v2 | mulan permissive software license version 2 | 木 兰 宽 松 许 可 证 第 2 版
OSL-3.0: open software license version 3 0 | open software license 3 0
ODbL-1.0: open database license | odbl | open database license 1 0
PolyForm-Noncommercial-1.0.0: polyform noncommercial license 1 0 0
CC-BY-4.0: creative commons attribution 4 0 | creative commons attribution 4 0 license | creative commons attribution 4 0 international license | cc by 4 0 | cc by 4 0 license | creative commons by 4 0
CC-BY-3.0: creative commons attribution 3 0 | creative commons attribution 3 0 license | creative commons attribution 3 0 unported license | cc by 3 0 license
CC-BY-SA-4.0: creative commons attribution share alike 4 0 | creative commons attribution sharealike 4 0 | creative commons attribution sharealike 4 0 international license | creative commons attribution share alike 4 0 international license | cc by sa 4 0 license
CC-BY-SA-3.0: creative commons attribution sharealike 3 0 | creative commons attribution sharealike 3 0 license | creative commons attribution share alike 3 0 license | creative commons attribution sharealike 3 0 unported license
CC-BY-NC-SA-4.0: creative commons attribution noncommercial sharealike 4 0 international license
CC-BY-NC-4.0: creative commons attribution noncommercial 4 0 international license
BSD?: bsd | bsd license | bsd licenses
Apache?: apache
MPL?: mpl | mozilla public license
CC?: creative commons | creative commons license | creative commons attribution license
`;

/** Phrases that are a statement by themselves: links, dedications. */
const PLAIN = `
Apache-2.0: apache org licenses license 2 0
CC0-1.0: creativecommons org publicdomain zero 1 0 | have dedicated all copyright and related and neighboring rights to this software to the public domain | has waived all copyright and related or neighboring rights to | dedicated all copyright and related and neighboring rights
Unlicense: unlicense org | this is free and unencumbered software released into the public domain
MPL-2.0: mozilla org mpl 2 0 | mozilla org en us mpl 2 0
MPL-1.1: mozilla org mpl mpl 1 1
EPL-1.0: eclipse org legal epl v10
EPL-2.0: eclipse org legal epl 2 0 | eclipse org legal epl v20
WTFPL: wtfpl net
BSL-1.0: boost org license 1 0 txt
OFL-1.1: scripts sil org ofl
MulanPSL-2.0: license coscl org cn mulanpsl2
BlueOak-1.0.0: blueoakcouncil org license 1 0 0
LicenseRef-Anti996: 996icu 996 icu | anti 996 license
LicenseRef-Commons-Clause: commons clause
`;

/** Name of a licence in words. `plain`: no context needed. */
export interface SpokenName {
  readonly id: string;
  readonly words: string;
  readonly plain: boolean;
}

function* readTable(table: string, plain: boolean): Generator<SpokenName> {
  for (const line of table.trim().split('\n')) {
    const [id, names] = line.split(': ') as [string, string];
    for (const words of names.split(' | ')) yield { id, words, plain };
  }
}

/** Ids of one word that are no English word. */
const ONE_WORD_IDS: ReadonlySet<string> = new Set(['MIT', 'ISC', 'Zlib', '0BSD', 'WTFPL', 'Unlicense', 'NCSA']);

const isGnu = (id: string) => /^(A|L)?GPL-/.test(id);

/** All names: those of the table, and ids, full names and links of the list (GNU licenses aside). */
export function* spokenNames(list: Iterable<readonly [id: string, name: string]>): Generator<SpokenName> {
  yield* readTable(SPOKEN, false);
  yield* readTable(PLAIN, true);
  for (const [id, name] of list) {
    if (isGnu(id)) continue;
    const idWords = id.replace(/[^A-Za-z0-9]+/g, ' ');
    if (idWords.includes(' ') || ONE_WORD_IDS.has(id)) yield { id, words: idWords, plain: false };
    if (/\s/.test(name.trim())) yield { id, words: name, plain: false };
    const creative = /^CC-(BY[A-Z-]*)-(\d\.\d)$/.exec(id);
    if (creative) {
      yield {
        id,
        words: `creativecommons org licenses ${creative[1]!.replaceAll('-', ' ')} ${creative[2]}`,
        plain: true,
      };
    }
    yield { id, words: `opensource org licenses ${idWords}`, plain: true };
    yield { id, words: `opensource org license ${idWords}`, plain: true };
    yield { id, words: `spdx org licenses ${idWords}`, plain: true };
  }
}
