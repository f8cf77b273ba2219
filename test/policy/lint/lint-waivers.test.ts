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
    [
      'for one subject beside all',
      waivers('module: a.example, subject: s, until: 2030-01-01', 'module: a.example, until: 2030-01-01'),
      [
        '4:5 shadowed: the waiver of graph/banned for a.example has no effect: another waiver covers the same until 2030-01-01 (5:5)',
      ],
    ],
    [
      'for several subjects',
      waivers(
        'module: a.example, subject: s, until: 2030-01-01',
        'module: a.example, subject: t, until: 2030-01-01',
        'module: a.example, subject: s, until: 2030-01-01',
      ),
      [
        '6:5 shadowed: the waiver of graph/banned for a.example has no effect: another waiver covers the same until 2030-01-01 (4:5)',
      ],
    ],
    [
      'for files in all modules',
      waivers(
        'files: [go.mod], until: 2030-01-01',
        'module: a.example, files: [go.mod], until: 2030-01-01',
        'module: a.example, versions: <1, files: [go.mod], until: 2030-01-02',
      ),
      [
        '5:5 shadowed: the waiver of graph/banned for a.example has no effect: another waiver covers the same until 2030-01-01 (4:5)',
      ],
    ],
    [
      'for vulnerabilities',
      'rules: { vuln/known: error }\nwaivers:\n  - { rule: vuln/known, reason: r, until: 2030-01-01, module: a, vuln: [GO-1, GO-2] }\n  - { rule: vuln/known, reason: r, until: 2030-01-01, module: a, vuln: GO-1 }\n  - { rule: vuln/known, reason: r, until: 2030-01-01, module: a, vuln: GO-3 }\n',
      [
        '5:5 shadowed: the waiver of vuln/known for a has no effect: another waiver covers the same until 2030-01-01 (4:5)',
      ],
    ],
    [
      'for a vulnerability beside all',
      'rules: { vuln/known: error }\nwaivers:\n  - { rule: vuln/known, reason: r, until: 2030-01-01, module: a }\n  - { rule: vuln/known, reason: r, until: 2030-01-01, module: a, vuln: GO-1 }\n',
      [
        '5:5 shadowed: the waiver of vuln/known for a has no effect: another waiver covers the same until 2030-01-01 (4:5)',
      ],
    ],
    [
      'of rules that only an override turns on',
      'rules: { graph/banned: { level: off, modules: [] } }\noverrides: [{ files: [go.mod], rules: { graph/banned: error } }]\nwaivers: [{ rule: graph/banned, reason: r, module: a, until: 2030-01-01 }, { rule: graph/max-depth, module: b, reason: r, until: 2030-01-01 }]\n',
      ['4:76 unreachable: the waiver of graph/max-depth for b covers nothing: the rule is off'],
    ],
    [
      'for patterns and files that match nothing',
      waivers(
        'module: "a.example/.*", until: 2030-01-01',
        'files: ["nope/**", "none/**"], until: 2030-01-01',
        'module: b.example, files: ["nope/**", go.mod], until: 2030-01-01',
      ),
      [
        '4:5 unreachable: the waiver of graph/banned for a.example/.* can match nothing: no element of a module path begins with a dot (.*)',
        '5:5 unreachable: the waiver of graph/banned covers nothing: no file matches nope/**, none/**',
      ],
    ],
    [
      'of other rules',
      'rules: { graph/banned: { modules: [] }, graph/max-depth: error }\nwaivers: [{ rule: graph/banned, reason: r, module: a, until: 2030-01-01 }, { rule: graph/max-depth, module: a, reason: r, until: 2030-01-01 }]\n',
      [],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
