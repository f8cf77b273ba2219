import { describe, expect, it } from 'vitest';
import { banned, found, rule } from './helpers.ts';

describe('lists of values', () => {
  it.each<[string, string, string[]]>([
    [
      'a pattern that another includes',
      rule('graph/max-depth', 'allow: [example.com/a/b, example.com/a, b.example]'),
      [
        '4:13 shadowed: graph/max-depth.allow: example.com/a/b has no effect: example.com/a includes all modules below it (4:30)',
      ],
    ],
    [
      'a pattern twice',
      rule('graph/max-depth', 'allow: [a.example, a.example]'),
      ['4:24 shadowed: graph/max-depth.allow: a.example is listed twice (4:13)'],
    ],
    [
      'a regular expression',
      rule('graph/max-depth', 'allow: ["^a"]'),
      ['4:13 unreachable: graph/max-depth.allow: ^a can match nothing: no module path has ^'],
    ],
    [
      'patterns of one entry',
      banned('{ module: [a.example/x, a.example] }'),
      [expect.stringContaining('5:20 shadowed: graph/banned.modules.module: a.example/x') as never],
    ],
    [
      'a license twice',
      rule('license/policy', 'allow: [MIT, MIT]'),
      ['4:18 shadowed: license/policy.allow: MIT is listed twice (4:13)'],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
