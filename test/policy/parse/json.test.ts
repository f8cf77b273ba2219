import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../src/policy/parse/json.ts';
import { NODE_LIMITS, type PolicyNode, plainOf } from '../../../src/policy/parse/node.ts';
import { collectProblems } from '../../../src/policy/parse/problems.ts';
import { source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

function read(text: string, limits: Partial<typeof NODE_LIMITS> = {}, only?: string) {
  const problems = collectProblems();
  const node = parseJson(source('p.json', text), problems, { ...NODE_LIMITS, ...limits }, only);
  return { node, plain: node && plainOf(node), problems: told(problems.list(), 'p.json') };
}

it('reads what JSON.parse reads', () => {
  const blank = fc.constantFrom('', ' ', '\n', '\t', '\r\n');
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), blank, blank, (value, before, space) => {
      const text = before + JSON.stringify(value, null, space) + before;
      const { node, problems } = read(text);
      expect(problems).toEqual([]);
      expect(JSON.stringify(plainOf(node!))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

it('knows the place of each value and key', () => {
  const text = '\ufeff { "a": [1, "\\"]", {"b\\u0063": null}], "d":true }\n';
  const places: string[] = [];
  const visit = (node: PolicyNode) => {
    places.push(text.slice(node.at.start, node.at.end));
    if (node.kind === 'list') for (const item of node.items) visit(item);
    if (node.kind !== 'map') return;
    for (const { keyAt, value } of node.entries) {
      places.push(text.slice(keyAt.start, keyAt.end));
      visit(value);
    }
  };
  visit(read(text).node!);
  expect(places).toEqual([
    text.slice(2, -1),
    ...['"a"', '[1, "\\"]", {"b\\u0063": null}]', '1', '"\\"]"', '{"b\\u0063": null}', '"b\\u0063"', 'null'],
    ...['"d"', 'true'],
  ]);
});

const COMMA = 'JSON does not allow a comma after the last entry | remove this comma';
const COMMENT = 'JSON has no comments | remove the comment, or use .modwarden.yaml';
const QUOTES = 'JSON has no single quotes | use double quotes';

it.each<[text: string, problem: string]>([
  ['{"a": 1,}', `1:8 ${COMMA}`],
  ['[1, 2 ,\n]', `1:7 ${COMMA}`],
  ['{"a": 1}}', '1:9 invalid JSON'],
  ['{"a": // x\n1}', `1:7 ${COMMENT}`],
  ['# x\n{}', `1:1 ${COMMENT}`],
  ["{'a': 1}", `1:2 ${QUOTES}`],
  ['\ufeff{"a": 1,}', `1:9 ${COMMA}`],
  // At the end of what is there, not behind it.
  ['{"a": 1', '1:7 invalid JSON'],
  ['{"a": 1\n\n', '1:7 invalid JSON'],
  ['{"a" 1}', '1:6 invalid JSON'],
  ['', '1:1 invalid JSON'],
])('says where %j is no JSON', (text, problem) => {
  const { node, problems } = read(text);
  expect(node).toBeUndefined();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^${problem.replaceAll(/[.|()]/g, '\\$&')}`));
});

describe('limits', () => {
  it('takes as many levels as they say, and no more', () => {
    expect(read('[[1]]', { maxDepth: 2 }).plain).toEqual([[1]]);
    expect(read('[[1]]', { maxDepth: 1 })).toMatchObject({
      node: undefined,
      problems: [expect.stringMatching(/^1:3 nested deeper than 1 levels/)],
    });
  });

  it('takes as many values as they say, and no more', () => {
    expect(read('[1, {"a": 2}]', { maxNodes: 4 }).plain).toEqual([1, { a: 2 }]);
    expect(read('[1, {"a": 2}]', { maxNodes: 3 })).toMatchObject({
      node: undefined,
      problems: [expect.stringMatching(/^1:11 more than 3 values/)],
    });
  });
});

describe('one key alone', () => {
  const text =
    '{"x": [1, {"modwarden": "]}"}], "y": "\\"{", "modwarden": {"a": {"x": 1}}, "z": {"a": [[]]}, "n": -1.5e3}';

  it('is read, and everything else left out', () => {
    expect(read(text, {}, 'modwarden').plain).toEqual({ modwarden: { a: { x: 1 } } });
    expect(read(text, {}, 'z').plain).toEqual({ z: { a: [[]] } });
    expect(read(text, {}, 'n').plain).toEqual({ n: -1500 });
    expect(read(text, {}, 'none').plain).toEqual({});
  });

  it('counts alone, too', () => {
    expect(read(text, { maxNodes: 4 }, 'modwarden').problems).toEqual([]);
    expect(read(text, { maxNodes: 3 }, 'modwarden').problems).toHaveLength(1);
  });
});
