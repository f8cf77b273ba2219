import { describe, expect, it } from 'vitest';
import { found, rule } from './helpers.ts';

describe('settings', () => {
  it.each<[string, string, string[]]>([
    [
      'a private pattern below another',
      'private: [git.corp.example/x, git.corp.example]\n',
      [
        '2:11 shadowed: private: git.corp.example/x has no effect: git.corp.example includes all modules below it (2:31)',
      ],
    ],
    [
      'bounds that exclude each other',
      rule('gomod/go-version', 'min: "1.26"\nmax: "1.25"'),
      [expect.stringContaining('4:10 contradictory: gomod/go-version: min 1.26 is above max 1.25') as never],
    ],
    ['a patch of the maximum', rule('gomod/go-version', 'min: "1.25.3"\nmax: "1.25"'), []],
    [
      'options of a rule that is off',
      rule('graph/max-depth', 'level: off\nmax: 3'),
      ['5:5 unreachable: graph/max-depth: max has no effect, because the rule is off'],
    ],
    [
      'options of a rule that an override turns on',
      `${rule('graph/max-depth', 'level: off\nmax: 3')}overrides: [{ files: [tools/go.mod], rules: { graph/max-depth: error } }]\n`,
      [],
    ],
    [
      'gaps of a group that is off',
      'rules: { gomod/exclude: error }\ngaps: { vuln: fail, gomod: fail }\n',
      ['3:9 unreachable: gaps: vuln has no effect: no rule of this group is on'],
    ],
    [
      'a module that is included and excluded',
      'modules: { include: [third/x/go.mod], exclude: ["third/**"] }\n',
      [
        expect.stringContaining(
          'contradictory: modules: third/x/go.mod is included, but third/** under exclude takes precedence',
        ) as never,
      ],
    ],
    [
      'private patterns with wildcards',
      'private: [a.example, b.example/x, b.example, "*.corp.example", git.corp.example]\n',
      [
        '2:22 shadowed: private: b.example/x has no effect: b.example includes all modules below it (2:35)',
        '2:64 shadowed: private: git.corp.example has no effect: *.corp.example includes all modules below it (2:46)',
      ],
    ],
    ['equal bounds', rule('gomod/go-version', 'min: "1.25"\nmax: "1.25"'), []],
    ['a bound alone', rule('gomod/go-version', 'min: "1.25"'), []],
    [
      'patches out of order',
      rule('gomod/go-version', 'min: "1.25.3"\nmax: "1.25.2"'),
      ['4:10 contradictory: gomod/go-version: min 1.25.3 is above max 1.25.2: no go version is allowed (5:10)'],
    ],
    [
      'all options of a rule that is off',
      rule('graph/max-depth', 'level: off\nmax: 3\nallow: [a.example]'),
      [
        '5:5 unreachable: graph/max-depth: max has no effect, because the rule is off',
        '6:5 unreachable: graph/max-depth: allow has no effect, because the rule is off',
      ],
    ],
    [
      'gaps of a group that only an override turns on',
      'rules: { gomod/exclude: off }\ngaps: { gomod: fail }\noverrides: [{ files: [tools/go.mod], rules: { gomod/exclude: error } }]\n',
      [],
    ],
    [
      'gaps of a rule that is off',
      'rules: { gomod/exclude: off }\ngaps: { gomod: fail }\n',
      ['3:9 unreachable: gaps: gomod has no effect: no rule of this group is on'],
    ],
    [
      'modules that are included and others that are excluded',
      'modules: { include: [third/x/go.mod, a/go.mod], exclude: ["third/**", b/go.mod] }\n',
      ['2:10 contradictory: modules: third/x/go.mod is included, but third/** under exclude takes precedence (2:10)'],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
