import { describe, expect, it } from 'vitest';
import { found } from './helpers.ts';

describe('overrides', () => {
  const overrides = (...entries: string[]) =>
    `rules: { graph/max-depth: { level: error, max: 3 } }\noverrides:\n${entries.map((e) => `  - { files: [${e} } }`).join('\n')}\n`;
  it.each<[string, string, string[]]>([
    ['one that changes something', overrides('"tools/**"], rules: { graph/max-depth: off'), []],
    [
      'one for no file',
      overrides('"tulz/**"], rules: { graph/max-depth: off'),
      ['4:5 unreachable: the override for tulz/** matches no file'],
    ],
    [
      'one that says what applies',
      overrides('"tools/**"], rules: { graph/max-depth: { level: error, max: 3 }'),
      ['4:37 shadowed: the override of graph/max-depth for tools/** changes nothing: these settings apply everywhere'],
    ],
    [
      'one that turns off what is off',
      overrides('"tools/**"], rules: { graph/banned: off'),
      [expect.stringContaining('4:37 shadowed') as never],
    ],
    [
      'one before a wider one',
      overrides('"tools/x/**"], rules: { graph/max-depth: note', '"tools/**"], rules: { graph/max-depth: off'),
      ['4:39 shadowed: the override of graph/max-depth for tools/x/** has no effect: a later override decides (5:5)'],
    ],
    [
      'one behind a wider one',
      overrides('"tools/**"], rules: { graph/max-depth: off', '"tools/x/**"], rules: { graph/max-depth: error'),
      [],
    ],
    [
      'one whose option stays',
      overrides('"tools/x/**"], rules: { graph/max-depth: { max: 9 }', '"tools/**"], rules: { graph/max-depth: note'),
      [],
    ],
    [
      'several that say the same',
      'rules: { graph/max-depth: { level: error, max: 3 } }\noverrides:\n  - { files: ["tools/**"], rules: { graph/max-depth: { max: 3 } } }\n  - { files: ["tools/**"], rules: { graph/max-depth: { max: 4 } } }\n  - { files: ["tools/**"], rules: { graph/max-depth: { max: 3 } } }\n',
      [
        '4:37 shadowed: the override of graph/max-depth for tools/** has no effect: a later override decides (5:5)',
        '5:37 shadowed: the override of graph/max-depth for tools/** has no effect: a later override decides (6:5)',
      ],
    ],
    [
      'one that turns off what has options and is off',
      'rules: { graph/max-depth: { level: off, max: 3 } }\noverrides:\n  - { files: ["tools/**", go.mod], rules: { graph/max-depth: off } }\n',
      [
        '2:41 unreachable: graph/max-depth: max has no effect, because the rule is off',
        '4:45 shadowed: the override of graph/max-depth for tools/**, go.mod changes nothing: these settings apply everywhere',
      ],
    ],
    [
      'files of which some are there',
      'rules: { graph/max-depth: { level: error, max: 3 } }\noverrides:\n  - { files: ["nope/**", "none/**"], rules: { graph/max-depth: off } }\n  - { files: ["nope/**", go.mod], rules: { graph/max-depth: note } }\n',
      ['4:5 unreachable: the override for nope/**, none/** matches no file'],
    ],
    [
      'one that takes back an earlier one',
      'rules: { graph/max-depth: { level: error, max: 3 } }\noverrides:\n  - { files: ["tools/**"], rules: { graph/max-depth: { level: error, max: 3 }, graph/banned: off } }\n  - { files: ["go.mod"], rules: { graph/max-depth: { level: note, max: 3 } } }\n  - { files: ["tools/x/**"], rules: { graph/max-depth: { level: error, max: 3 } } }\n',
      [
        '4:37 shadowed: the override of graph/max-depth for tools/** changes nothing: these settings apply everywhere',
        '4:80 shadowed: the override of graph/banned for tools/** changes nothing: these settings apply everywhere',
      ],
    ],
    [
      'one with another option',
      'rules: { graph/max-depth: { level: error, max: 3 } }\noverrides:\n  - { files: ["tools/**"], rules: { graph/max-depth: { level: error, max: 4 } } }\n',
      [],
    ],
    [
      'one that turns on what is off',
      'overrides:\n  - { files: ["tools/**"], rules: { graph/max-depth: { level: error, max: 4 } } }\n',
      [],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await found(text)).toEqual(wanted);
  });

  it('says nothing about files where no repository is known', async () => {
    expect(await found(overrides('"tulz/**"], rules: { graph/max-depth: off'), null)).toEqual([]);
  });
});
