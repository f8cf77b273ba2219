/** What each problem of a policy marks: exactly the wrong token, on one line. */
import { describe, expect, it } from 'vitest';
import { load } from '../helpers.ts';

/** `LINE:COLUMN TEXT` of each problem. */
async function marked(path: string, text: string): Promise<string[]> {
  const lines = text.split('\n');
  return (await load({ [path]: text }, path)).problems.map(({ place }) => {
    const { start, end } = place!;
    expect(end.line).toBe(start.line);
    return `${start.line}:${start.column} ${JSON.stringify(lines[start.line - 1]!.slice(start.column - 1, end.column - 1))}`;
  });
}

describe('a problem marks its token', () => {
  it.each<[text: string, marks: readonly string[]]>([
    ['rules:\n\ta/b: off\n', ['2:1 "\\t"']],
    ['a: b: c\n', ['1:4 "b"']],
    ['a: *.corp\n', ['1:4 "*.corp"']],
    ['a: &x [*x]\n', ['1:8 "*x"']],
    ['a: !foo x\n', ['1:4 "!foo"']],
    ['a: !!js/function "x"\n', ['1:4 "!!js/function"']],
    ['a: [!b c, d]\n', ['1:5 "!b"']],
    ['a: !<tag:x> b\n', ['1:4 "!<tag:x>"']],
    ['%YAML 1.1\n---\na: off\n', ['1:1 "%"']],
    ['rules: {}\n---\nb: 2\n', ['2:1 "-"']],
    ['- a\nb: c\n', ['2:1 "b"']],
    ['a: "x\n', ['1:5 "x"']],
    ['a: [1,2\nb: 3\n', ['2:1 "b"']],
    ['a:\n  - b\n c: d\n', ['3:1 " "']],
    ['a: @x\n', ['1:4 "@"']],
    ['a: "\\q"', ['1:5 "\\\\"']],
    ['', ['1:1 ""']],
    ['# nothing\n', ['1:1 ""']],
    ['~\n', ['1:1 "~"']],
    ['- a\n', ['1:1 "- a"']],
    ['strict\n', ['1:1 "strict"']],
    ['a: b\nc: \udcff\n', ['2:4 "\\udcff"']],
    ['private: [a]\nprivate: [b]\n', ['2:1 "private"']],
    ['__proto__: 1\n', ['1:1 "__proto__"']],
    ['<<: {a: 1}\n', ['1:1 "<<"']],
    ['? [a, b]\n: c\n', ['1:3 "[a, b]"']],
    ['a: \ud800\n', ['1:1 "a"']],
    ['rulez: {}', ['1:1 "rulez"']],
    ['extends: strict', ['1:10 "strict"']],
    ['extends:\nrules: {}', ['1:1 "extends"']],
    ['extends: [strickt, ./x.yaml, 3]', ['1:11 "strickt"', '1:20 "./x.yaml"', '1:30 "3"']],
    ['private: a.example', ['1:10 "a.example"']],
    ['private: ["https://a.example", [b]]', ['1:11 "\\"https://a.example\\""', '1:32 "[b]"']],
    ['private: {a: 1}', ['1:10 "{a: 1}"']],
    ['rules: [graph/banned]', ['1:8 "[graph/banned]"']],
    ['rules: { graph/baned: off, graph/banned: [] }', ['1:10 "graph/baned"', '1:42 "[]"']],
    ['rules: { graph/max-depth: warn }', ['1:27 "warn"']],
    ['rules:\n  graph/max-depth:\n', ['2:3 "graph/max-depth"']],
    ['rules: { graph/max-depth: { level: 7 } }', ['1:36 "7"']],
    [
      'rules:\n  graph/max-depth: { max: 0, exempt: [a, "b,c"], lvel: off }',
      ['2:27 "0"', '2:42 "\\"b,c\\""', '2:50 "lvel"'],
    ],
    ['rules: { graph/banned: error }', ['1:10 "graph/banned: error"']],
    [
      'rules:\n  graph/banned:\n    modules:\n      - reason: x\n      - module: a.b/c\n        versions: 1.20\n',
      ['4:9 "reason: x"', '6:19 "1.20"'],
    ],
    ['rules: { graph/banned: { modules: {} } }', ['1:35 "{}"']],
    ['rules: { replace/local-path: { max: 3 } }', ['1:32 "max"']],
    ['gaps: fail', ['1:7 "fail"']],
    ['gaps: { sums: fail, sum: failed, vendor: }', ['1:9 "sums"', '1:26 "failed"', '1:34 "vendor"']],
    ['gaps:\n', ['1:1 "gaps"']],
    ['locked: [graph/baned]', ['1:10 "graph/baned"']],
    ['workspace: judged', ['1:12 "judged"']],
    ['max-fact-age: 7', ['1:15 "7"']],
    ['modules: { includes: [x.mod], include: [/x.mod] }', ['1:12 "includes"', '1:41 "/x.mod"']],
    ['overrides: { files: [x] }', ['1:12 "{ files: [x] }"']],
    ['overrides: [{ file: [x], rules: {} }]', ['1:13 "{ file: [x], rules: {} }"', '1:15 "file"']],
    ['overrides:\n  - files: [x]\n', ['2:5 "files: [x]"']],
    ['overrides: [{ files: [tools/], rules: { x: y } }]', ['1:23 "tools/"']],
    ['overrides:\n  - [a]\n  - b\n', ['2:5 "[a]"', '3:5 "b"']],
    ['waivers: [{ rule: graph/baned, module: a, reason: r, until: 2030-01-01 }]', ['1:19 "graph/baned"']],
    ['waivers:\n  - rule: graph/banned\n    reason: r\n    until: 2030-01-01\n', ['2:5 "rule: graph/banned"']],
    [
      'waivers: [{ rule: graph/banned, module: a, reason: " ", until: 2030-1-1 }]',
      ['1:52 "\\" \\""', '1:64 "2030-1-1"'],
    ],
    ['tests: [{ name: x, files: {}, expect: [{ rul: a }] }]', ['1:40 "{ rul: a }"', '1:42 "rul"']],
    ['$schema: 3', ['1:10 "3"']],
    ['extends: [./.modwarden.yaml]', ['1:11 "./.modwarden.yaml"']],
  ])('of YAML: %j', async (text, marks) => {
    expect(await marked('.modwarden.yaml', text)).toEqual(marks);
  });

  it.each<[text: string, marks: readonly string[]]>([
    ['{"a": [1,2,],}', ['1:11 ","']],
    ['{"a": 1} // x', ['1:10 "/"']],
    ["{'a': 1}", ['1:2 "\'"']],
    ['{a: 1}', ['1:2 "a"']],
    ['{"a": 1\n', ['1:7 "1"']],
    ['{"a": .5}', ['1:7 "."']],
    ['null', ['1:1 "null"']],
    ['[1]', ['1:1 "[1]"']],
    ['{"rules": {}, "rules": 1, "__proto__": 3}', ['1:15 "\\"rules\\""', '1:27 "\\"__proto__\\""']],
    ['{"rules": {"graph/banned": []}}', ['1:28 "[]"']],
    ['{"private": "a"}', ['1:13 "\\"a\\""']],
    ['{}}', ['1:3 "}"']],
    ['{"private": [\n "a b"\n]}', ['2:2 "\\"a b\\""']],
  ])('of JSON: %j', async (text, marks) => {
    expect(await marked('p.json', text)).toEqual(marks);
  });

  it.each([
    ['levels of YAML', '.modwarden.yaml', `${'- '.repeat(50)}[a]`, '1:102 "a"'],
    ['values of YAML', '.modwarden.yaml', `a: [${'1,'.repeat(60_000)}]`, '1:99999 "1"'],
    ['levels of JSON', 'p.json', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, '1:56 "["'],
    ['values of JSON', 'p.json', `{"a":[${'1,'.repeat(60_000)}1]}`, '1:100003 "1"'],
  ])('where there are too many %s', async (_, path, text, mark) => {
    expect(await marked(path, text)).toEqual([mark]);
  });
});
