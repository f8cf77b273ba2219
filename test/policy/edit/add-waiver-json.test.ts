import { expect, it } from 'vitest';
import { addWaiverJson } from '../../../src/policy/edit/add-waiver-json.ts';

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
