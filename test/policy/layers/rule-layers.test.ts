import { describe, expect, it } from 'vitest';
import { layPreset, onto, type RuleLayers, readRules } from '../../../src/policy/layers/rule-layers.ts';
import { parseJson } from '../../../src/policy/parse/json.ts';
import { scalarNode } from '../../../src/policy/parse/node.ts';
import { collectProblems } from '../../../src/policy/parse/problems.ts';
import type { PolicyRule } from '../../../src/policy/presets/presets.ts';
import { type Span, source, span } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

const rule = (id: string, more: Partial<PolicyRule> = {}): PolicyRule => ({
  id,
  level: 'warning',
  presets: ['recommended'],
  ...more,
});

const RULES = new Map(['a/b', 'a/c'].map((id) => [id, rule(id)]));

function read(rules: unknown) {
  const problems = collectProblems();
  const text = JSON.stringify(rules);
  const node = parseJson(source('p.json', text), problems)!;
  const entries = readRules(node, RULES, problems);
  const told_ = told(problems.list(), 'p.json').map((line) => line.replace(/^\S+ /, ''));
  const levels = Object.fromEntries([...entries].map(([id, { level }]) => [id, level]));
  return { levels, options: entries.get('a/b')?.options.map(({ key }) => key), problems: told_ };
}

describe('a level', () => {
  it.each(['error', 'warning', 'note', 'off'])('%s is one', (level) => {
    expect(read({ 'a/b': level })).toEqual({ levels: { 'a/b': level }, options: [], problems: [] });
    expect(read({ 'a/b': { level, max: 1 } })).toEqual({ levels: { 'a/b': level }, options: ['max'], problems: [] });
  });

  // What other linters call these.
  it.each<[level: string, names: readonly unknown[]]>([
    ['warning', ['warn', 1, '1', 'WARN', 'Warning', 'warnin']],
    ['note', ['info', 'information', 'notice', 'hint', 'low', 'INFO', 'notes']],
    ['error', [true, 2, '2', 'on', 'yes', 'deny', 'critical', 'fatal', 'high', 'Error']],
    ['off', [false, 0, '0', 'no', 'none', 'ignore', 'disable', 'disabled', 'allow', 'false', 'Off']],
  ])('is meant to be %s', (level, names) => {
    for (const name of names) {
      const { levels, problems } = read({ 'a/b': name });
      expect([name, levels]).toEqual([name, {}]);
      expect([name, problems]).toEqual([
        name,
        [expect.stringMatching(new RegExp(`is not a level \\| did you mean ${level}\\?$`))],
      ]);
    }
  });

  it.each([3, 'sometimes', 'x'])('cannot be told from %j', (level) => {
    expect(read({ 'a/b': level }).problems).toEqual([
      expect.stringMatching(/ is not a level \| use one of off, error, warning, note$/),
    ]);
  });

  it('may be left out, but not empty', () => {
    expect(read({ 'a/b': { max: 1 } })).toEqual({ levels: { 'a/b': undefined }, options: ['max'], problems: [] });
    expect(read({ 'a/b': null }).problems).toEqual(['the level is missing | use one of off, error, warning, note']);
    expect(read({ 'a/b': { level: null, max: 1 } })).toEqual({
      levels: { 'a/b': undefined },
      options: ['max'],
      problems: ['the level is missing | use one of off, error, warning, note'],
    });
  });
});

it.each<[rules: unknown, problem: string]>([
  [[], 'expected a map of rules, got a list | add a line for each rule, such as graph/banned: error'],
  [{ 'a/bb': 'off' }, 'unknown rule "a/bb" | did you mean a/b?'],
  [
    { 'other/thing': 'off' },
    'unknown rule "other/thing" | "modwarden explain" lists all rules; rules of a plug-in need --plugin',
  ],
  [{ something: 'off' }, 'unknown rule "something" | use GROUP/NAME, such as graph/banned'],
  [{ 'a/b': [] }, 'expected a level or a map for a/b, got a list | use a level, or a map: { level: error, … }'],
])('refuses %j', (rules, problem) => {
  expect(read(rules)).toMatchObject({ levels: {}, problems: [problem] });
});

