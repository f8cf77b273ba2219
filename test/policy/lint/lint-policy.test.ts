import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { lintPolicy } from '../../../src/policy/lint/lint-policy.ts';
import { source } from '../../../src/text/source.ts';
import { allowed, banned, found, hints, rule, waivers } from './helpers.ts';

it('finds nothing in presets', async () => {
  expect(await found('')).toEqual([]);
  const { policy, layers } = await loadPolicy({
    source: source('p.yaml', 'extends: [recommended, strict, audit, production, library]\n'),
    rules,
    readFile: async () => undefined,
  });
  expect(await lintPolicy({ policy, layers, rules, today: '2026-06-01' })).toEqual([]);
});

it('gives findings in the order of their places, each once', async () => {
  const text = `private: [a.example/x, a.example]\n${rule('graph/max-depth', 'level: off\nmax: 3')}modules: { include: [a], exclude: [a] }\n`;
  expect((await found(text)).map((line) => line.split(' ', 2).join(' '))).toEqual([
    '2:11 shadowed:',
    '6:5 unreachable:',
    '7:10 contradictory:',
  ]);
});

it.each<[string, string, string[]]>([
  [
    'a condition',
    banned('{ module: ["*"], when: { direct: false, depth: 1 } }'),
    ['correct "when", or remove the entry'],
  ],
  ['a ban behind another', banned('{ module: [a] }', '{ module: [a/b] }'), ['move it before that entry, or remove it']],
  ['an allowed module below another', allowed('a', 'a/b'), ['remove it']],
  ['an expired waiver', waivers('module: a.example, until: 2026-05-31'), ['remove it, or renew it with a later date']],
  [
    'a waiver of a rule that is off',
    'waivers: [{ rule: graph/max-depth, module: a, reason: r, until: 2030-01-01 }]\n',
    ['remove it, or turn graph/max-depth on'],
  ],
  [
    'a regular expression',
    waivers('module: "a.example/.*", until: 2030-01-01'),
    ["patterns are Go's, not regular expressions, and cover what lies below: write a.example"],
  ],
  [
    'an override that a later one replaces',
    'overrides:\n  - { files: [go.mod], rules: { graph/max-depth: note } }\n  - { files: [go.mod], rules: { graph/max-depth: error } }\n',
    ['remove it, or move it behind that override'],
  ],
  ['gaps of a group that is off', 'gaps: { gomod: fail }\n', ['remove it, or turn a gomod rule on']],
  [
    'an option of a rule that is off',
    rule('graph/max-depth', 'level: off\nmax: 3'),
    ['remove it, or give graph/max-depth a level'],
  ],
  [
    'an exception that allows nothing',
    rule('license/policy', 'exceptions: [{ module: a, allow: [] }]'),
    ['add licenses to its "allow", or remove it'],
  ],
])('says what to do about %s', async (_, text, wanted) => {
  expect(await hints(text)).toEqual(wanted);
});
