import { describe, expect, it } from 'vitest';
import { yamlKeyAt, yamlPlace } from '../../../src/lsp/policy-file/yaml-path.ts';

/** The place of the `|` in a text: path, role, what is typed, its first column, keys beside it. */
function placeIn(marked: string) {
  const lines = marked.slice(0, marked.indexOf('|')).split('\n');
  const { path, ...place } = yamlPlace(marked.replace('|', ''), lines.length - 1, lines.at(-1)!.length);
  expect(Object.keys(place).sort()).toEqual(['at', 'siblings', 'start', 'typed']);
  return [path.join('.'), place.at, place.typed, place.start, [...place.siblings].sort()];
}

describe('the place of a cursor', () => {
  it.each([
    ['at the top', 'ru|', ['', 'key', 'ru', 0, []]],
    ['below a key', 'rules:\n  gr|', ['rules', 'key', 'gr', 2, []]],
    ['behind a key', 'rules:\n  graph/banned: er|', ['rules.graph/banned', 'value', 'er', 16, []]],
    ['behind a key with blanks', 'a :  er|', ['a', 'value', 'er', 5, []]],
    ['right behind a colon', 'a:|', ['', 'key', 'a:', 0, []]],
    ['in a map in a map', 'rules:\n  a/b:\n    level: error\n    |', ['rules.a/b', 'key', '', 4, ['level']]],
    ['back at an outer level', 'rules:\n  a/b:\n    level: error\n  |', ['rules', 'key', '', 2, ['a/b']]],
    ['back at the top', 'rules:\n  a/b:\n    level: error\n|', ['', 'key', '', 0, ['rules']]],
    [
      'below a key behind an inner map',
      'rules:\n  a/b:\n    level: error\n  c/d:\n    |',
      ['rules.c/d', 'key', '', 4, []],
    ],
    ['with comments and empty lines between', 'rules:\n\n# x\n  |', ['rules', 'key', '', 2, []]],
    ['below a key in a comment', 'rules:\n  # a/b:\n    |', ['rules', 'key', '', 4, []]],
    ['below text with a colon inside', 'rules:\n  a:b\n    |', ['rules', 'key', '', 4, []]],
    ['with quoted keys', 'rules:\n  "a: b": |', ['rules.a: b', 'value', '', 10, []]],
    ['with keys in single quotes, and below them', "'rules':\n  'a: b':\n    |", ['rules.a: b', 'key', '', 4, []]],
    ['with carriage returns', 'rules:\r\n  |\r\n  a/b: off\r\n', ['rules', 'key', '', 2, ['a/b']]],
    ['before what stands behind', 'rules:\n  a/|b: off', ['rules', 'key', 'a/', 2, []]],
  ])('in maps: %s', (_, text, place) => {
    expect(placeIn(text)).toEqual(place);
  });

  it.each([
    ['in an item', 'waivers:\n  - rule: x\n    |', ['waivers.[]', 'key', '', 4, ['rule']]],
    ['in the second item', 'waivers:\n  - rule: x\n  - |', ['waivers.[]', 'key', '', 4, []]],
    ['behind a dash without a blank', 'waivers:\n  -|', ['waivers.[]', 'key', '', 3, []]],
    ['behind what only looks like a dash', 'waivers:\n  -a|', ['waivers', 'key', '-a', 2, []]],
    ['as far out as its key', 'waivers:\n- rule: x\n  until: |', ['waivers.[].until', 'value', '', 9, []]],
    ['a key behind a list as far out', 'waivers:\n- rule: x\n|', ['', 'key', '', 0, ['waivers']]],
    ['the second item of a list as far out', 'waivers:\n- rule: x\n- ru|', ['waivers.[]', 'key', 'ru', 2, []]],
    ['below a key of an item', 'a:\n  - b:\n      |', ['a.[].b', 'key', '', 6, []]],
    ['in a list of a list', 'a:\n  - - x\n    - |', ['a.[].[]', 'key', '', 6, []]],
    ['below a dash of its own', 'a:\n  -\n    |', ['a.[]', 'key', '', 4, []]],
  ])('in lists: %s', (_, text, place) => {
    expect(placeIn(text)).toEqual(place);
  });

  it.each([
    ['a list', 'extends: [strict, re|', ['extends.[]', 'value', 're', 18, []]],
    ['a list without blanks', 'extends: [strict,re|', ['extends.[]', 'value', 're', 17, []]],
    ['the first of a list', 'extends: [re|', ['extends.[]', 'value', 're', 10, []]],
    ['an empty list', 'extends: [|', ['extends.[]', 'value', '', 10, []]],
    ['a map', 'rules:\n  a/b: { level: er|', ['rules.a/b.level', 'value', 'er', 16, []]],
    ['a key of a map', 'rules:\n  a/b: { le|', ['rules.a/b', 'key', 'le', 9, []]],
    ['the second key of a map', 'rules:\n  a/b: {level: error,mo|', ['rules.a/b', 'key', 'mo', 21, []]],
    ['a second value of a map', 'rules:\n  a/b: {x: 1, level: |', ['rules.a/b.level', 'value', '', 21, []]],
  ])('in brackets: %s', (_, text, place) => {
    expect(placeIn(text)).toEqual(place);
  });

  it.each([
    ['those above and below', 'extends: []\nru|\nwaivers: []', ['extends', 'waivers']],
    ['the first line and the last', 'a: 1\nb: 2\n|\nc: 3\nd: 4', ['a', 'b', 'c', 'd']],
    [
      'with deeper lines between',
      'rules:\n  a/b:\n    level: x\n  |\n  c/d:\n    level: y\n  e: f',
      ['a/b', 'c/d', 'e'],
    ],
    ['none of another map', 'a:\n  x: 1\nb:\n  |\nc:\n  y: 1', []],
    ['with comments and empty lines further out', 'r:\n  a: off\n\n# b: c\n  |\n\n# d\n  e: 1', ['a', 'e']],
    ['none in comments', 'r:\n  # a: b\n  |\n  # c: d', []],
    ['in quotes', `r:\n  "a": 1\n  |\n  'b': 2`, ['a', 'b']],
    ['none of other items', 'w:\n  - a: 1\n    b: 2\n  - c: 3\n    |\n    d: 4\n  - e: 5\n    f: 6', ['c', 'd']],
    ['below the first key of an item', 'w:\n  - a: 1\n  - |\n    b: 2\n  - c: 3', ['b']],
    ['of an item in an item', 'w:\n  - a: 1\n    b:\n      - c: 1\n    |', ['a', 'b']],
    ['no text without a colon', 'a\n|\nb', []],
  ])('has keys beside it: %s', (_, text, siblings) => {
    expect(placeIn(text)[4]).toEqual(siblings);
  });

  it('past the end is at the top', () => {
    expect(yamlPlace('a: 1', 3, 0)).toEqual({ path: [], at: 'key', typed: '', start: 0, siblings: new Set() });
  });
});

it('finds the key under a cursor, and none elsewhere', () => {
  const text = 'rules:\n  graph/banned: error\n  n:o\n  # y: z\nw:\n  - "x: y": 1\n';
  const banned = { path: ['rules', 'graph/banned'], start: 2, end: 14 };
  expect([1, 2, 4, 14, 15, 18].map((character) => yamlKeyAt(text, 1, character))).toEqual([
    undefined,
    banned,
    banned,
    banned,
    undefined,
    undefined,
  ]);
  expect(yamlKeyAt(text, 0, 0)).toEqual({ path: ['rules'], start: 0, end: 5 });
  expect(yamlKeyAt(text, 5, 6)).toEqual({ path: ['w', '[]', 'x: y'], start: 4, end: 10 });
  expect([2, 3, 9].map((line) => yamlKeyAt(text, line, 4))).toEqual([undefined, undefined, undefined]);
});
