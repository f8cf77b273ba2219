import { describe, expect, it } from 'vitest';
import { detector, read, spdxList, textOf } from '../index-fixture.ts';

const mit = textOf('MIT');
const isc = textOf('ISC');
const bsd3 = textOf('BSD-3-Clause');
const bsd2 = textOf('BSD-2-Clause');
const gpl2 = textOf('GPL-2.0-only');
const apache = textOf('Apache-2.0');
const expression = (text: string, fileName?: string) => read(text, fileName).expression;

/** `text` broken into lines of about `width` characters, each led by `leader`. */
function wrapped(text: string, width: number, leader: string): string {
  return text
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}(?:\\s|$)|\\S+`, 'g')) ?? [''])
    .map((line) => leader + line)
    .join('\n');
}

describe('every text of the SPDX list', () => {
  const ids = [...new Set(detector().engine().index.templates.id)].filter((id) => !/-or-later/.test(id));
  it('is found as itself', () => {
    expect(ids.filter((id) => expression(textOf(id)) !== id)).toEqual([]);
    expect(ids.length).toBeGreaterThan(600);
  });

  it('is found in comments of other line lengths', () => {
    // GD's text is half copyright lines, which are words once they are broken
    const wrong = ids
      .filter((id) => id !== 'GD')
      .filter((id) => !expression(wrapped(textOf(id), 60, ' * '))?.includes(id));
    expect(wrong).toEqual([]);
  });
});

describe('texts as they are met', () => {
  const named = bsd3.replace('the copyright holder nor', 'Frobnicate Systems, Inc. nor');
  it.each([
    [
      'MIT under its titles',
      `The MIT License (MIT)\n\nCopyright (c) 2014 A. Person\n\n${mit.slice(mit.indexOf('Permission'))}`,
      'MIT',
    ],
    ['British spelling', mit.replaceAll('license', 'licence').replaceAll('License', 'Licence'), 'MIT'],
    ['CRLF and a BOM', `\ufeff${mit.replaceAll('\n', '\r\n')}`, 'MIT'],
    ['UTF-16 as bytes that are not UTF-8', `\udcff\udcfe${[...mit].map((c) => `${c}\0`).join('')}`, 'MIT'],
    ['HTML', `<html><body><p>${mit.replaceAll('"', '&quot;').replaceAll('\n', '<br>\n')}</p></body></html>`, 'MIT'],
    ['the holder named in the third clause', named, 'BSD-3-Clause'],
    ['two clauses under the title of three', `BSD 3-Clause License\n\n${bsd2}`, 'BSD-2-Clause'],
    ['three clauses under "Simplified BSD License"', `Simplified BSD License\n\n${bsd3}`, 'BSD-3-Clause'],
    ['ISC with "the author" for the holder', isc.replaceAll(' ISC ', ' THE AUTHOR '), 'ISC'],
    ['MIT-0 is not MIT', textOf('MIT-0'), 'MIT-0'],
    ['Apache without its appendix', apache.slice(0, apache.indexOf('APPENDIX')), 'Apache-2.0'],
    ['LGPL-3.0 without the GPL that the list appends', textOf('LGPL-3.0-only').slice(0, 7600), 'LGPL-3.0-only'],
    ['AGPL is not GPL', textOf('AGPL-3.0-only'), 'AGPL-3.0-only'],
    ['a note behind the text', `${mit}\n\nThe logo was drawn by somebody else and may be used freely.`, 'MIT'],
    ['Chinese', textOf('MulanPSL-2.0'), 'MulanPSL-2.0'],
  ])('%s', (_, text, expected) => {
    expect(expression(text)).toBe(expected);
  });
});

describe('several licences', () => {
  it.each([
    ['one behind the other', `${mit}\n---\n${isc}\n---\n${bsd3}`, 'BSD-3-Clause AND ISC AND MIT'],
    ['the same twice', `${mit}\n---\n${mit}`, 'MIT'],
    ['a small one behind many twins', `${bsd2}\n\nAVL tree:\n\n${isc}`, 'BSD-2-Clause AND ISC'],
    ['a text and a statement', `${mit}\n\nsiphash.go is released under the ISC License.`, 'ISC AND MIT'],
    ['a choice', `Dual-licensed, at your choice:\n\n${mit}\n\nor\n\n${apache}`, 'Apache-2.0 OR MIT'],
    [
      'no choice without words for it',
      `Covered by two licences: MIT and Apache.\n\n${mit}\n\n${apache}`,
      'Apache-2.0 AND MIT',
    ],
    [
      'a dual licence of which both parts apply',
      `This stays under a dual license, i.e. both the ISC License and the MIT License apply.\n\n${mit}\n\n${isc}`,
      'ISC AND MIT',
    ],
    [
      'the Commons Clause before a licence',
      `"Commons Clause" License Condition v1.0\n\nThe Software is provided subject to the following condition.\n\n${apache}`,
      'Apache-2.0 AND LicenseRef-Commons-Clause',
    ],
    [
      'what is said of linked software',
      `${apache}\n\nIf you combine it with software that is licensed under the GPLv2, you may do so.`,
      'Apache-2.0',
    ],
    [
      'an exception',
      `${apache}\n\n--- LLVM Exceptions to the Apache 2.0 License ----\n\nAs an exception`,
      'Apache-2.0 WITH LLVM-exception',
    ],
    ['a tag with OR over both texts', `SPDX-License-Identifier: MIT OR ISC\n\n${mit}\n\n${isc}`, 'ISC OR MIT'],
    ['a tag beside another text', `SPDX-License-Identifier: MIT\n\n${isc}`, 'ISC AND MIT'],
  ])('%s', (_, text, expected) => {
    expect(expression(text)).toBe(expected);
  });

  it('are all found in a list of a thousand', () => {
    const ids = ['MIT', 'ISC', 'BSD-3-Clause', 'Zlib', 'BSL-1.0', 'NCSA', 'PostgreSQL', 'Unlicense'];
    const text = Array.from({ length: 1000 }, (_, i) => textOf(ids[i % ids.length]!)).join('\n\n----\n\n');
    const found = read(text);
    expect(found.expression).toBe([...ids].sort().join(' AND '));
    expect(found.matches).toHaveLength(1000);
  });
});

describe('GNU licences', () => {
  const notice = (kind: string, version: string, later: string) =>
    `This program is free software; you can redistribute it and/or modify it under the terms of the GNU ${kind} as published by the Free
