import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../src/policy/parse/json.ts';
import { entryOf, type MapNode, plainOf } from '../../../src/policy/parse/node.ts';
import { isPackageFile, parsePolicy } from '../../../src/policy/parse/parse.ts';
import { collectProblems } from '../../../src/policy/parse/problems.ts';
import { placeOf, source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

async function read(path: string, text: string) {
  const problems = collectProblems();
  const node = await parsePolicy(source(path, text), problems);
  return { node, plain: node && plainOf(node), problems: told(problems.list(), path) };
}

const TAB = 'the line is indented with a tab | replace each tab with two spaces';
const DEEP = 'nested deeper than 50 levels | check for a bracket that is not closed';
const MANY = 'more than 50000 values | use fewer values; each use of an alias counts all its values';
const STRICT = 'put names and texts in double quotes; do not use comments or trailing commas';
const EMPTY = 'the policy is empty | add extends: [recommended], or remove the policy';

describe('YAML that cannot be read is one problem', () => {
  test.each<[text: string, problem: string]>([
    ['rules:\n\ta/b: off\n', `2:1 ${TAB}`],
    ['rules:\n  a/b: off\n\tc/d: off\n', `3:1 ${TAB}`],
    ['a:\n- b\n\t- c\n', `3:1 ${TAB}`],
    ['a: |\n\tx\n', `2:1 ${TAB}`],
    ['a: [\n\tb\n]\n', `2:1 ${TAB}`],
    [
      'a: b: c\n',
      '1:4 two ": " on one line | put the nested key on a new line, use { key: value }, or put the value in quotes',
    ],
    [
      'a: *.corp\n',
      '1:4 *.corp is a YAML alias for &.corp, which is not defined before it | put a value that starts with * in quotes',
    ],
    [
      'a: *later\nb: &later 1\n',
      '1:4 *later is a YAML alias for &later, which is not defined before it | put a value that starts with * in quotes',
    ],
    [
      'a: &x [*x]\n',
      '1:8 *x is a YAML alias for &x, which contains the alias itself | put a value that starts with * in quotes',
    ],
    ['a: !foo x\n', '1:4 YAML tags are not supported | remove the tag; put a value that starts with ! in quotes'],
    [
      'a: !!js/function "x"\n',
      '1:4 YAML tags are not supported | remove the tag; put a value that starts with ! in quotes',
    ],
    [
      'a: !!binary aGk=\n',
      '1:4 YAML tags are not supported | remove the tag; put a value that starts with ! in quotes',
    ],
    ['%YAML 1.1\n---\na: off\n', '1:1 YAML directives are not supported | remove the line that starts with %'],
    ['a: 1\n---\nb: 2\n', '2:1 a second YAML document starts here | remove the line ---: a policy is one document'],
    [
      '- a\nb: c\n',
      '2:1 unexpected text | check that the text before is complete, and that the indentation matches the other lines',
    ],
    ['a: "x\n', '1:5 missing " | close the bracket or quote that is still open above'],
    ['a: [1,2\nb: 3\n', '2:1 missing ] | close the bracket or quote that is still open above'],
    ['a: {b\n', '1:5 missing } | close the bracket or quote that is still open above'],
    ['a:\n  - b\n c: d\n', '3:1 wrong indentation | start all entries of a map or list in the same column'],
    ['a: @x\n', '1:4 an unquoted value cannot start with this character | put the value in quotes'],
    ['a: "\\q"', '1:5 invalid YAML escape | put the value in single quotes, where \\ has no special meaning'],
    ['', `1:1 ${EMPTY}`],
    ['\n\n', `1:1 ${EMPTY}`],
    ['# nothing\n', `1:1 ${EMPTY}`],
    ['---\n', `1:1 ${EMPTY}`],
    ['~\n', `1:1 ${EMPTY}`],
    ['- a\n', '1:1 expected a map, got a list | start with a key such as extends: or rules:'],
    ['strict\n', '1:1 expected a map, got "strict" | start with a key such as extends: or rules:'],
    ['a: b\nc: \udcff\n', '2:4 the file is not UTF-8 | save the file as UTF-8'],
    ['\udcff\udcfea\0:\0', '1:1 the file is not UTF-8 | save the file as UTF-8'],
    [
      `a: ${'x'.repeat(1 << 20)}`,
      '1:1 the file is larger than 1048576 bytes | split it into several files, and use extends',
    ],
  ])('%j', async (text, problem) => {
    expect(await read('a.yaml', text.slice(0, 2_000_000))).toEqual({
      node: undefined,
      plain: undefined,
      problems: [problem],
    });
  });
});

describe('YAML built to overwhelm is one problem', () => {
  const bomb = Array.from(
    { length: 9 },
    (_, i) =>
      `a${i}: &a${i} [${Array(9)
        .fill(i === 0 ? 'x' : `*a${i - 1}`)
        .join(', ')}]`,
  ).join('\n');
  test.each<[name: string, text: string, problem: string]>([
    ['an alias bomb', bomb, `5:35 ${MANY}`],
    ['many values', `a: [${'1,'.repeat(60_000)}]`, `1:99999 ${MANY}`],
    ['brackets', '['.repeat(100_000), `1:51 ${DEEP}`],
    ['braces', '{a: '.repeat(100_000), `1:201 ${DEEP}`],
    ['dashes on one line', '- '.repeat(100_000), `1:101 ${DEEP}`],
    ['question marks', '? '.repeat(100_000), `1:101 ${DEEP}`],
    ['indentation', Array.from({ length: 1_200 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''), `402:402 ${DEEP}`],
    ['a little too deep', `${'- '.repeat(50)}[a]`, `1:102 ${DEEP}`],
    ['deep maps', Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''), `51:51 ${DEEP}`],
  ])('%s', async (_, text, problem) => {
    const { node, problems } = await read('a.yaml', text);
    expect(node).toBeUndefined();
    expect(problems).toEqual([problem]);
  });
});

describe('YAML that is read but for a part', () => {
  test.each<[text: string, plain: unknown, problems: string[]]>([
    [
      'a: 1\na: 2\n"a": 3\nb: 4\n',
      { a: 1, b: 4 },
      ['2:1', '3:1'].map(
        (at) => `${at} duplicate key "a" | remove it: line 1 already sets this key, and that value applies`,
      ),
    ],
    [
      '__proto__: 1\nconstructor: 2\nb: 3\n',
      { b: 3 },
      ['1:1 unknown key "__proto__" | remove the key', '2:1 unknown key "constructor" | remove the key'],
    ],
    ['toString: 1\nb: 3\n', { toString: 1, b: 3 }, []],
    [
      '<<: {a: 1}\nb: 2\n',
      { b: 2 },
      ['1:1 YAML merge keys (<<) are not supported | use extends, or an alias for the whole value'],
    ],
    [
      '? [a]\n: b\nc: d\n',
      { c: 'd' },
      ['1:3 expected text as key, got a list | put a key with : or other special characters in quotes'],
    ],
    ['a: &x {b: c}\nd: *x\ne: [*x, *x]\n', { a: { b: 'c' }, d: { b: 'c' }, e: [{ b: 'c' }, { b: 'c' }] }, []],
    [
      '1.20: x\nb: off\nc: 2027-03-31\nd: yes\ne: 0x1f\nf: ~\ng:\n',
      { '1.20': 'x', b: 'off', c: '2027-03-31', d: 'yes', e: 31, f: null, g: null },
      [],
    ],
    ['\ufeffa: 1\r\nb:\r\n  - x\r\n', { a: 1, b: ['x'] }, []],
    ['a: b\tc\nd:\te\n', { a: 'b\tc', d: 'e' }, []],
  ])('%j', async (text, plain, problems) => {
    const result = await read('a.yaml', text);
    expect({ plain: JSON.parse(JSON.stringify(result.plain)), problems: result.problems }).toEqual({ plain, problems });
  });
});

describe('JSON', () => {
  test.each<[text: string, problem: string]>([
    ['{"a": [1,2,],}', '1:11 JSON does not allow a comma after the last entry | remove this comma'],
    ['{"a": 1,\n}', '1:8 JSON does not allow a comma after the last entry | remove this comma'],
    ['{"a": 1} // x', '1:10 JSON has no comments | remove the comment, or use .modwarden.yaml'],
    ["{'a': 1}", '1:2 JSON has no single quotes | use double quotes'],
    ['{a: 1}', `1:2 invalid JSON: a name in double quotes is expected here | ${STRICT}`],
    ['{"a": 1', `1:7 invalid JSON: ends where "," or "}" is expected | ${STRICT}`],
    ['{"a": .5}', `1:7 invalid JSON: a value is expected here | ${STRICT}`],
    ['', `1:1 ${EMPTY}`],
    ['null', `1:1 ${EMPTY}`],
    ['[1]', '1:1 expected a map, got a list | start with a key such as extends: or rules:'],
    [`{"a":${'['.repeat(100)}${']'.repeat(100)}}`, `1:56 ${DEEP}`],
    [`{"a":[${'1,'.repeat(60_000)}1]}`, `1:100003 ${MANY}`],
  ])('not %j', async (text, problem) => {
    expect(await read('a.json', text.slice(0, 200_000))).toEqual({
      node: undefined,
      plain: undefined,
      problems: [problem],
    });
  });

  test('a key that stands twice, and one that no object can hold', async () => {
    const { plain, problems } = await read('a.json', '{"a": 1, "a": 2, "__proto__": 3,\n"b": 4}');
    expect({ ...(plain as object) }).toEqual({ a: 1, b: 4 });
    expect(problems).toEqual([
      '1:10 duplicate key "a" | remove it: line 1 already sets this key, and that value applies',
      '1:18 unknown key "__proto__" | remove the key',
    ]);
  });

  test('only our key of package.json is looked at', async () => {
    const deep = `${'['.repeat(200)}"]"${']'.repeat(200)}`;
    const text = `{"a": {"b": [1, "}"], "b": 1}, "__proto__": ${deep}, "modwarden": {"rules": {}}, "z": 1}`;
    expect(await read('x/package.json', text)).toMatchObject({ plain: { rules: {} }, problems: [] });
    expect((await read('package.json', '{"modwarden": null}')).problems).toEqual([`1:15 ${EMPTY}`]);
    expect((await read('package.json', '{"x": {}}')).problems).toEqual(['1:1 the key "modwarden" is missing']);
  });

  test('every JSON value is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(!/"(?:__proto__|prototype|constructor)":/.test(text));
        const node = parseJson(source('a.json', text), collectProblems());
        expect(JSON.stringify(node && plainOf(node))).toBe(JSON.stringify(value));
      }),
    );
  });
});

