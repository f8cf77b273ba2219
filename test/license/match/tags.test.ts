import { expect, it } from 'vitest';
import { findTags } from '../../../src/license/match/tags.ts';

it.each<[text: string, values: string[]]>([
  ['SPDX-License-Identifier: MIT', ['MIT']],
  ['SPDX-Licence-Identifier : MIT', ['MIT']],
  ['spdx-license-identifier:MIT', ['MIT']],
  ['SPDX-License-Identifier        : MIT', ['MIT']],
  ['SPDX-License-Identifier         : MIT', []],
  ['/* SPDX-License-Identifier: MIT OR ISC */ x', ['MIT OR ISC']],
  ['<!-- SPDX-License-Identifier: MIT --> x', ['MIT']],
  ['{{/* SPDX-License-Identifier: MIT -}} x', ['MIT']],
  ['{# SPDX-License-Identifier: MIT #} x', ['MIT']],
  ['`SPDX-License-Identifier: MIT`.', ['MIT']],
  ['"SPDX-License-Identifier: MIT\\n"', ['MIT']],
  ["'SPDX-License-Identifier: MIT' x", ['MIT']],
  ['<p>SPDX-License-Identifier: MIT</p>', ['MIT']],
  ['SPDX-License-Identifier: MIT.  ', ['MIT']],
  ['| SPDX-License-Identifier: MIT | x |', ['MIT | x']],
  ['SPDX-License-Identifier: MIT\r\nSPDX-License-Identifier: ISC', ['MIT', 'ISC']],
  ['SPDX-License-Identifier: MIT SPDX-License-Identifier: ISC', ['MIT', 'ISC']],
  ['SPDX-License-Identifier:', []],
  ['SPDX-License-Identifier: */', []],
])('%j has the tags %j', (text, values) => {
  const tags = findTags(text);
  expect(tags.map(({ value }) => value)).toEqual(values);
  for (const { value, start, end } of tags) {
    expect(text.slice(start).toLowerCase().startsWith('spdx-')).toBe(true);
    expect(text.slice(start, end).endsWith(value)).toBe(true);
  }
});

it('says where a tag goes on beyond 1000 characters', () => {
  const cut = (length: number, end = '') => findTags(`SPDX-License-Identifier:${'a'.repeat(length)}${end}`)[0];
  expect(cut(999)).not.toHaveProperty('cut');
  expect(cut(1000)).toMatchObject({ cut: true, value: 'a'.repeat(1000) });
  expect(cut(999, '\r\n')).not.toHaveProperty('cut');
  expect(cut(990, '\nbcdefghijklmnop')).not.toHaveProperty('cut');
});
