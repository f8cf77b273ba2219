import { describe, expect, test } from 'vitest';
import { type Files, load, told } from '../helpers.ts';

const levels = async (files: Files) => {
  const { policy, problems } = await load(files);
  expect(told(problems)).toEqual([]);
  return Object.fromEntries(Object.entries(policy.rules).map(([id, { level }]) => [id, level]));
};

describe('order', () => {
  test.each<[name: string, files: Files, expected: Readonly<Record<string, string>>]>([
    [
      'nothing said: recommended',
      { '.modwarden.yaml': 'gaps: {}\n' },
      { 'graph/max-depth': 'warning', 'replace/local-path': 'error' },
    ],
    [
      'an empty list: nothing',
      { '.modwarden.yaml': 'extends: []\nrules: { gomod/tool: error }\n' },
      { 'gomod/tool': 'error' },
    ],
    [
      'own words come last',
      { '.modwarden.yaml': 'rules: { gomod/tool: error, graph/max-depth: off }\nextends: [strict]\n' },
      { 'freshness/stale': 'warning', 'gomod/tool': 'error', 'graph/max-depth': 'off', 'replace/local-path': 'error' },
    ],
    [
      'in the order of the list',
      {
        '.modwarden.yaml': 'extends: [./a.yaml, ./b/b.json]\n',
        'a.yaml': 'extends: []\nrules: { gomod/tool: error, graph/max-depth: error }\n',
        'b/b.json': '{"extends": ["../c.yml"], "rules": {"gomod/tool": "off"}}',
        'c.yml': 'extends: []\nrules: { graph/max-depth: note, gomod/tool: warning }\n',
      },
      { 'gomod/tool': 'off', 'graph/max-depth': 'note' },
    ],
    [
      // What a file says alone it says as a base too: without extends it stands on recommended.
      'a base without extends fills what is open with recommended',
      {
        '.modwarden.yaml': 'extends: [./a.yaml, ./b.yaml]\n',
        'a.yaml': 'extends: []\nrules: { graph/max-depth: off }\n',
        'b.yaml': 'gaps: {}\n',
      },
      { 'graph/max-depth': 'off', 'replace/local-path': 'error' },
    ],
    [
      'a preset after a file has the last word',
      {
        '.modwarden.yaml': 'extends: [./a.yaml, recommended]\n',
        'a.yaml': 'extends: []\nrules: { graph/max-depth: off }\n',
      },
      { 'graph/max-depth': 'warning', 'replace/local-path': 'error' },
    ],
    [
      'options alone keep the level below',
      {
        '.modwarden.yaml':
          'extends: [./a.yaml]\nrules:\n  graph/max-depth: { max: 2 }\n  gomod/tool: {}\n  freshness/stale: {}\n',
        'a.yaml': 'extends: []\nrules: { graph/max-depth: error, gomod/tool: off }\n',
      },
      { 'freshness/stale': 'warning', 'gomod/tool': 'off', 'graph/max-depth': 'error' },
    ],
  ])('%s', async (_, files, expected) => {
    expect(await levels(files)).toEqual(expected);
  });

  test('an option replaces the one below as a whole, others stay', async () => {
    const { policy, problems } = await load({
      '.modwarden.yaml': 'extends: [strict, ./a.yaml]\nrules:\n  graph/max-depth: { exempt: [c.example] }\n',
      'a.yaml': 'extends: []\nrules:\n  graph/max-depth: { max: 7, exempt: [a.example, b.example] }\n',
    });
    expect(problems).toEqual([]);
    expect(policy.rules['graph/max-depth']).toMatchObject({
      options: { max: 7, exempt: ['c.example'] },
      at: { place: { path: '.modwarden.yaml' } },
    });
  });

  test('an option may be missing in one file and stand in another', async () => {
    const { policy, problems } = await load({
      '.modwarden.yaml': 'extends: [./a.yaml]\nrules:\n  graph/banned: error\n',
      'a.yaml': 'extends: []\nrules:\n  graph/banned: { level: note, modules: [{ module: x.example }] }\n',
    });
    expect(problems).toEqual([]);
    expect(policy.rules['graph/banned']).toMatchObject({
      level: 'error',
      options: { modules: [{ module: 'x.example' }] },
    });
  });

  test('lists are joined, maps merged key by key', async () => {
    const { policy, files } = await load({
      '.modwarden.yaml':
        'extends: [./a.yaml, ./a.yaml]\nprivate: [b.example, a.example]\ngaps: { graph: fail }\nmodules: { include: [vendor.mod] }\nwaivers:\n  - { rule: graph/banned, module: b.example, reason: r, until: 2030-01-01 }\n',
      'a.yaml':
        'private: [a.example]\ngaps: { graph: report, sum: report }\nmax-fact-age: 7d\nmodules: { exclude: ["x/**"] }\nwaivers:\n  - { rule: graph/banned, module: a.example, reason: r, until: 2030-01-01 }\noverrides:\n  - { files: ["tools/**"], rules: { gomod/tool: off } }\n',
    });
    expect(policy).toMatchObject({
      extends: ['./a.yaml', './a.yaml'],
      private: ['a.example', 'b.example'],
      gaps: { graph: 'fail', sum: 'report', license: 'fail' },
      maxFactAge: '7d',
      modules: { include: ['vendor.mod'], exclude: ['x/**'] },
      overrides: [{ files: ['tools/**'], at: { place: { path: 'a.yaml' } } }],
      waivers: [{ module: 'a.example', at: { place: { path: 'a.yaml' } } }, { module: 'b.example' }],
    });
    expect(files.map(({ path }) => path)).toEqual(['.modwarden.yaml', 'a.yaml']);
  });
});

