import { describe, expect, it } from 'vitest';
import { folderLicense, MAX_POINTERS } from '../../src/license/folder.ts';
import { detector, textOf } from './index-fixture.ts';

const of = (files: Readonly<Record<string, string>>) =>
  folderLicense(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    detector(),
  ).expression;

describe('a choice', () => {
  const files = { 'LICENSE-MIT': textOf('MIT'), 'LICENSE-ISC': textOf('ISC'), 'LICENSE-APACHE': textOf('Apache-2.0') };
  const tag = (...ids: string[]) => ({ LICENSE: `SPDX-License-Identifier: ${ids.join(' OR ')}` });

  it('is between three licenses at most', () => {
    expect(of({ ...files, ...tag('Apache-2.0', 'ISC', 'MIT') })).toBe('Apache-2.0 OR ISC OR MIT');
  });

  it('is one only where its words name all of them', () => {
    expect(of({ ...files, 'README.md': 'Licensed under the MIT License.' })).toBe('Apache-2.0 AND ISC AND MIT');
  });
});

describe('a file that names the files of the licenses', () => {
  const licenses = { 'LICENSE.ONE': textOf('MIT'), 'LICENSE.TWO': textOf('ISC') };
  const pointer = (before: string) => ({
    LICENSE: `${before}You may use this under either of the licenses in LICENSE.ONE or LICENSE.TWO, at your option.\n`,
  });

  it('states a choice between them', () => {
    expect(of({ ...licenses, ...pointer('') })).toBe('ISC OR MIT');
  });

  it('is read up to 4000 characters', () => {
    const words = 'These are the words of a person who likes words. ';
    expect(of({ ...licenses, ...pointer(words.repeat(60)) })).toBe('ISC OR MIT');
    expect(of({ ...licenses, ...pointer(words.repeat(90)) })).toContain('NOASSERTION');
  });

  it('names whole names', () => {
    const text = pointer('').LICENSE.replace('LICENSE.TWO', 'LICENSE.TWOX').replace('LICENSE.ONE', 'XLICENSE.ONE');
    expect(of({ ...licenses, LICENSE: text })).toContain('NOASSERTION');
  });

  it('is one of so many that are looked at', () => {
    const many = Object.fromEntries(
      Array.from({ length: MAX_POINTERS + 1 }, (_, i) => [
        `LICENSE.${`${i}`.padStart(2, '0')}.txt`,
        pointer('').LICENSE,
      ]),
    );
    expect(of({ ...licenses, ...many })).toContain('NOASSERTION');
  });
});
