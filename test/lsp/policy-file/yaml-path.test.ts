import { describe, expect, it } from 'vitest';
import { yamlKeyAt, yamlPlace } from '../../../src/lsp/policy-file/yaml-path.ts';

/** The place of the `|` in a text. */
function placeIn(marked: string) {
  const lines = marked.slice(0, marked.indexOf('|')).split('\n');
  const { path, at, typed, siblings } = yamlPlace(marked.replace('|', ''), lines.length - 1, lines.at(-1)!.length);
  return { path: path.join('.'), at, typed, siblings: [...siblings].sort() };
}

describe('the place of a cursor', () => {
  it.each([
    ['at the top', 'ru|', { path: '', at: 'key', typed: 'ru' }],
    ['beside other keys', 'extends: []\nru|\nwaivers: []', { siblings: ['extends', 'waivers'] }],
    ['below a key', 'rules:\n  gr|', { path: 'rules', at: 'key', typed: 'gr' }],
    ['behind a key', 'rules:\n  graph/banned: er|', { path: 'rules.graph/banned', at: 'value', typed: 'er' }],
    ['in a map in a map', 'rules:\n  a/b:\n    level: error\n    |', { path: 'rules.a/b', siblings: ['level'] }],
    ['back at an outer level', 'rules:\n  a/b:\n    level: error\n  |', { path: 'rules', siblings: ['a/b'] }],
    ['in an item of a list', 'waivers:\n  - rule: x\n    |', { path: 'waivers.[]', siblings: ['rule'] }],
    ['in the second item', 'waivers:\n  - rule: x\n  - |', { path: 'waivers.[]', siblings: [] }],
    ['in a list as far out as its key', 'waivers:\n- rule: x\n  until: |', { path: 'waivers.[].until', at: 'value' }],
    ['in brackets', 'extends: [strict, re|', { path: 'extends.[]', at: 'value', typed: 're' }],
    ['in braces', 'rules:\n  a/b: { level: er|', { path: 'rules.a/b.level', at: 'value', typed: 'er' }],
    ['with comments and empty lines between', 'rules:\n\n# x\n  |', { path: 'rules' }],
    ['with quoted keys', 'rules:\n  "a/b": |', { path: 'rules.a/b', at: 'value' }],
    ['with carriage returns', 'rules:\r\n  |', { path: 'rules' }],
  ])('%s', (_, text, place) => {
    expect(placeIn(text)).toMatchObject(place);
  });
});

it('finds the key under a cursor, and none elsewhere', () => {
  const text = 'rules:\n  graph/banned: error\n';
  expect(yamlKeyAt(text, 1, 4)).toEqual({ path: ['rules', 'graph/banned'], start: 2, end: 14 });
  expect(yamlKeyAt(text, 1, 18)).toBeUndefined();
  expect(yamlKeyAt(text, 9, 0)).toBeUndefined();
});
