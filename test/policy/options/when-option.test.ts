import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

async function problemsOf(when: string): Promise<string[]> {
  const text = `extends: []\nrules:\n  graph/banned:\n    modules:\n      - { module: ["*"], when: ${when} }\n`;
  const { problems } = await loadPolicy({
    source: source('.modwarden.yaml', text),
    rules,
    readFile: async () => undefined,
  });
  return told(problems);
}

describe('conditions', () => {
  it.each([
    '{ direct: true, private: false, depth: 2, age: { min: 30d }, license: MIT, host: a.example, owner: acme, version: <2 }',
    '{ depth: { min: 2, max: 2 } }',
    '{ depth: { max: 1 } }',
    '{ depth: { min: 1 } }',
    '{ age: { max: 30d } }',
    '{ direct: false }',
    '{ owner: "a.example:8080/x.y" }',
    '{ age: { min: 30d, max: 1mo } }',
    '{ license: [permissive, LGPL-3.0-or-later], host: ["*.corp.example"], owner: [github.com/acme, "~user"] }',
  ])('take %s', async (when) => {
    expect(await problemsOf(when)).toEqual([]);
  });

  it.each([
    ['{ licence: MIT }', '5:34 unknown key "licence" | did you mean license?'],
    ['{ depht: 3 }', '5:34 unknown key "depht" | did you mean depth?'],
    [
      '{ stars: 3 }',
      '5:34 unknown key "stars" | known keys: direct, private, depth, age, license, host, owner, version',
    ],
    ['{}', '5:32 the condition is empty | add a fact, such as direct: false, or remove when'],
    ['{ direct: "yes" }', '5:42 expected true or false, got "yes"'],
    ['{ depth: three }', '5:41 expected a number or a map, got "three"'],
    ['{ depth: 0 }', '5:41 expected at least 1, got 0'],
    ['{ depth: {} }', '5:41 the range has neither min nor max | add one, such as depth: { min: 3 }'],
    ['{ depth: { min: 4, max: 2 } }', '5:41 min 4 is above max 2: nothing can match | exchange them'],
    ['{ depth: { mni: 4 } }', '5:43 unknown key "mni" | did you mean min?'],
    ['{ age: 30d }', '5:39 expected a map, got "30d"'],
    ['{ age: { max: 2 years } }', '5:46 "2 years" is not a valid duration | did you mean 2y?'],
    ['{ age: { min: 2y, max: 30d } }', '5:39 min 2y is above max 30d: nothing can match | exchange them'],
    ['{ license: MTI }', '5:43 "MTI" is not an SPDX ID | did you mean MIT?'],
    ['{ license: [MIT, Apache] }', '5:49 "Apache" is not an SPDX ID'],
    ['{ host: "https://a.example/x" }', '5:40 "https://a.example/x" is not a valid host | use a.example'],
    ['{ owner: github.com/acme/x }', '5:41 "github.com/acme/x" is not an owner | use github.com/acme'],
    ['{ version: 1.2 }', '5:43 expected text, got 1.2 | put it in quotes: "1.2"'],
    [
      '{ owner: "https://github.com/acme/x" }',
      '5:41 "https://github.com/acme/x" is not an owner | use github.com/acme',
    ],
    ['{ owner: "a b" }', '5:41 "a b" is not an owner | use github.com/acme, or acme for every host'],
    ['{ owner: "a b/c d" }', '5:41 "a b/c d" is not an owner | use github.com/acme, or acme for every host'],
    ['{ age: {} }', '5:39 the range has neither min nor max | add one, such as age: { max: 30d }'],
    ['{ depth: { min: 0 } }', '5:48 expected at least 1, got 0'],
    ['{ depth: { max: 0 } }', '5:48 expected at least 1, got 0'],
    ['{ host: [] }', '5:40 expected at least one entry, got none'],
    ['{ version: latest }', '5:43 "latest" is not a valid version range'],
  ])('refuse %s', async (when, wanted) => {
    expect(await problemsOf(when)).toEqual([expect.stringContaining(wanted)]);
  });
});