describe('what cannot be extended', () => {
  test.each<[name: string, files: Files, problems: string[]]>([
    [
      'no list',
      { '.modwarden.yaml': 'extends: strict\n' },
      ['1:10 expected a list, got "strict" | write extends: [strict]'],
    ],
    [
      'nothing',
      { '.modwarden.yaml': 'extends:\nrules: {}\n' },
      ['1:1 expected a list, got nothing | write extends: [recommended]'],
    ],
    [
      'names',
      {
        '.modwarden.yaml':
          'extends: [strikt, produktion, foo, foo.yaml, ./x.yaml, ../y.yaml, ./z.js, "http://a/b.yaml", /etc/x.yaml, 3, ".\\\\a"]\n',
      },
      [
        '1:11 unknown preset "strikt" | did you mean strict?',
        '1:19 unknown preset "produktion" | did you mean production?',
        '1:31 unknown preset "foo" | use recommended, strict, audit, production or library; a file path starts with ./',
        '1:36 "foo.yaml" is not a preset | for a file, use ./foo.yaml',
        '1:46 file not found: x.yaml | paths are relative to the policy file',
        '1:56 "../y.yaml" is outside the repository',
        '1:67 "./z.js" is not a YAML or JSON file | use a file with one of these extensions: .yaml, .yml, .json',
        '1:75 "http://a/b.yaml" is not a file in this repository | use a file in the repository; policies are never fetched from the network',
        '1:94 "/etc/x.yaml" is an absolute path | use a path relative to the policy file, starting with ./ or ../',
        '1:107 expected text, got 3 | put it in quotes: "3"',
        '1:110 ".\\\\a" contains a backslash | use / between folders',
      ],
    ],
    [
      'itself',
      { '.modwarden.yaml': 'extends: [./.modwarden.yaml]\n' },
      ['1:11 .modwarden.yaml extends itself | .modwarden.yaml → .modwarden.yaml'],
    ],
    [
      'a circle',
      {
        '.modwarden.yaml': 'extends: [./a/a.yaml]\n',
        'a/a.yaml': 'extends: [./b.yaml]\n',
        'a/b.yaml': 'gaps: {}\nextends:\n  - ./a.yaml\n',
      },
      ['a/b.yaml:3:5 a/a.yaml extends itself | a/a.yaml → a/b.yaml → a/a.yaml'],
    ],
    [
      'a broken file',
      { '.modwarden.yaml': 'extends: [./a.yaml, ./b.yaml]\nrulez: {}\n', 'a.yaml': 'rules:\n\tx: y\n', 'b.yaml': '' },
      [
        '2:1 unknown key "rulez" | did you mean rules?',
        'a.yaml:2:1 the line is indented with a tab | replace each tab with two spaces',
        'b.yaml:1:1 the policy is empty | add extends: [recommended], or remove the policy',
      ],
    ],
    [
      'too many upon one another',
      {
        '.modwarden.yaml': 'extends: [./0.yaml]\n',
        ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.yaml`, `extends: [./${i + 1}.yaml]\n`])),
      },
      ['9.yaml:1:11 more than 10 levels of extends'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(told((await load(files)).problems)).toEqual(expected);
  });

  test('files that multiply are cut off', async () => {
    const twice = (i: number) =>
      `extends: [${Array(9)
        .fill(`./${i + 1}.yaml`)
        .join(', ')}]\n`;
    const files = {
      '.modwarden.yaml': twice(-1),
      ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${i}.yaml`, i < 7 ? twice(i) : 'gaps: {}\n'])),
    };
    const { problems } = await load(files);
    expect(told(problems)[0]).toMatch(/more than 100 extended files$/);
  });

  test('files and levels up to their limits can be', async () => {
    const beside = (count: number): Files => {
      const names = Array.from({ length: count }, (_, i) => `${i}.yaml`);
      return {
        '.modwarden.yaml': `extends: [${names.map((name) => `./${name}`).join(', ')}]\n`,
        ...Object.fromEntries(names.map((name) => [name, 'extends: []\n'])),
      };
    };
    expect(told((await load(beside(100))).problems)).toEqual([]);
    expect(told((await load(beside(101))).problems)).toEqual(['1:1101 more than 100 extended files']);
    const upon = (count: number): Files => ({
      '.modwarden.yaml': 'extends: [./0.yaml]\n',
      ...Object.fromEntries(
        Array.from({ length: count }, (_, i) => [
          `${i}.yaml`,
          `extends: [${i + 1 < count ? `./${i + 1}.yaml` : ''}]\n`,
        ]),
      ),
    });
    expect(told((await load(upon(10))).problems)).toEqual([]);
    expect(told((await load(upon(11))).problems)).toEqual(['9.yaml:1:11 more than 10 levels of extends']);
  });

  test('what is wrong in a base is told there, once', async () => {
    const { problems } = await load({
      '.modwarden.yaml':
        'extends: [./a.yaml]\noverrides:\n  - { files: ["x/**"], rules: { graph/max-depth: error } }\n',
      'a.yaml': 'rules:\n  graph/max-depth: { max: none }\n',
    });
    expect(told(problems)).toEqual(['a.yaml:2:27 expected a number, got "none" | The greatest depth.']);
  });
});
