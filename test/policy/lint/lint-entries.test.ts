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
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
