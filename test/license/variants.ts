/**
 * Texts that lie on both sides of each limit of the matcher: license texts with more and more words left out, put in and exchanged,
 * sentences with more and more words between their parts. All are made from the SPDX list and a fixed row of words.
 */
import { textOf } from './index-fixture.ts';

export interface Variant {
  /** What was done. */
  readonly name: string;
  /** How often, or how much of it. */
  readonly level?: number;
  readonly text: string;
  readonly fileName?: string;
}

const IDS = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Zlib',
  'MPL-2.0',
  'GPL-2.0-only',
  'X11',
  'NTP',
];

/** Words that no license has, and words that all have. */
const STRANGE = 'kumquat walrus teapot violin harbour saddle pepper lantern meadow trumpet velvet cinnamon'.split(' ');
const USUAL = 'the software of any and or to with a in this is'.split(' ');

const wordsOf = (id: string) =>
  textOf(id)
    .replace(/<<[^>]*>>/g, '')
    .trim()
    .split(/(?<=\s)(?=\S)/);
const strange = (count: number) => Array.from({ length: count }, (_, i) => STRANGE[i % STRANGE.length]!);
const usual = (count: number) => Array.from({ length: count }, (_, i) => USUAL[i % USUAL.length]!);

/** Every n-th of `words` given to `change`, so that `share` of them are. */
function spread(words: readonly string[], share: number, change: (word: string, i: number) => string): string {
  let due = 0.5;
  return words
    .map((word, i) => {
      due += share;
      if (due < 1) return word;
      due -= 1;
      return change(word, i);
    })
    .join('');
}

const SHARES = [0.02, 0.05, 0.08, 0.11, 0.14, 0.17, 0.2, 0.24, 0.3, 0.4];

type Edit = (words: readonly string[], share: number) => string;
const count = (words: readonly string[], share: number) => Math.round(words.length * share);

const EDITS: Readonly<Record<string, Edit>> = {
  'words left out': (words, share) => spread(words, share, () => ''),
  'words put in': (words, share) => spread(words, share, (word, i) => `${word}${STRANGE[i % STRANGE.length]} `),
  'usual words put in': (words, share) => spread(words, share, (word, i) => `${word}${USUAL[i % USUAL.length]} `),
  'words exchanged': (words, share) => spread(words, share, (_, i) => `${STRANGE[i % STRANGE.length]} `),
  'beginning left out': (words, share) => words.slice(count(words, share)).join(''),
  'end left out': (words, share) => words.slice(0, words.length - count(words, share)).join(''),
  'middle left out': (words, share) => {
    const half = words.length >> 1;
    return [...words.slice(0, half - count(words, share / 2)), ...words.slice(half + count(words, share / 2))].join('');
  },
  'stretch put in': (words, share) => {
    const half = words.length >> 1;
    return [...words.slice(0, half), `${strange(count(words, share)).join(' ')} `, ...words.slice(half)].join('');
  },
};

function edited(): Variant[] {
  return IDS.flatMap((id) => {
    const words = wordsOf(id);
    return Object.entries(EDITS).flatMap(([what, edit]) =>
      SHARES.filter((_, i) => words.length < 600 || i % 3 === 1).map((share) => ({
        name: `${id}, ${what}`,
        level: share,
        text: edit(words, share),
      })),
    );
  });
}

/** A text in other surroundings. */
function surrounded(): Variant[] {
  const [mit, isc, bsd] = ['MIT', 'ISC', 'BSD-3-Clause'].map((id) => wordsOf(id).join(''));
  const tail = wordsOf('MIT').slice(30).join('');
  return [
    ...[1, 5, 13, 14, 15, 16, 30].map((n) => ({
      name: 'words of the holder',
      level: n,
      text: bsd!.replace(/the copyright holder nor/i, `${strange(n).join(' ')} nor`),
    })),
    ...[1, 40, 59, 60, 61, 80].map((n) => ({
      name: 'words between a title and its text',
      level: n,
      text: `MIT License\n\n${strange(n).join(' ')}.\n\n${tail}`,
    })),
    ...[1, 10, 100, 390, 410].map((n) => ({
      name: 'words between two halves',
      level: n,
      text: mit!.replace('subject to', `${strange(n).join(' ')} subject to`),
    })),
    ...[1, 20, 200].map((n) => ({
      name: 'usual words between two texts',
      level: n,
      text: `${mit}\n\n${usual(n).join(' ')}\n\n${isc}`,
    })),
    ...[0, 1, 2, 3].map((n) => ({
      name: 'texts after the first, and a choice',
      level: n,
      text: `Dual licensed.\n\n${[mit, isc, bsd, wordsOf('Zlib').join('')].slice(0, n + 1).join('\n\n')}`,
    })),
    ...[0, 8, 14, 15, 16, 17, 18, 24].map((n) => ({
      name: 'words between a license and a choice',
      level: n,
      text: `${mit}\n\n${isc}\n\nMIT License ${strange(n).join(' ')} at your choice.`,
    })),
    ...[0, 10, 20, 22, 23, 24, 25, 26].map((n) => ({
      name: 'words between a choice and both apply',
      level: n,
      text: `Dual license of ${strange(n).join(' ')} both apply: MIT License.\n\n${mit}\n\n${isc}`,
    })),
    ...[0, 6, 7, 8, 9].map((n) => ({
      name: 'words between may not use and in compliance',
      level: n,
      text: `${mit}\n\nYou may not use ${strange(n).join(' ')} in compliance.`,
    })),
    ...['is not free', 'trade secret', 'personal use only', 'is proprietary', 'must buy', 'may not sell'].map(
      (words) => ({
        name: `restriction: ${words}`,
        text: `${mit}\n\nThis ${words} at all.`,
      }),
    ),
  ];
}

