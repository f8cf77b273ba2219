/** `list waivers`: the register, through the command line. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Box, newBox } from '../support/box.ts';

const POLICY = `extends: []
rules:
  replace/local-path: error
  gomod/exclude: warning
  graph/max-depth: warning
waivers:
  - { rule: replace/local-path, module: example.com/*, reason: "one, two", owner: platform, until: 2026-06-11 }
  - { rule: gomod/exclude, module: example.com/x, versions: "<2", files: ["**/go.mod"], reason: old, until: 2026-05-31 }
  - { rule: gomod/exclude, module: example.com/y, reason: none, until: 2026-12-31 }
  - { rule: graph/max-depth, module: example.com/y, reason: none, until: 2026-12-31 }
`;

const GO_MOD = `module example.com/main

go 1.25

replace example.com/a => ../a

replace example.com/b => ../b

replace other.example/c => ../c // modwarden:allow replace/local-path until=2026-07-01 owner=me beside the line

exclude example.com/x v1.0.0

require example.com/gone v1.0.0
`;

let box: Box;
beforeEach(() => {
  box = newBox('off', { '.modwarden.yaml': POLICY, 'go.mod': GO_MOD });
});
afterEach(() => box.remove());

it('has one row for each waiver: who, why, until when, days left, and what it hides now', async () => {
  const { code, out, err } = await box.run(['list', 'waivers', '--format', 'json']);
  // The graph is not known, so neither is whether something is too deep.
  expect([code, err]).toEqual([3, 'modwarden: cannot tell whether a waiver is used\n']);
  const exclude = { rule: 'gomod/exclude', owner: '' };
  expect(JSON.parse(out)).toEqual([
    {
      rule: 'replace/local-path',
      for: 'example.com/*',
      until: '2026-06-11',
      days: 10,
      owner: 'platform',
      reason: 'one, two',
      state: 'used',
      hides: ['example.com/a', 'example.com/b'],
      at: '.modwarden.yaml:7',
    },
    {
      ...exclude,
      for: 'example.com/x <2 in **/go.mod',
      until: '2026-05-31',
      days: -1,
      reason: 'old',
      state: 'expired',
      hides: [],
      at: '.modwarden.yaml:8',
    },
    {
      ...exclude,
      for: 'example.com/y',
      until: '2026-12-31',
      days: 213,
      reason: 'none',
      state: 'unused',
      hides: [],
      at: '.modwarden.yaml:9',
    },
    {
      rule: 'graph/max-depth',
      for: 'example.com/y',
      until: '2026-12-31',
      days: 213,
      owner: '',
      reason: 'none',
      state: 'unknown',
      hides: [],
      at: '.modwarden.yaml:10',
    },
    {
      rule: 'replace/local-path',
      for: '',
      until: '2026-07-01',
      days: 30,
      owner: 'me',
      reason: 'beside the line',
      state: 'used',
      hides: ['other.example/c'],
      at: 'go.mod:9',
    },
  ]);
});

it('counts what is hidden in the other formats', async () => {
  const [, csv] = (await box.run(['list', 'waivers', '--format', 'csv'])).out.split('\r\n');
  expect(csv).toBe('replace/local-path,example.com/*,2026-06-11,10,platform,"one, two",used,2,.modwarden.yaml:7');
  const markdown = (await box.run(['list', 'waivers', '--format', 'markdown'])).out;
  expect(markdown).toMatch(/^\| rule \| for \| until \| days \| owner \| reason \| state \| hides \| at \|\n/);
  expect((await box.run(['list', 'waivers'])).out).toContain('used');
});
