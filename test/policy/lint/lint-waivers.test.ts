import { describe, expect, it } from 'vitest';
import { found, waivers } from './helpers.ts';

describe('waivers', () => {
  const W = 'until: 2030-01-01';
  it.each<[string, string, string[]]>([
    ['one that is needed', waivers(`module: a.example, ${W}`), []],
    [
      'of a rule that is off',
      `waivers: [{ rule: graph/max-depth, module: a, reason: r, ${W} }]\n`,
      ['2:11 unreachable: the waiver of graph/max-depth for a covers nothing: the rule is off'],
    ],
    [
      'past its day',
      waivers('module: a.example, until: 2026-05-31'),
      ['4:5 unreachable: the waiver of graph/banned for a.example expired on 2026-05-31'],
    ],
    ['on its last day', waivers('module: a.example, until: 2026-06-01'), []],
    [
      'for a regular expression',
      waivers(`module: a.example/.*, ${W}`),
      [expect.stringContaining('4:5 unreachable') as never],
    ],
    [
      'for files that are not there',
      waivers(`files: [toolz/**], ${W}`),
      ['4:5 unreachable: the waiver of graph/banned covers nothing: no file matches toolz/**'],
    ],
    [
      'inside another one',
      waivers(`module: a.example/x, ${W}`, `module: a.example, ${W}`),
      [
        '4:5 shadowed: the waiver of graph/banned for a.example/x has no effect: another waiver covers the same until 2030-01-01 (5:5)',
      ],
    ],
    ['inside one that ends sooner', waivers('module: a.example/x, until: 2031-01-01', `module: a.example, ${W}`), []],
    [
      'twice',
      waivers(`module: a.example, ${W}`, `module: a.example, ${W}`),
      [expect.stringContaining('5:5 shadowed') as never],
    ],
    [
      'with other files',
      waivers(`module: a.example, files: [go.mod], ${W}`, `module: a.example, files: [tools/**], ${W}`),
      [],
    ],
    [
      'in a folder of another',
      waivers(`module: a.example, files: [tools/x/go.mod], ${W}`, `module: a.example, files: [tools/**], ${W}`),
      [expect.stringContaining('4:5 shadowed') as never],
    ],
    [
      'with narrower versions',
      waivers(`module: a.example, versions: <1, ${W}`, `module: a.example, versions: <2, ${W}`),
      [expect.stringContaining('4:5 shadowed') as never],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
