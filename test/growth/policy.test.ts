/** The work of reading a policy, and of judging by it, grows no faster than the policy. */
import { expect, it } from 'vitest';
import { growthOf } from '../support/growth.ts';
import { type FilesToJudge, judgeFiles } from '../support/judge-files.ts';

const GO = 'module example.com/main\n\ngo 1.25.0\n\n';

const lines = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => `${line(i)}\n`).join('');
const files = (n: number) => ({
  'go.mod':
    GO +
    lines(n, (i) => `require example.com/a${i} v1.0.0`) +
    lines(n, (i) => `replace example.com/a${i} => example.com/b${i} v1.0.0`),
});

/** Entries as many as there are requirements, as far as a list may be long. */
const CASES: readonly (readonly [name: string, n: number, make: (n: number) => FilesToJudge])[] = [
  [
    'rules that nobody knows',
    1_000,
    (n) => ({ files: files(10), policy: `rules:\n${lines(n, (i) => `  graph/none${i}: error`)}` }),
  ],
  [
    'options that nobody knows',
    1_000,
    (n) => ({ files: files(10), policy: `rules:\n  graph/banned:\n${lines(n, (i) => `    none${i}: 1`)}` }),
  ],
  [
    'values that are wrong',
    1_000,
    (n) => ({
      files: files(10),
      policy: `rules:\n  env/flags:\n    allow:\n${lines(n, (i) => `      - ${i}`)}`,
    }),
  ],
  [
    'banned modules',
    500,
    (n) => ({
      files: files(n),
      policy: `rules:\n  graph/banned:\n    modules:\n${lines(n, (i) => `      - { module: [example.com/b${i}] }`)}`,
    }),
  ],
  [
    'pairs of replacements',
    500,
    (n) => ({
      files: files(n),
      policy: `rules:\n  replace/target:\n    allow:\n${lines(n, (i) => `      - { old: [example.com/a${i}], new: [example.com/b${i}] }`)}`,
    }),
  ],
  [
    'allowed modules',
    500,
    (n) => ({
      files: files(n),
      policy: `rules:\n  graph/allowed:\n    modules:\n${lines(n, (i) => `      - example.com/c${i}`)}`,
    }),
  ],
  [
    'waivers by module',
    500,
    (n) => ({
      files: files(n),
      policy: `waivers:\n${lines(n, (i) => `  - { rule: replace/target, module: example.com/a${i}, reason: known, until: 2027-01-01 }`)}`,
    }),
  ],
  [
    'waivers that cover nothing',
    500,
    (n) => ({
      files: files(n),
      policy: `waivers:\n${lines(n, (i) => `  - { rule: replace/target, module: example.com/z${i}, reason: known, until: 2027-01-01 }`)}`,
    }),
  ],
  [
    'overrides',
    100,
    (n) => ({
      files: Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`m${i}/go.mod`, `module example.com/m${i}\n\ngo 1.25.0\n`]),
      ),
      policy: `overrides:\n${lines(n, (i) => `  - { files: [m${i}/go.mod], rules: { graph/untidy: off } }`)}`,
    }),
  ],
];

it.each(CASES)('%s', { timeout: 240_000 }, async (_, n, make) => {
  const { times, isLinear } = await growthOf(make, judgeFiles, n);
  expect(isLinear, `milliseconds for n, 2n and 4n: ${times.map(Math.round).join(', ')}`).toBe(true);
});
