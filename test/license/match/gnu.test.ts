/** Names of GNU licenses in every order people write them; what each comes to is told beside the words it is put together from. */
import { describe, expect, it } from 'vitest';
import { gnuNameAt } from '../../../src/license/match/gnu.ts';
import { tokenize } from '../../../src/license/tokens/tokenize.ts';
import { newTokens } from '../../../src/license/tokens/tokens.ts';
import { detector } from '../index-fixture.ts';

function nameIn(text: string) {
  const { index, words } = detector().engine();
  const tokens = newTokens();
  tokenize(text, index.vocabulary, index.active, tokens);
  return gnuNameAt(tokens, 0, words);
}

const FAMILIES: readonly (readonly [name: string, family: string])[] = [
  ['GPL', 'GPL'],
  ['GNU GPL', 'GPL'],
  ['GNU General Public License', 'GPL'],
  ['GNU General Public Licenses', 'GPL'],
  ['GNU General Public License (GPL)', 'GPL'],
  ['GNU Public License', 'GPL'],
  ['LGPL', 'LGPL'],
  ['GNU LGPL', 'LGPL'],
  ['GNU Lesser General Public License', 'LGPL'],
  ['GNU Library General Public License', 'LGPL'],
  ['Lesser General Public License', 'LGPL'],
  ['Lesser GPL', 'LGPL'],
  ['GNU Lesser General Public License (LGPL)', 'LGPL'],
  ['AGPL', 'AGPL'],
  ['GNU AGPL', 'AGPL'],
  ['GNU Affero General Public License', 'AGPL'],
  ['Affero GPL', 'AGPL'],
];
const VERSIONS: readonly (readonly [words: string, version: string])[] = [
  [' v1', '1.0'],
  [' v2', '2.0'],
  [' 2', '2.0'],
  ['-2.0', '2.0'],
  [' version 2.1', '2.1'],
  [', version 3', '3.0'],
  [' v3.0', '3.0'],
  [' as published by the Free Software Foundation; either version 3 of the License', '3.0'],
  [' version 4', ''],
  ['', ''],
];
const ENDS: readonly (readonly [words: string, isLater: boolean])[] = [
  ['', false],
  ['.', false],
  [' only', false],
  [' or later', true],
  ['+', true],
  [' or any newer version', true],
  [', or (at your option) any later version', true],
];
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  GPL: ['1.0', '2.0', '3.0'],
  LGPL: ['2.0', '2.1', '3.0'],
  AGPL: ['1.0', '3.0'],
};

describe.each(FAMILIES)('%s', (name, family) => {
  it.each(VERSIONS)('%s', (words, version) => {
    for (const [end, isLater] of ENDS) {
      const text = `${name}${words}${end}`;
      const found = nameIn(text);
      if (version === '') {
        expect(found, text).toMatchObject({ id: `${family}?`, start: 0, orLater: false, also: [] });
      } else if (!KNOWN[family]!.includes(version)) {
        expect(found, text).toBeUndefined();
      } else {
        // A plus stands behind the version and nowhere else.
        const orLater = isLater && !(end === '+' && words.endsWith('License'));
        const id = `${family}-${version}-${orLater ? 'or-later' : 'only'}`;
        expect(found, text).toMatchObject({ id, start: 0, orLater, also: [] });
      }
    }
  });
});

it.each<[text: string, id: string | undefined, end: number, also: string[]]>([
  ['GPLv2', 'GPL-2.0-only', 1, []],
  ['GPL2', 'GPL-2.0-only', 1, []],
  ['LGPLv3.0 or', 'LGPL-3.0-only', 2, []],
  ['LGPLv2.1', 'LGPL-2.1-only', 2, []],
  ['AGPLv3', 'AGPL-3.0-only', 1, []],
  ['GPL version 2 only and', 'GPL-2.0-only', 4, []],
  ['GPL version 2 or later and', 'GPL-2.0-or-later', 5, []],
  ['GPL version 2 and', 'GPL-2.0-only', 3, []],
  ['GPL version 2 or 3', 'GPL-2.0-only', 5, ['GPL-3.0-only']],
  ['GPL version 2 or version 3 or later', 'GPL-2.0-or-later', 8, ['GPL-3.0-only']],
  ['LGPL 2.1 or 3', 'LGPL-2.1-only', 5, ['LGPL-3.0-only']],
  ['GPL 1 or 2 or 3', 'GPL-1.0-only', 6, ['GPL-2.0-only', 'GPL-3.0-only']],
  ['AGPL 3 or 2', 'AGPL-3.0-only', 2, []],
  ['GPL 2 or MIT', 'GPL-2.0-only', 2, []],
  // A number far from "version" is none; another GNU name begins its own.
  ['GPL of the 2', 'GPL?', 1, []],
  ['GPL the version 2', 'GPL-2.0-only', 4, []],
  ['GPL and of the software as published by GNU GPL version 2', 'GPL?', 1, []],
  ['GPL and of the software as published GNU GPL version 2', 'GPL-2.0-only', 11, []],
  ['GPL of GNU version 2', 'GPL-2.0-only', 5, []],
  [`GPL ${'the '.repeat(12)}version 2`, 'GPL-2.0-only', 15, []],
  [`GPL ${'the '.repeat(13)}version 2`, 'GPL?', 1, []],
  [`GPL 2 ${'the '.repeat(11)}later`, 'GPL-2.0-or-later', 14, []],
  [`GPL 2 ${'the '.repeat(12)}later`, 'GPL-2.0-only', 2, []],
  ['GPL 2 only or later', 'GPL-2.0-only', 3, []],
  ['GPL 2 of GNU or later', 'GPL-2.0-only', 2, []],
  ['GNU software', undefined, 0, []],
  ['GNU General License', undefined, 0, []],
  ['GNU General Public', undefined, 0, []],
  ['Lesser Public License', undefined, 0, []],
  ['General Public License', undefined, 0, []],
  ['License', undefined, 0, []],
])('%s', (text, id, end, also) => {
  const found = nameIn(text);
  expect(found?.id).toBe(id);
  if (id !== undefined) expect(found).toMatchObject({ end, also });
});
