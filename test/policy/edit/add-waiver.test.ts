import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWaiver } from '../../../src/policy/edit/add-waiver.ts';
import type { NewWaiver } from '../../../src/policy/edit/new-waiver.ts';
import { loadPolicy } from '../../../src/policy/layers/load.ts';
import { source } from '../../../src/text/source.ts';
import { RULES } from '../rules.ts';

const WAIVER: NewWaiver = {
  rule: 'graph/max-depth',
  target: { module: 'example.com/x' },
  reason: 'why',
  until: '2026-12-31',
};
const ITEM = (indent = '  ') =>
  `${indent}- rule: graph/max-depth\n${indent}  module: example.com/x\n${indent}  reason: why\n${indent}  until: 2026-12-31\n`;
const OTHER = '{ rule: graph/max-depth, module: a.example, reason: b, until: 2026-01-01 }';

describe('addWaiver', () => {
  it.each<[title: string, before: string, after: string]>([
    ['an empty file', '', `waivers:\n${ITEM()}`],
    ['comments alone', '# nothing yet\n', `# nothing yet\nwaivers:\n${ITEM()}`],
    ['no line end', 'extends: []', `extends: []\nwaivers:\n${ITEM()}`],
    ['other keys', 'extends: []\n\n# end\n', `extends: []\n\n# end\nwaivers:\n${ITEM()}`],
    ['an empty list', 'waivers: [] # none\nextends: []\n', `waivers: # none\n${ITEM()}extends: []\n`],
    ['an empty list at the end', 'waivers: []', `waivers:\n${ITEM()}`],
    ['a list', `waivers:\n  - ${OTHER} # c\nextends: []\n`, `waivers:\n  - ${OTHER} # c\n${ITEM()}extends: []\n`],
    ['a list without indentation', `waivers:\n- ${OTHER}\n`, `waivers:\n- ${OTHER}\n${ITEM('')}`],
    ['a deep list', `waivers:\n      -   ${OTHER}\n`, `waivers:\n      -   ${OTHER}\n${ITEM('      ')}`],
    ['a list that ends the file', `waivers:\n  - ${OTHER}`, `waivers:\n  - ${OTHER}\n${ITEM()}`],
    [
      'brackets',
      `waivers: [${OTHER}]\nextends: []\n`,
      `waivers: [${OTHER}, { rule: graph/max-depth, module: example.com/x, reason: why, until: 2026-12-31 }]\nextends: []\n`,
    ],
    ['brackets over lines', `waivers: [\n  ${OTHER}, # c\n]\n`, `waivers: [\n  ${OTHER}, # c\n]\n`],
    [
      'a folded reason at the end',
      'waivers:\n  - rule: graph/max-depth\n    until: 2026-01-01\n    module: a.example\n    reason: >\n      more\n      words\n',
      `waivers:\n  - rule: graph/max-depth\n    until: 2026-01-01\n    module: a.example\n    reason: >\n      more\n      words\n${ITEM()}`,
    ],
  ])('to %s', async (title, before, after) => {
    const added = await addWaiver(before, WAIVER);
    // A comment would swallow it: better nothing than something else.
    if (title === 'brackets over lines') expect(added).toBeUndefined();
    else expect(added?.text).toBe(after);
  });

  it.each([
    'waivers:\n  - [',
    '{ extends: [] }\n',
    'waivers: yes\n',
    'waivers:\n',
    '- a\n',
    'extends: []\n...\n',
    'extends: []\n--- \nextends: []\n',
  ])('gives up over %j', async (text) => {
    const added = await addWaiver(text, WAIVER);
    // What it does give is sound in any case.
    expect(added === undefined || added.text.startsWith(text.trimEnd())).toBe(true);
  });

  it('says on which line the waiver stands', async () => {
    for (const text of ['', '# c\n\nextends: []\n', `waivers:\n  - ${OTHER}\n\ngaps: {}\n`, 'waivers: []\n']) {
      const { text: after, line } = (await addWaiver(text, WAIVER))!;
      expect(after.split('\n')[line - 1]).toContain('- rule: graph/max-depth');
    }
  });

  it('writes any reason so that it is read again, and loses nothing of the file', async () => {
    const files = [`# é\nextends: []\nwaivers:\n  - ${OTHER} # c\n# tail\n`, 'extends: []\n', `waivers: [${OTHER}]\n`];
    const reason = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => /\S/.test(text) && !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u.test(text));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), reason, async (before, why) => {
        const added = (await addWaiver(before, { ...WAIVER, reason: why }))!;
        const { policy, problems } = await loadPolicy({
          source: source('.modwarden.yaml', added.text),
          rules: RULES,
          readFile: async () => undefined,
        });
        expect(problems).toEqual([]);
        expect(policy.waivers.at(-1)).toMatchObject({ rule: 'graph/max-depth', module: 'example.com/x', reason: why });
        const kept = before.split('\n').filter((line) => !line.startsWith('waivers: ['));
        expect(added.text.split('\n').filter((line) => kept.includes(line))).toEqual(kept);
      }),
    );
  });
});

it.each<[before: string, line: number]>([
  ['', 2],
  ['extends: []', 3],
  ['extends: []\n\n# end\n', 5],
  ['waivers: [] # none\nextends: []\n', 2],
  [`waivers:\n  - ${OTHER} # c\nextends: []\n`, 3],
  [`extends: []\nwaivers: [${OTHER}]\n`, 2],
  [`waivers: [\n  ${OTHER},\n]\n`, 2],
  [`waivers: [\n  ${OTHER}\n\n]\n`, 2],
  ['extends: []\r\n', 3],
])('says the line of the waiver in %j', async (before, line) => {
  const added = (await addWaiver(before, WAIVER))!;
  expect(added.line).toBe(line);
  expect(added.text.split('\n')[line - 1]).toMatch(/rule: graph\/max-depth/);
  expect(/[^\r]\n/.test(added.text)).toBe(!before.includes('\r'));
});

it.each([
  ['a blank', 'a b', 'a b'],
  ['a comma', 'a, b', '"a, b"'],
  ['brackets', 'a [b]', '"a [b]"'],
  ['a number', '5', '"5"'],
  ['a colon', 'a: b', '"a: b"'],
  ['a comment', 'a # b', '"a # b"'],
  ['a long line', 'word '.repeat(40).trim(), 'word '.repeat(40).trim()],
])('quotes a reason only where it must: %s', async (_, reason, written) => {
  expect((await addWaiver('', { ...WAIVER, reason }))!.text).toContain(`    reason: ${written}\n`);
});

it.each(['~\n', '[]\n', '{}\n', 'waivers: &a []\nb: *a\n', 'waivers: {}\n'])('adds nothing to %j', async (text) => {
  expect(await addWaiver(text, WAIVER)).toBeUndefined();
});