test('YAML and JSON give the same places', async () => {
  const text = '{"a": {"b": [1, "two"]},\n "c": "d"}';
  const places = (node: MapNode) =>
    ['a', 'c'].map((key) => {
      const { keyAt, value } = entryOf(node, key)!;
      return [placeOf(keyAt), placeOf(value.at)].map(({ start, end }) => [start, end]);
    });
  const [yaml, json] = [await read('x.yaml', text), await read('x.json', text)];
  expect(places(yaml.node!)).toEqual(places(json.node!));
  expect(places(json.node!)[1]).toEqual([
    [
      { line: 2, column: 2 },
      { line: 2, column: 5 },
    ],
    [
      { line: 2, column: 7 },
      { line: 2, column: 10 },
    ],
  ]);
});

test('a lone surrogate that stands for no byte is text', async () => {
  expect(await read('a.yaml', 'a: \ud800\n')).toMatchObject({ plain: { a: '\ud800' }, problems: [] });
  expect((await read('a.yaml', 'a: \u{1f600}\udcff\n')).problems).toEqual([
    '1:6 the file is not UTF-8 | save the file as UTF-8',
  ]);
});

test('a file may be as large as its limit', async () => {
  const limits = { maxBytes: 4, maxDepth: 3, maxNodes: 9 };
  const problems = collectProblems();
  expect(await parsePolicy(source('a.yaml', 'a: 1'), problems, limits)).toBeDefined();
  expect(await parsePolicy(source('a.yaml', 'a: 12'), problems, limits)).toBeUndefined();
  expect(told(problems.list(), 'a.yaml')).toEqual([
    '1:1 the file is larger than 4 bytes | split it into several files, and use extends',
  ]);
});

