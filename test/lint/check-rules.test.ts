/** Which definitions of rules can be used. */
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { checkRules, ruleProblem } from '../../src/lint/check-rules.ts';
import { OWN, type Rule, type Valibot } from '../../src/model/rule.ts';

const RULE = {
  id: 'own/x',
  title: 'X',
  why: 'Y.',
  since: '1',
  level: 'error',
  reach: 'files',
  presets: [],
  check: () => [],
} as const satisfies Rule;

const NEEDS_MAX = (v: Valibot) => v.strictObject({ max: v.number() });
const NAMED_MAX = (v: Valibot) => v.optional(v.strictObject({ max: v.optional(v.number(), 5) }), {});

describe('a rule by itself', () => {
  it.each<[what: string, more: object]>([
    ['without options', {}],
    ['with options that no preset has to give', { options: NEEDS_MAX }],
    ['with defaults for all options', { options: NAMED_MAX, presets: ['recommended'] }],
    ['with options that its preset gives', { options: NEEDS_MAX, presets: ['strict'], strict: { max: 1 } }],
    ['as a warning', { level: 'warning' }],
    ['as a note', { level: 'note', presets: ['recommended', 'strict'] }],
  ])('can be used %s', async (_, more) => {
    expect(await ruleProblem({ ...RULE, ...more } as Rule)).toBeUndefined();
  });

  it.each<[more: object, problem: string]>([
    [{ id: 'x' }, 'expected a rule ID such as "group/name", got "x"'],
    [{ id: 'Own/x' }, 'expected a rule ID such as "group/name", got "Own/x"'],
    [{ id: 'own/x/y' }, 'expected a rule ID such as "group/name", got "own/x/y"'],
    [{ id: 'own/1' }, 'expected a rule ID such as "group/name", got "own/1"'],
    [{ id: undefined }, 'expected a rule ID such as "group/name", got "undefined"'],
    [{ level: 'off' }, 'the rule "own/x" needs a level: error, warning or note'],
    [{ presets: undefined }, 'the rule "own/x" needs a list of presets: recommended, strict or none'],
    [{ presets: ['strict', 'all'] }, 'the rule "own/x" needs a list of presets: recommended, strict or none'],
    [{ strict: {} }, 'the rule "own/x" sets options for the preset "strict", but has no options'],
    [{ options: () => ({}) }, 'the rule "own/x": expected options to return a valibot schema'],
    [{ options: () => undefined }, 'the rule "own/x": expected options to return a valibot schema'],
    [
      {
        options: () => {
          throw new Error('no');
        },
      },
      'the rule "own/x": expected options to return a valibot schema',
    ],
    [
      { options: NEEDS_MAX, presets: ['recommended'] },
      'the preset "recommended" gives the rule "own/x" invalid options (max: Invalid key: Expected "max" but received undefined)',
    ],
    [
      { options: NAMED_MAX, presets: ['strict'], strict: { max: 'x' } },
      'the preset "strict" gives the rule "own/x" invalid options (max: Invalid type: Expected number but received "x")',
    ],
    [
      { options: (v: Valibot) => v.string(), presets: ['strict'] },
      'the preset "strict" gives the rule "own/x" invalid options (options: Invalid type: Expected string but received Object)',
    ],
  ])('is refused with %o', async (more, problem) => {
    expect(await ruleProblem({ ...RULE, ...more } as unknown as Rule)).toBe(problem);
  });
});

describe('rules that are added', () => {
  const problem = async (added: readonly object[]) => {
    const own = added.map((more) => ({ ...RULE, ...more }) as Rule);
    const error = await checkRules([...rules, ...own], own).catch((thrown: unknown) => thrown);
    return error instanceof Error ? `${(error as Error & { code?: string }).code}: ${error.message}` : undefined;
  };

  it('may be of groups of their own', async () => {
    expect(await problem([])).toBeUndefined();
    expect(await problem([{}, { id: 'own/y' }, { id: 'other/x', plugin: 'p' }])).toBeUndefined();
  });

  it.each<[added: readonly object[], problem: string]>([
    [[{ id: 'bad' }], 'expected a rule ID such as "group/name", got "bad"'],
    [[{ id: 'bad', plugin: OWN }], 'expected a rule ID such as "group/name", got "bad"'],
    [[{ id: 'bad', plugin: 'p' }], 'the plug-in p: expected a rule ID such as "group/name", got "bad"'],
    [[{ title: '' }], 'the rule "own/x" needs title'],
    [[{}, {}], 'two rules have the ID "own/x" (from modwarden and modwarden)'],
    [[{ plugin: 'p' }, { plugin: 'q' }], 'the plug-in p: two rules have the ID "own/x" (from p and q)'],
    [[{ id: 'graph/x' }], 'the rule "graph/x" needs a group of its own: "graph" is one of modwarden\'s'],
    [[{ id: 'modwarden/x' }], 'the rule "modwarden/x" needs a group of its own: "modwarden" is one of modwarden\'s'],
  ])('are refused: %o', async (added, expected) => {
    expect(await problem(added)).toBe(`invalid-rule: ${expected}`);
  });
});
