import { describe, expect, it } from 'vitest';
import { banned, found, rule } from './helpers.ts';

describe('conditions that nothing meets', () => {
  it.each<[string, string, string | undefined]>([
    ['["*"]', '{ direct: true, depth: 2 }', 'direct requirements have depth 1, not 2'],
    ['["*"]', '{ direct: false, depth: { max: 1 } }', 'only direct requirements have depth 1'],
    ['["*"]', '{ private: true }', 'the policy has no private patterns'],
    ['[gitlab.com/a]', '{ host: github.com }', 'no module of gitlab.com/a is on github.com'],
    ['["*"]', '{ host: github.com, owner: gitlab.com/acme }', 'gitlab.com/acme is not on github.com'],
    ['["*"]', '{ direct: true, depth: { max: 3 } }', undefined],
    ['["*"]', '{ direct: false, depth: { min: 1 } }', undefined],
    ['["*.corp.example"]', '{ host: git.corp.example }', undefined],
    ['[git.corp.example/x]', '{ host: "*.corp.example" }', undefined],
    ['["*"]', '{ host: github.com, owner: [gitlab.com/acme, github.com/acme] }', undefined],
    ['["*"]', '{ host: github.com, owner: acme }', undefined],
  ])('%s %s', async (module, when, reason) => {
    const messages = await found(banned(`{ module: ${module}, when: ${when} }`));
    expect(messages).toEqual(reason === undefined ? [] : [expect.stringContaining(`can never hold: ${reason}`)]);
  });

  it('compares the versions of the entry and of its condition', async () => {
    const of = (version: string) =>
      found(banned(`{ module: [a.example], versions: <2, when: { version: "${version}" } }`));
    expect(await of('>=2')).toEqual([expect.stringContaining('no version is in both <2 and >=2')]);
    expect(await of('>=1.5')).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    [
      'a bound of the depth',
      banned('{ module: ["*"], when: { direct: true, depth: { min: 2 } } }'),
      ['5:9 unreachable: the conditions for * can never hold: direct requirements have depth 1, not 2'],
    ],
    [
      'the depth of direct requirements',
      banned('{ module: ["*"], when: { direct: false, depth: 1 } }'),
      ['5:9 unreachable: the conditions for * can never hold: only direct requirements have depth 1'],
    ],
    ['a depth of two', banned('{ module: ["*"], when: { direct: false, depth: { max: 2 } } }'), []],
    ['a depth of one', banned('{ module: ["*"], when: { direct: true, depth: 1 } }'), []],
    [
      'private modules, of which there are some',
      `private: [a.example]\n${banned('{ module: ["*"], when: { private: true } }')}`,
      [],
    ],
    ['public modules', banned('{ module: ["*"], when: { private: false } }'), []],
    [
      'several hosts',
      banned('{ module: [gitlab.com/a, "b*.example"], when: { host: [github.com, a.example] } }'),
      [
        '5:9 unreachable: the conditions for gitlab.com/a, b*.example can never hold: no module of gitlab.com/a, b*.example is on github.com, a.example',
      ],
    ],
    ['a host that a wildcard takes', banned('{ module: ["b*.example"], when: { host: bb.example } }'), []],
    ['a wildcard beside a wildcard', banned('{ module: ["b*.example"], when: { host: "*.test" } }'), []],
    [
      'a domain without its subdomain',
      banned('{ module: [corp.example], when: { host: "*.corp.example" } }'),
      [
        '5:9 unreachable: the conditions for corp.example can never hold: no module of corp.example is on *.corp.example',
      ],
    ],
    ['letter case', banned('{ module: [GitHub.com/a], when: { host: github.COM } }'), []],
    [
      'several owners',
      banned('{ module: ["*"], when: { host: github.com, owner: [gitlab.com/acme, a.example/x] } }'),
      ['5:9 unreachable: the conditions for * can never hold: gitlab.com/acme, a.example/x is not on github.com'],
    ],
    [
      'an owner on any host',
      banned('{ module: ["*"], when: { host: [github.com], owner: [gitlab.com/acme, acme] } }'),
      [],
    ],
    ['an owner alone', banned('{ module: ["*"], when: { owner: gitlab.com/acme } }'), []],
    [
      'the replacing module',
      rule(
        'replace/target',
        'allow:\n  - { old: gitlab.com/a, when: { host: github.com } }\n  - { new: gitlab.com/b, when: { host: github.com } }',
      ),
      [
        '6:9 unreachable: the conditions for * => gitlab.com/b can never hold: no module of gitlab.com/b is on github.com',
      ],
    ],
  ])('with the whole message: %s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });
});