Software Foundation; ${later ? 'either ' : ''}version ${version} of the License${later}.\n\nThis program is distributed in the hope that it will be useful, but WITHOUT ANY WARRANTY;
without even the implied warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE. See the GNU ${kind} for more details.`;
  const orLater = ', or (at your option) any later version';
  it.each([
    ['a bare text is -only, although its appendix says "or later"', gpl2, 'GPL-2.0-only'],
    ['a notice', notice('General Public License', '2', orLater), 'GPL-2.0-or-later'],
    ['a notice without "or later"', notice('General Public License', '3', ''), 'GPL-3.0-only'],
    ['a notice of the Lesser GPL', notice('Lesser General Public License', '2.1', orLater), 'LGPL-2.1-or-later'],
    ['a notice of the Affero GPL', notice('Affero General Public License', '3', orLater), 'AGPL-3.0-or-later'],
    ['a notice before the text', `${notice('General Public License', '2', orLater)}\n\n${gpl2}`, 'GPL-2.0-or-later'],
    ['a short name', 'Licensed under the LGPLv3, see LICENSE.', 'LGPL-3.0-only'],
    ['a short name with a plus', 'License: GPL-2+', 'GPL-2.0-or-later'],
    ['a deprecated tag', '// SPDX-License-Identifier: GPL-2.0+', 'GPL-2.0-or-later'],
    ['a mention', 'This is not compatible with the GNU GPL version 2.', undefined],
  ])('%s', (_, text, expected) => {
    expect(expression(text)).toBe(expected);
  });
});

describe('statements', () => {
  it.each([
    ['Licensed under the Apache License, Version 2.0.', 'Apache-2.0'],
    [
      'Use of this source code is governed by the BSD 3-Clause\nlicense that can be found in the LICENSE file.',
      'BSD-3-Clause',
    ],
    ['Use of this source code is governed by a BSD-style\nlicense that can be found in the LICENSE file.', undefined],
    ['Foo is available under a modified MIT license.', undefined],
    ['License: Mozilla Public License Version 2.0', 'MPL-2.0'],
    ['This product includes software developed at The Apache Software Foundation (http://www.apache.org/).', undefined],
    ['This library is dual-licensed under Apache 2.0 and MIT terms.', 'Apache-2.0 OR MIT'],
    ['Change License: Mozilla Public License 2.0', undefined],
    ['The files are excluded from our MIT License.', undefined],
    ['Distributed under the Simplified BSD License.', 'BSD-2-Clause'],
    ['No rights are granted. All rights reserved.', undefined],
    ['https://creativecommons.org/licenses/by-sa/4.0/', 'CC-BY-SA-4.0'],
    ['This work is licensed under the Anti 996 License.', 'LicenseRef-Anti996'],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(expression(text)).toBe(expected);
  });

  it('count less in a README', () => {
    expect(expression('# Foo\n\nSee the MIT License of somebody.\n', 'README.md')).toBeUndefined();
    expect(expression('# Foo\n\n## License\n\nMIT\n', 'README.md')).toBe('MIT');
    expect(expression('| License | ISC |\n', 'README.md')).toBe('ISC');
    expect(expression('Released under the [Apache License 2.0](LICENSE).\n', 'docs/README')).toBe('Apache-2.0');
  });
});

describe('a detection', () => {
  it('gives places, coverage and what is not covered', () => {
    const text = `My project\n\n${mit}\n\nYou must also send me a postcard from every town that you visit with the thing in hand.\n`;
    const found = read(text);
    expect(found.expression).toBe('MIT');
    expect(found.matches).toHaveLength(1);
    expect(found.matches[0]).toMatchObject({ id: 'MIT', kind: 'text', confidence: 1, coverage: 1, startLine: 3 });
    expect(text.slice(found.matches[0]!.start).startsWith('MIT License')).toBe(true);
    expect(text.slice(0, found.matches[0]!.end).endsWith('IN THE SOFTWARE')).toBe(true);
    expect(found.uncovered.map((u) => text.slice(u.start, u.end))).toEqual([
      'My project',
      'You must also send me a postcard from every town that you visit with the thing in hand',
    ]);
    expect(found.coverage).toBeGreaterThan(0.85);
    expect(found.coverage).toBeLessThan(0.95);
  });

  it('shows what made a choice and an exception', () => {
    const choice = read(`Licensed under\neither of MIT or Apache-2.0 at your option.`);
    expect(choice.evidence).toMatchObject([{ operator: 'OR', text: 'under\neither', startLine: 1, endLine: 2 }]);
    const exception = read(`${apache}\n\nApache License 2.0 with LLVM exceptions`);
    expect(exception.evidence).toMatchObject([{ operator: 'WITH' }]);
  });

  it('is the same when a text comes again, with places of its own', () => {
    const first = read(`Copyright 2020 A\n${mit.slice(mit.indexOf('Permission'))}`);
    const again = read(`Copyright 2020 A. Very Long Name\n${mit.slice(mit.indexOf('Permission'))}`);
    expect(again.expression).toBe('MIT');
    expect(again.matches[0]!.start - first.matches[0]!.start).toBe(16);
  });

  it.each([
    ['Copyright 2020 Foo. All rights reserved.\n', /all rights reserved/],
    ['The author disclaims copyright. This is in the public domain.', /public domain/],
    ['Copyright 2020 Foo\n', /no words/],
  ])('says why there is none: %s', (text, note) => {
    expect(read(text).note).toMatch(note);
  });
});

describe('hostile text', () => {
  const milliseconds = (text: string) => {
    const start = performance.now();
    read(text);
    return performance.now() - start;
  };
  it.each([
    ['one word', 'license '.repeat(125_000)],
    ['one letter', 'a'.repeat(1_000_000)],
    ['nested parentheses', '('.repeat(500_000) + ')'.repeat(500_000)],
    ['open tags', '<a '.repeat(330_000)],
    ['ampersands', '&amp'.repeat(250_000)],
    ['a run that every licence shares', 'the software is provided as is without warranty of any kind '.repeat(17_000)],
    ['beginnings of copyright lines', 'copyright (c) 2020 '.repeat(50_000)],
    ['tags', 'SPDX-License-Identifier: '.repeat(40_000)],
    ['names', 'licensed under the MIT or Apache 2.0 or '.repeat(25_000)],
  ])('%s, 1 MB, is read in linear time', (_, text) => {
    read(text.slice(0, 50_000));
    const small = Math.max(2, milliseconds(text.slice(0, text.length / 8)));
    expect(milliseconds(text)).toBeLessThan(small * 8 * 4 + 50);
  });

  it('has words of its own that are ids of nothing', () => {
    expect(read('__proto__ constructor hasOwnProperty\nSPDX-License-Identifier: __proto__').expression).toBeUndefined();
    expect(spdxList.MIT).toBeDefined();
  });
});
