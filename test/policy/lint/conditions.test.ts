import { describe, expect, it } from 'vitest';
import { banned, found } from './helpers.ts';

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
});
