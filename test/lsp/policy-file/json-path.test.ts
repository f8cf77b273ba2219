import { describe, expect, it } from 'vitest';
import { jsonKeyAt, jsonPlace } from '../../../src/lsp/policy-file/json-path.ts';

/** The place of the `|` in a text: path, role, what is typed, first and last column, keys beside it. */
function placeIn(marked: string) {
  const lines = marked.slice(0, marked.indexOf('|')).split('\n');
  const place = jsonPlace(marked.replace('|', ''), lines.length - 1, lines.at(-1)!.length);
  return place && [place.path.join('.'), place.at, place.typed, place.start, place.end, [...place.siblings]];
}

describe('the place of a cursor', () => {
  it.each([
    ['in an empty map', '{|}', ['', 'key', '', 1, 1, []]],
    ['in a map without an end', '{|', ['', 'key', '', 1, 1, []]],
    ['in a key', '{ "ru|" }', ['', 'key', 'ru', 2, 6, []]],
    ['behind a key in quotes', '{ "ru"|', ['', 'key', 'ru', 2, 6, []]],
    ['right before a key', '{ |"ru": 1 }', ['', 'key', '', 2, 2, ['ru']]],
    ['some blanks before a key', '{ | "ru": 1 }', ['', 'key', '', 2, 2, ['ru']]],
    ['in a key without an end', '{\n  "ru|\n}', ['', 'key', 'ru', 2, 5, []]],
    ['in a key that only begins', '{ "|', ['', 'key', '', 2, 3, []]],
    ['behind a comma', '{ "a": 1,|', ['', 'key', '', 9, 9, ['a']]],
    [
      'beside other keys, before and behind',
      '{ "extends": [], "|", "waivers": [] }',
      ['', 'key', '', 17, 19, ['extends', 'waivers']],
    ],
    ['not beside keys of inner maps', '{ "rules": { "a/b": "off" }, "|" }', ['', 'key', '', 29, 31, ['rules']]],
    ['not beside keys of outer maps', '{ "gaps": 1, "rules": { "|" } }', ['rules', 'key', '', 24, 26, []]],
    ['behind a colon', '{ "rules": { "a/b": | } }', ['rules.a/b', 'value', '', 20, 20, ['a/b']]],
    ['right behind a colon', '{ "a":|', ['a', 'value', '', 6, 6, ['a']]],
    ['in a value', '{ "rules": { "a/b": "er|ror" } }', ['rules.a/b', 'value', 'er', 20, 27, ['a/b']]],
    ['in the value of a second key', '{ "a": 1, "b": "x|" }', ['b', 'value', 'x', 15, 18, ['a', 'b']]],
    ['in a word', '{ "a": tr| }', ['a', 'value', 'tr', 7, 9, ['a']]],
    ['in a list', '{ "extends": ["strict", "|"] }', ['extends.[]', 'value', '', 24, 26, []]],
    ['at the start of a list', '{ "extends": [|] }', ['extends.[]', 'value', '', 14, 14, []]],
    ['in a list of a list', '{ "a": [[1], [2, |', ['a.[].[]', 'value', '', 17, 17, []]],
    ['in an item of a list', '{ "waivers": [{ "rule": "x", "|" }] }', ['waivers.[]', 'key', '', 29, 31, ['rule']]],
    ['in a second item', '{ "waivers": [{ "rule": "x" }, { "|" }] }', ['waivers.[]', 'key', '', 33, 35, []]],
    ['on a line of its own, with carriage returns', '{\r\n  "rules": {\r\n    |\r\n', ['rules', 'key', '', 4, 4, []]],
    ['at the start of a line', '{\n|\n}', ['', 'key', '', 0, 0, []]],
    ['below an empty first line', '\n{ "a": | }', ['a', 'value', '', 7, 7, ['a']]],
    ['behind an escaped quote', '{ "a\\"b": "|" }', ['a"b', 'value', '', 10, 12, ['a"b']]],
    ['in a key behind an escaped quote', '{ "a\\"b|', ['', 'key', 'a"b', 2, 7, []]],
    ['in an escape', '{ "a\\|x" }', ['', 'key', 'a\\', 2, 7, []]],
    ['in a hundred lists', `${'['.repeat(100)}|`, [Array(100).fill('[]').join('.'), 'value', '', 100, 100, []]],
  ])('%s', (_, text, place) => {
    expect(placeIn(text)).toEqual(place);
  });

  it.each([
    ['before the text', '|{ "rules": {} }'],
    ['behind the text', '{ "rules": {} }|'],
    ['behind a key', '{ "rules" |: {} }'],
    ['behind a value', '{ "a": 1 |, "b": 2 }'],
    ['behind a map', '{ "a": {} | }'],
    ['behind a list', '{ "a": [] | }'],
    ['behind an item', '[1 |]'],
    ['in no map', '|'],
    ['in a word of its own', 'wo|rd'],
    ['deeper than any policy', `${'['.repeat(101)}|`],
    ['before what is deeper than any policy', `[ | ${'['.repeat(100)}`],
  ])('is none %s', (_, text) => {
    expect(placeIn(text)).toBeUndefined();
  });

  it('past the end is at the end', () => {
    const atEnd = { path: [], at: 'key', typed: '', start: 2, end: 2, siblings: new Set() };
    expect(jsonPlace('\n{ ', 9, 0)).toEqual(atEnd);
    expect(jsonPlace('\n{ ', 1, 99)).toEqual(atEnd);
  });
});

it('finds the key under a cursor, and none elsewhere', () => {
  const text = '{\n  "rules": { "graph/banned": "error" }\n}\n';
  expect(jsonKeyAt(text, 1, 20)).toEqual({ path: ['rules', 'graph/banned'] });
  expect(jsonKeyAt(text, 1, 4)).toEqual({ path: ['rules'] });
  expect(jsonKeyAt(text, 1, 34)).toBeUndefined();
  expect(jsonKeyAt(text, 1, 2)).toBeUndefined();
  expect(jsonKeyAt(text, 9, 0)).toBeUndefined();
});