test.each([
  ['package.json', true],
  ['a/package.json', true],
  ['apackage.json', false],
  ['package.json/a', false],
])('%s is a package.json: %s', (path, is) => {
  expect(isPackageFile(path)).toBe(is);
});

test('YAML counts values and levels up to its limits', async () => {
  const given = async (text: string, limits: { maxDepth?: number; maxNodes?: number }) => {
    const problems = collectProblems();
    const node = await parsePolicy(source('a.yaml', text), problems, {
      maxBytes: 999,
      maxDepth: 9,
      maxNodes: 99,
      ...limits,
    });
    return node ? 'read' : told(problems.list(), 'a.yaml')[0]!.split(' |')[0];
  };
  // Keys are values, too; an alias counts as what it stands for.
  expect(await given('a: [1, 2]', { maxNodes: 5 })).toBe('read');
  expect(await given('a: [1, 2]', { maxNodes: 4 })).toBe('1:8 more than 4 values');
  expect(await given('a: &x [1]\nb: *x', { maxNodes: 7 })).toBe('read');
  expect(await given('a: &x [1]\nb: *x', { maxNodes: 6 })).toBe('2:4 more than 6 values');
  expect(await given('a: [[1]]', { maxDepth: 3 })).toBe('read');
  expect(await given('a: [[1]]', { maxDepth: 2 })).toBe('1:6 nested deeper than 2 levels');
});
