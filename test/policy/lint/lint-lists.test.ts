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
    [
      'patterns of all kinds',
      rule('graph/max-depth', 'allow: ["^a", example.com/a/b, example.com/a, b.example, b.example]'),
      [
        '4:13 unreachable: graph/max-depth.allow: ^a can match nothing: no module path has ^',
        '4:19 shadowed: graph/max-depth.allow: example.com/a/b has no effect: example.com/a includes all modules below it (4:36)',
        '4:62 shadowed: graph/max-depth.allow: b.example is listed twice (4:51)',
      ],
    ],
    [
      'patterns in several entries',
      banned('{ module: [a.example] }', '{ module: [b.example, b.example] }'),
      ['6:31 shadowed: graph/banned.modules.module: b.example is listed twice (6:20)'],
    ],
    [
      'texts of an entry',
      rule('license/policy', 'exceptions: [{ module: a.example, allow: [MPL-2.0, EPL-2.0, MPL-2.0] }]\nallow: [MIT]'),
      ['4:65 shadowed: license/policy.exceptions.allow: MPL-2.0 is listed twice (4:47)'],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
