import { describe, expect, test } from 'vitest';
import { load, told } from '../helpers.ts';

/** Every policy ends with a setting that must still judge. */
const END = 'gaps: { graph: fail }\n';

const KNOWN = 'use one of off, error, warning, note';

describe('a slip is told once, at its place, with what to write instead', () => {
  test.each<[name: string, text: string, problems: string[]]>([
    ['a wrong key', 'rulez:\n  graph/max-depth: off\n', ['1:1 unknown key "rulez" | did you mean rules?']],
    [
      'an unknown rule',
      'rules:\n  graph/maxdepth: off\n  local-path: note\n  foo: error\n  foo/bar: error\n',
      [
        '2:3 unknown rule "graph/maxdepth" | did you mean graph/max-depth?',
        '3:3 unknown rule "local-path" | did you mean replace/local-path?',
        '4:3 unknown rule "foo" | use GROUP/NAME, such as graph/banned',
        '5:3 unknown rule "foo/bar" | "modwarden explain" lists all rules; rules of a plug-in need --plugin',
      ],
    ],
    [
      'a bad level',
      'rules:\n  graph/max-depth: warn\n  gomod/tool: false\n  replace/local-path: eror\n  graph/banned: 2\n  freshness/stale:\n',
      [
        '2:20 "warn" is not a level | did you mean warning?',
        '3:15 false is not a level | did you mean off?',
        '4:23 "eror" is not a level | did you mean error?',
        '5:17 2 is not a level | did you mean error?',
        `6:3 the level is missing | ${KNOWN}`,
      ],
    ],
    [
      'a bad level among options',
      'rules:\n  graph/max-depth: { level: hi, max: 2 }\n',
      [`2:29 "hi" is not a level | ${KNOWN}`],
    ],
    [
      'bad options, all of them',
      'rules:\n  graph/max-depth: {max: 0, exempt: [a, "b,c", d], foo: 1, lvel: off}\n',
      [
        '2:26 expected at least 1, got 0 | The greatest depth.',
        '2:41 "b,c" contains a comma | add each pattern as a separate entry',
        '2:52 unknown key "foo" | known keys: level, max, exempt',
        '2:60 unknown key "lvel" | did you mean level?',
      ],
    ],
    [
      'options of another type',
      'rules:\n  graph/max-depth: {max: "5", exempt: foo}\n',
      ['2:26 expected a number, got "5" | remove the quotes: 5', '2:39 expected a list, got "foo" | use a list: [foo]'],
    ],
    ['an option that must be there', 'rules:\n  graph/banned: error\n', ['2:3 missing key modules | add modules:']],
    [
      // 1.20 without quotes is the number 1.2.
      'within a list of maps',
      'rules:\n  graph/banned:\n    modules:\n      - module: a.b/c\n        version: <v1\n      - reason: x\n      - { module: x.y/z, versions: 1.20 }\n',
      [
        '5:9 unknown key "version" | did you mean versions?',
        '6:9 missing key module | A module pattern as in GOPRIVATE: path elements with * and ?. It includes all modules below.',
        '7:36 expected text, got 1.20 | put it in quotes: "1.20"',
      ],
    ],
    [
      'in the branch of a union that was meant',
      'rules:\n  freshness/stale: { action: {after: 3 days, nothing: 1} }\n',
      ['2:38 "3 days" is not a valid duration | did you mean 3d?'],
    ],
    [
      'where no branch fits',
      'rules:\n  freshness/stale: { action: on }\n',
      ['2:30 unknown value "on" | use one of off'],
    ],
    ['a list for a map', 'rules:\n  freshness/stale: { limits: [1, 2] }\n', ['2:30 expected a map, got a list']],
    ['a value of a few', 'rules:\n  freshness/stale: { scope: al }\n', ['2:29 unknown value "al" | did you mean all?']],
    [
      'options for a rule without any',
      'rules:\n  replace/local-path: { level: note, max: 3 }\n  gomod/tool: [error, 2]\n',
      [
        '2:38 unknown key "max" | remove it: replace/local-path has only a level, no options',
        '3:15 expected a level or a map for gomod/tool, got a list | use a level, or a map: { level: error, … }',
      ],
    ],
    [
      'a key without a value',
      'waivers:\nprivate: [a.example]\n',
      ['1:1 waivers has no value | add a value, or remove waivers'],
    ],
    [
      'what only the caller names',
      'vulndb: x\nGOVULNDB: y\nReport: z\nreports: []\nindex: a\nfacts: b\n',
      [
        '1:1 unknown key "vulndb" | whoever runs modwarden names the database: --vulndb, or GOVULNDB',
        '2:1 unknown key "GOVULNDB" | whoever runs modwarden names the database: --vulndb, or GOVULNDB',
        '3:1 unknown key "Report" | whoever runs modwarden names reports of other tools: --report',
        '4:1 unknown key "reports" | whoever runs modwarden names reports of other tools: --report',
        '5:1 unknown key "index" | whoever runs modwarden names the module index: --index, or MODWARDEN_INDEX',
        '6:1 unknown key "facts" | whoever runs modwarden names a record of facts: --facts',
      ],
    ],
    [
      'keys of other kinds',
      'foo: 1\ntests: 3\nworkspace: both\nmodules: []\n',
      [
        '1:1 unknown key "foo" | known keys: $schema, extends, private, rules, locked, overrides, waivers, gaps, modules, workspace, tests, max-fact-age',
        '2:8 expected a list, got 3 | use a list: [3]',
        '3:12 unknown value "both" | use one of judge, ignore',
        '4:10 expected a map, got a list | Which modules of the repository are checked, in addition to those that Go finds.',
      ],
    ],
    ['rules that are all comments', 'rules:\n  #graph/max-depth: error\nprivate: [a.example]\n', []],
    [
      'private and modules',
      'private: [a.b, "https://x.y"]\nmodules: { include: [vendor.mod], exlude: [] }\nmax-fact-age: 7 days\n$schema: 3\n',
      [
        '1:16 "https://x.y" is a URL | use the module path without a scheme: x.y',
        '2:35 unknown key "exlude" | did you mean exclude?',
        '3:15 "7 days" is not a valid duration | did you mean 7d?',
        '4:10 expected text, got 3 | put it in quotes: "3"',
      ],
    ],
    [
      'overrides',
      'overrides:\n  - files: tools/**\n    rules: {graph/max-depth: off}\n  - files: ["./tools/**"]\n    rules: {}\n  - rules: {}\n  - files: ["a/**"]\n    rules: {graph/max-depth: {max: 0}, x: y}\n  - [a]\n',
      [
        '2:12 expected a list, got "tools/**" | use a list: [tools/**]',
        '4:13 "./tools/**" matches nothing | paths start at the root: use tools/**',
        '6:5 missing key files | File patterns (minimatch) for paths in the repository.',
        '8:36 expected at least 1, got 0 | The greatest depth.',
        '8:40 unknown rule "x" | use GROUP/NAME, such as graph/banned',
        '9:5 expected a map, got a list',
      ],
    ],
    [
      'waivers',
      [
        'waivers:',
        '  - { rule: graph/bannd, module: a.b, reason: x, until: 2027-03-31 }',
        '  - { rule: graph/banned, reason: x, until: 2027-03-31 }',
        '  - { rule: graph/banned, module: a.b, reason: x, until: 2027-02-30 }',
        '  - { rule: graph/banned, module: a.b, reason: x, until: 31.3.2027 }',
        '  - { rule: graph/banned, module: a.b, reason: x }',
        '  - { rule: graph/banned, module: a.b, until: 2027-03-31 }',
        '  - { rule: graph/banned, module: a.b, until: 2027-03-31, reason: " " }',
        '  - { module: a.b, until: 2027-03-31, reason: x }',
        '  - { rule: graph/banned, module: a.b, until: 2027-03-31, reason: x, versions: "1,2" }',
        '  - { rule: graph/banned, files: [go.mod], until: 2027-03-31, reason: x, versions: "1" }',
        '  - { rule: graph/banned, module: a.b, until: 2027-03-31, reason: x, ownr: me }',
        '  - graph/banned',
        '',
      ].join('\n'),
      [
        '2:13 unknown rule "graph/bannd" | did you mean graph/banned?',
        '3:5 the waiver has no target | add module, subject, vuln or files',
        '4:58 "2027-02-30" is not a valid date | this date does not exist',
        '5:58 "31.3.2027" is not a valid date | use YYYY-MM-DD, such as 2027-03-31',
        '6:5 missing key until | The last valid day: YYYY-MM-DD.',
        '7:5 missing key reason | The reason why the finding is accepted.',
        '8:67 the text is empty | The reason why the finding is accepted.',
        '9:5 missing key rule | The rule whose finding is accepted.',
        '10:80 "1,2" is not a valid version range | separate two conditions with a space, not a comma: >=v1.2.0 <v2.0.0',
        '11:5 the waiver has versions but no module | add module',
        '12:70 unknown key "ownr" | did you mean owner?',
        '13:5 expected a map, got "graph/banned"',
      ],
    ],
  ])('%s', async (_, text, expected) => {
    const { policy, problems } = await load(text + END);
    expect(told(problems).map((line) => line.replace(/ \| (?:Other settings|Findings that).*$/, ''))).toEqual(expected);
    expect(policy.gaps.graph).toBe('fail');
  });

  test('gaps, key by key', async () => {
    const { policy, problems } = await load('gaps: {sum: fial, foo: fail, license: report}\n');
    expect(told(problems)).toEqual([
      '1:13 unknown value "fial" | did you mean fail?',
      '1:19 unknown key "foo" | known keys: freshness, gomod, graph, license, replace, sum, vendor',
    ]);
    expect(policy.gaps).toEqual({ sum: 'fail', vendor: 'fail', license: 'report', freshness: 'report' });
  });

  test('no more problems than anybody reads', async () => {
    const { problems } = await load(`rules:\n${Array.from({ length: 500 }, (_, i) => `  x${i}/y: off\n`).join('')}`);
    expect(problems).toHaveLength(100);
  });
});