const at = (start: number): Span => span(source('p', 'some text'), start, start + 1);
const option = (key: string, start: number) => ({
  key,
  keyAt: at(start),
  value: scalarNode(start, at(start)),
});

describe('an entry upon another', () => {
  const below = { level: 'error' as const, levelFrom: 'strict' as const, at: undefined };

  it('keeps what it does not name', () => {
    const options = new Map([
      ['a', option('a', 0)],
      ['b', option('b', 1)],
    ]);
    const merged = onto({ ...below, options }, { level: undefined, options: [option('b', 2)], at: at(3) });
    expect(merged).toMatchObject({ level: 'error', levelFrom: 'strict', at: at(3) });
    expect([...merged.options.values()]).toEqual([option('a', 0), option('b', 2)]);
    // What is below stays as it was.
    expect(options.get('b')).toEqual(option('b', 1));
  });

  it('replaces the level and who named it', () => {
    expect(onto({ ...below, options: new Map() }, { level: 'off', options: [], at: at(3) })).toMatchObject({
      level: 'off',
      levelFrom: at(3),
    });
  });

  it('stands on nothing where nothing is below', () => {
    expect(onto(undefined, { level: 'note', options: [], at: at(3) })).toEqual({
      level: 'note',
      levelFrom: at(3),
      options: new Map(),
      at: at(3),
    });
  });
});

describe('a preset', () => {
  const replaced = rule('replace/target', { presets: ['strict'], strict: { max: 3 } as never });
  const dormant = rule('x/dormant', { presets: [], audit: { scope: 'all' } as never });
  const rules = [rule('a/b'), replaced, dormant];
  const lay = (names: readonly Parameters<typeof layPreset>[1][], layers: RuleLayers = new Map(), missing = false) => {
    for (const name of names) layPreset(layers, name, rules, missing);
    return Object.fromEntries(
      [...layers].map(([id, { level, levelFrom, options, dormant: isDormant }]) => [
        id,
        [level, levelFrom, [...options.values()].map((o) => ('from' in o ? `${o.key} ${o.from}` : o.key)), isDormant],
      ]),
    );
  };
  const own: RuleLayers = new Map([['a/b', { level: 'off', levelFrom: at(1), options: new Map(), at: at(1) }]]);

  it('sets the levels of its rules, and their options', () => {
    expect(lay(['recommended'])).toEqual({ 'a/b': ['warning', 'recommended', [], undefined] });
    expect(lay(['strict'])).toEqual({
      'a/b': ['warning', 'strict', [], undefined],
      'replace/target': ['warning', 'strict', ['max strict'], undefined],
    });
  });

  it('replaces what was said before, unless it is to fill in what is missing', () => {
    expect(lay(['recommended'], new Map(own))['a/b']![0]).toBe('warning');
    expect(lay(['recommended'], new Map(own), true)['a/b']![0]).toBe('off');
  });

  it('for a kind of repository sets levels of its own, and leaves others as they are', () => {
    expect(lay(['library'], new Map(own))).toEqual({
      'a/b': ['off', at(1), [], undefined],
      'replace/target': ['error', 'library', ['max library'], undefined],
    });
  });

  it('sets options of a rule that is off, without switching it on', () => {
    expect(lay(['audit'])['x/dormant']).toEqual([undefined, undefined, ['scope audit'], true]);
    const on: RuleLayers = new Map([['x/dormant', { level: 'note', levelFrom: at(1), options: new Map(), at: at(1) }]]);
    expect(lay(['audit'], new Map(on))['x/dormant']).toEqual(['note', at(1), ['scope audit'], undefined]);
    expect(lay(['audit'], new Map(on), true)['x/dormant']).toEqual(['note', at(1), [], undefined]);
  });
});
