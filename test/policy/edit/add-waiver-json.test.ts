import { expect, it } from 'vitest';
import { addWaiverJson } from '../../../src/policy/edit/add-waiver-json.ts';
import { NODE_LIMITS } from '../../../src/policy/parse/node.ts';

const WAIVER = { rule: 'gomod/exclude', target: { subject: 'a"b\\' }, reason: 'ü', until: '2026-12-31' } as const;
const WRITTEN = '{ "rule": "gomod/exclude", "subject": "a\\"b\\\\", "reason": "ü", "until": "2026-12-31" }';

it('escapes what JSON needs, and says the line', () => {
  const before = '\ufeff{\n  "extends": ["strict"]\n}';
  expect(addWaiverJson(before, WAIVER, false)).toEqual({
    text: `\ufeff{\n  "extends": ["strict"],\n  "waivers": [${WRITTEN}]\n}`,
    line: 3,
  });
});

it('adds to the key of a package.json alone', () => {
  const before = '{"waivers": 1, "modwarden": {"waivers": [ ]}, "x": {}}';
  expect(addWaiverJson(before, WAIVER, true)?.text).toBe(before.replace('[ ]', `[${WRITTEN} ]`));
});

it.each([
  ['text that is no JSON', '{', false],
  ['a list', '[]', false],
  ['waivers that are no list', '{"waivers": {}}', false],
  ['a key that is there twice', '{"waivers": [], "waivers": []}', false],
  ['a package.json without the key', '{"name": "x"}', true],
])('leaves alone: %s', (_, text, inPackage) => {
  expect(addWaiverJson(text, WAIVER, inPackage)).toBeUndefined();
});

/** `…` is where the waiver comes. */
it.each([
  ['a list on one line', '{"waivers": [{"rule": "a"}]}', '{"waivers": [{"rule": "a"}, …]}'],
  ['items on lines of their own', '{\n  "waivers": [\n    {}\n  ]\n}', '{\n  "waivers": [\n    {},\n    …\n  ]\n}'],
  ['tabs and CRLF', '{\r\n\t"waivers": [\r\n\t\t{}\r\n\t]\r\n}', '{\r\n\t"waivers": [\r\n\t\t{},\r\n\t\t…\r\n\t]\r\n}'],
  ['the first item on the line of its key', '{\n  "waivers": [{\n  }]\n}', '{\n  "waivers": [{\n  }, …]\n}'],
  ['an indented list on one line', '  [{}]', undefined],
  ['blanks before a policy on one line', '  {"waivers": [{}]}', '  {"waivers": [{}, …]}'],
  ['a policy on one line', '{"extends": []}', '{"extends": [], "waivers": […]}'],
  ['an empty policy', '{}', '{"waivers": […]}'],
  ['an indented policy on one line', '\n  { "extends": [] }\n', '\n  { "extends": [], "waivers": […] }\n'],
  ['a key before the list', '{\n  "waivers": [],\n  "extends": []\n}', '{\n  "waivers": […],\n  "extends": []\n}'],
])('keeps the layout of %s', (_, before, after) => {
  const added = addWaiverJson(before, WAIVER, false);
  expect(added?.text).toBe(after?.replace('…', WRITTEN));
  if (added) expect(added.text.split('\n')[added.line - 1]).toContain(WRITTEN);
});

it('leaves alone what would then be over the limits of a policy', () => {
  const policy = (count: number) => JSON.stringify({ private: Array(count).fill('a') });
  // The map, its list, and a waiver of five values in a list.
  const room = NODE_LIMITS.maxNodes - 2 - 6;
  expect(addWaiverJson(policy(room), WAIVER, false)).toBeDefined();
  expect(addWaiverJson(policy(room + 1), WAIVER, false)).toBeUndefined();
});

it.each([
  ['{}', 1],
  ['{\n  "extends": []\n}\n', 3],
  ['{\n  "waivers": [\n    {}\n  ]\n}', 4],
  ['{\n  "waivers": []\n}', 2],
])('says the line of the waiver in %j', (text, line) => {
  const added = addWaiverJson(text, WAIVER, false)!;
  expect(added.line).toBe(line);
  expect(added.text.split('\n')[line - 1]).toContain(WRITTEN);
});
