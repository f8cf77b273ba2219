import { expect, it } from 'vitest';
import { type Language, tokens } from '../../../src/env/code/tokens.ts';

const CASES: readonly (readonly [title: string, language: Language, text: string, found: readonly string[]])[] = [
  [
    'words, strings and signs',
    { hash: true, slashes: false },
    'a = "b" # c\n\n d',
    ['word a', 'sign =', 'string b', 'line \n', 'word d'],
  ],
  [
    'comments with slashes',
    { hash: false, slashes: true },
    "a // b\n/* 'c */ d # e",
    ['word a', 'line \n', 'word d', 'sign #', 'word e'],
  ],
  ['escapes', { hash: true, slashes: false }, `"a\\"b\\nc" 'd\\'e'`, ['string a"b\nc', `string d'e`]],
  ['literal quotes', { hash: true, slashes: false, literalSingle: true }, `'a\\' b`, ['string a\\', 'word b']],
  ['three quotes', { hash: true, slashes: false }, `'''a\n'b'\n''' """c"""`, [`string a\n'b'\n`, 'string c']],
  [
    'strings of Nix',
    { hash: true, slashes: false, isNix: true },
    "''a ''${b} ''' '' c'",
    ["string a ''${b} ''' ", 'word c', "sign '"],
  ],
  [
    'heredocs',
    { hash: true, slashes: false, heredocs: true },
    'a <<-E\n b\n E\nc << 2',
    ['word a', 'string  b\n', 'line \n', 'word c', 'sign <', 'sign <', 'sign 2'],
  ],
  ['what is not closed', { hash: true, slashes: true }, 'a "b\n/* c', ['word a', 'string b', 'line \n']],
];

it.each(CASES)('reads %s', (_, language, text, found) => {
  expect([...tokens(text, language)].map(({ kind, text: shown }) => `${kind} ${shown}`)).toEqual(found);
});