/** Sentences with `n` words where the dots are. */
const SENTENCES = [
  'Licensed … under the MIT License.',
  'This is licensed under … MIT License.',
  'Licensed under the MIT License … not apply.',
  'The MIT License … does not apply.',
  'Not … the MIT License.',
  'It is licensed under a modified … MIT License.',
  'Excluded … is licensed under the MIT License.',
  'Licensed under the MIT License with … additional conditions.',
  'Licensed under the MIT License … and the ISC License.',
  'Licensed under the MIT License … ISC License … Zlib License.',
  'Until 2027 … licensed under the MIT License.',
  'Licensed under the MIT License … until 2027.',
  'The Acme License … licensed under the MIT License.',
  'Combine … with software that is licensed under the MIT License.',
  'Licensed under the GPL … version 2.',
  'Licensed under the GNU General Public License as published … version 3 or later.',
  'Licensed under the GPL version 2 … or any later version.',
  'Licensed under the GPL version 2 or … later.',
  'GPL version 2 or 3 … or later.',
  '… MIT License',
  'License: … MIT',
  'License\n\n… MIT',
];
const COUNTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 23, 24, 25, 31, 32, 33];

function spaced(): Variant[] {
  return SENTENCES.flatMap((sentence) =>
    [usual, strange].flatMap((row, i) =>
      ['LICENSE', ...(i === 0 ? ['README.md'] : [])].flatMap((fileName) =>
        COUNTS.map((n) => ({
          name: `${fileName}, ${i === 0 ? 'usual' : 'strange'} words: ${sentence.replaceAll('\n', ' / ')}`,
          level: n,
          text: sentence.replaceAll('…', row(n).join(' ')),
          fileName,
        })),
      ),
    ),
  );
}

/** What stands around and behind a name. */
const AROUND = [
  '{}',
  '{}\n',
  '{}.',
  '# {}',
  '* {}',
  'Foo {}',
  'Foo\n{}\n',
  'the {}',
  '{} applies.',
  'It is {} licensed.',
  '{}-style',
  '{}-like license',
  '{} Server',
  '{}/Acme',
  '{}-Acme',
  '{}, Acme',
  'License: {}',
  'License: {}/Acme',
  'License: {}-Acme',
  'License: {}, Acme-1.0',
  'License: {} only',
  'License: {} or later',
  'License: {}+',
  'License: {}/ISC',
  'Licenses: ISC, {}',
  'dual {}/ISC',
  'dual ISC/{}',
  'see docs/{}.txt',
  'see LICENSE-{}',
  'see {}.md',
  'https://foo.net/{}',
  'Licensed under {}',
  'Licensed under {} + Acme terms',
  'Licensed under {} plus conditions',
  'Licensed under {} with exceptions',
  'Licensed under {} with additional restrictions',
  'Licensed under {} (core), ISC (server)',
  'Licensed under {}; ISC',
  'Licensed under {}. ISC',
  'Licensed under {} and not the ISC License',
  'Licensed under {} for noncommercial use',
  'Licensed under {} for non-commercial use',
  'Licensed under {} later',
  'Licensed under the Acme License and {}',
  'Licensed under Acme\nLicense: {}',
  'software that is licensed under {}',
  'with software that is licensed under {}',
  'with any software that is licensed under {}',
  'No {}',
  '{} was never granted',
  '{} is not granted',
  '{} is, not that it matters, granted',
  '{} and nothing else but it does not apply',
  'modified {}',
  'a modified version of {}',
  'Change License: {}',
  'compatible with {}',
  'either of {} or ISC',
  'in the public domain, or {}',
  '{} All rights reserved.',
  'All rights reserved. {}',
  'Copyright 2020 Acme {}',
  'Copyright 2020 Acme, licensed under {}',
  'SPDX-License-Identifier: {}',
  'SPDX-License-Identifier: MIT AND {}',
  'SPDX-License-Identifier: {} */',
  '"SPDX-License-Identifier: {}"',
  'SPDX-License-Identifier: ({} OR ISC)',
  'SPDX-License-Identifier: {} and more',
];
const NAMES = [
  'MIT',
  'MIT License',
  'Apache License, Version 2.0',
  'GPLv2',
  'GPL',
  'BSD',
  'BSD 3-Clause License',
  'ISC license',
];

function named(): Variant[] {
  return AROUND.flatMap((around) =>
    ['LICENSE', 'README.md'].flatMap((fileName) =>
      NAMES.map((name) => ({
        name: `${fileName}: ${around.replaceAll('\n', ' / ').replace('{}', name)}`,
        text: around.replaceAll('{}', name),
        fileName,
      })),
    ),
  );
}

export const variants = (): Variant[] => [...edited(), ...surrounded(), ...spaced(), ...named()];
