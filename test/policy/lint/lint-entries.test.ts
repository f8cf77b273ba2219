import { describe, expect, it } from 'vitest';
import { allowed, banned, found, rule } from './helpers.ts';

describe('lists of entries', () => {
  it.each<[string, string, string[]]>([
    [
      'a ban behind a wider one',
      banned('{ module: [example.com] }', '{ module: [example.com/a], reason: why }'),
      [
        '6:9 shadowed: graph/banned: the entry of modules for example.com/a has no effect: an earlier entry always matches first (5:9)',
      ],
    ],
    ['a ban before a wider one', banned('{ module: [example.com/a], reason: why }', '{ module: [example.com] }'), []],
    [
      'a wider ban of fewer versions',
      banned('{ module: [example.com], versions: <2 }', '{ module: [example.com/a] }'),
      [],
    ],
    [
      'a range inside another',
      banned('{ module: ["example.com/*"], versions: <2 }', '{ module: [example.com/a], versions: ">=1 <1.5" }'),
      [expect.stringContaining('6:9 shadowed') as never],
    ],
    [
      'a wider ban with another condition',
      banned('{ module: ["*"], when: { depth: 1 } }', '{ module: [a.example], when: { depth: 2 } }'),
      [],
    ],
    [
      'the same condition',
      banned('{ module: ["*"], when: { depth: 2 } }', '{ module: [a.example], when: { depth: 2 } }'),
      [expect.stringContaining('6:9 shadowed') as never],
    ],
    ['a wider ban with wrappers', banned('{ module: ["*"], wrappers: [b.example] }', '{ module: [a.example] }'), []],
    [
      'an allowed module below another',
      allowed('example.com/a', 'example.com'),
      [
        '5:9 shadowed: graph/allowed: the entry of modules for example.com/a has no effect: another entry already covers it (6:9)',
      ],
    ],
    [
      'an allowed module twice',
      allowed('example.com/a', '{ module: [example.com/a] }'),
      [expect.stringContaining('6:9 shadowed') as never],
    ],
    ['a condition beside what it narrows', allowed('{ module: "*", when: { age: { min: 1y } } }', 'example.com/a'), []],
    [
      'a pair that is allowed and denied',
      rule('replace/target', 'allow:\n  - { new: github.com/acme/x }\ndeny:\n  - { new: github.com/acme }'),
      [
        '5:9 contradictory: replace/target: * => github.com/acme/x is in "allow", but an entry of "deny" takes precedence (7:9)',
      ],
    ],
    [
      'a pair that is denied in part',
      rule('replace/target', 'allow:\n  - { new: github.com/acme }\ndeny:\n  - { new: github.com/acme/x }'),
      [],
    ],
    [
      'an exception below another',
      rule(
        'license/policy',
        'allow: [MIT]\nexceptions:\n  - { module: a.example, allow: [MPL-2.0, EPL-2.0] }\n  - { module: a.example/x, allow: [EPL-2.0] }',
      ),
      [expect.stringContaining('7:9 shadowed: license/policy: the entry of exceptions for a.example/x') as never],
    ],
    [
      'a module that is allowed and banned',
      'rules:\n  graph/banned: { modules: [{ module: [example.com] }] }\n  graph/allowed: { modules: [example.com/a, b.example] }\n',
      ['4:30 contradictory: graph/allowed allows example.com/a, which graph/banned bans (3:29)'],
    ],
    [
      'a module that is allowed, and banned in part',
      'rules:\n  graph/banned: { modules: [{ module: [example.com], versions: <2 }] }\n  graph/allowed: { modules: [example.com/a] }\n',
      [],
    ],
    [
      'pairs, of which any or the first counts',
      rule(
        'replace/target',
        'allow:\n  - { old: a.example/x, new: b.example }\n  - { old: a.example, new: b.example }\ndeny:\n  - { old: c.example }\n  - { old: c.example/x, new: d.example }',
      ),
      [
        '5:9 shadowed: replace/target: the entry of allow for a.example/x => b.example has no effect: another entry already covers it (6:9)',
        '9:9 shadowed: replace/target: the entry of deny for c.example/x => d.example has no effect: an earlier entry always matches first (8:9)',
      ],
    ],
    [
      'a ban that lets some modules through',
      'rules:\n  graph/banned: { modules: [{ module: [example.com], wrappers: [b.example] }] }\n  graph/allowed: { modules: [example.com/a, b.example] }\n',
      [],
    ],
    [
      'bans of a rule that is off',
      'rules:\n  graph/banned: { level: off, modules: [{ module: [example.com] }] }\n  graph/allowed: { modules: [example.com/a, b.example] }\n',
      ['3:31 unreachable: graph/banned: modules has no effect, because the rule is off'],
    ],
    [
      'allowed modules of a rule that is off',
      'rules:\n  graph/banned: { modules: [{ module: [example.com] }] }\n  graph/allowed: { level: off, modules: [example.com/a, b.example] }\n',
      ['4:32 unreachable: graph/allowed: modules has no effect, because the rule is off'],
    ],
    [
      'narrower entries behind a wider one',
      allowed('a.example', 'a.example/x', '{ module: a.example, when: { direct: true } }'),
      [
        '6:9 shadowed: graph/allowed: the entry of modules for a.example/x has no effect: another entry already covers it (5:9)',
        '7:9 shadowed: graph/allowed: the entry of modules for a.example has no effect: another entry already covers it (5:9)',
      ],
    ],
    [
      'lists of an override',
      'rules: { graph/banned: { modules: [] } }\noverrides:\n  - files: [go.mod]\n    rules: { graph/banned: { modules: [{ module: [a.example] }, { module: [a.example/x] }] } }\n',
      [
        '5:65 shadowed: graph/banned: the entry of modules for a.example/x has no effect: an earlier entry always matches first (5:40)',
      ],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
