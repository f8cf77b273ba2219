import { describe, expect, it } from 'vitest';
import { jsonKeyAt, jsonPlace } from '../../../src/lsp/policy-file/json-path.ts';

/** The place of the `|` in a text. */
function placeIn(marked: string) {
  const lines = marked.slice(0, marked.indexOf('|')).split('\n');
  const place = jsonPlace(marked.replace('|', ''), lines.length - 1, lines.at(-1)!.length);
  return place && { ...place, path: place.path.join('.'), siblings: [...place.siblings].sort() };
}

describe('the place of a cursor', () => {
  it.each([
    ['in an empty map', '{|}', { path: '', at: 'key', typed: '', start: 1, end: 1 }],
    ['in a key', '{ "ru|" }', { path: '', at: 'key', typed: 'ru', start: 2, end: 6 }],
    ['in a key without an end', '{\n  "ru|\n}', { path: '', at: 'key', typed: 'ru', start: 2, end: 5 }],
    [
      'beside other keys, before and behind',
      '{ "extends": [], "|", "waivers": [] }',
      { siblings: ['extends', 'waivers'] },
    ],
    ['not beside keys of inner maps', '{ "rules": { "a/b": "off" }, "|" }', { siblings: ['rules'] }],
    ['behind a colon', '{ "rules": { "a/b": | } }', { path: 'rules.a/b', at: 'value', typed: '' }],
    [
      'in a value',
      '{ "rules": { "a/b": "er|ror" } }',
      { path: 'rules.a/b', at: 'value', typed: 'er', start: 20, end: 27 },
    ],
    ['in a word', '{ "a": tr| }', { path: 'a', at: 'value', typed: 'tr', start: 7, end: 9 }],
    ['in a list', '{ "extends": ["strict", "|"] }', { path: 'extends.[]', at: 'value' }],
    ['in an item of a list', '{ "waivers": [{ "rule": "x", "|" }] }', { path: 'waivers.[]', siblings: ['rule'] }],
    [
      'on a line of its own, with carriage returns',
      '{\r\n  "rules": {\r\n    |\r\n',
      { path: 'rules', at: 'key', start: 4 },
    ],
    ['behind an escaped quote', '{ "a\\"b": "|" }', { path: 'a"b', at: 'value' }],
  ])('%s', (_, text, place) => {
    expect(placeIn(text)).toMatchObject(place);
  });

  it.each([
    ['before the text', '|{ "rules": {} }'],
    ['behind the text', '{ "rules": {} }|'],
    ['behind a key', '{ "rules" |: {} }'],
    ['behind a value', '{ "a": 1 |, "b": 2 }'],
    ['in no map', '|'],
    ['deeper than any policy', `${'['.repeat(200)}|`],
  ])('is none %s', (_, text) => {
    expect(placeIn(text)).toBeUndefined();
  });
});

it('finds the key under a cursor, and none elsewhere', () => {
  const text = '{\n  "rules": { "graph/banned": "error" }\n}\n';
  expect(jsonKeyAt(text, 1, 20)).toEqual({ path: ['rules', 'graph/banned'] });
  expect(jsonKeyAt(text, 1, 4)).toEqual({ path: ['rules'] });
  expect(jsonKeyAt(text, 1, 34)).toBeUndefined();
  expect(jsonKeyAt(text, 9, 0)).toBeUndefined();
});
