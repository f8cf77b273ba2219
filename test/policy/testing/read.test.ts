import { expect, it } from 'vitest';
import { readOwnTests, readPolicyTest } from '../../../src/policy/testing/read.ts';
import { pointAt, source } from '../../../src/text/source.ts';
import { told } from '../helpers.ts';

const read = (text: string) => readPolicyTest(source('x.policy-test.yaml', text), ['a/b']);

it('gives the cases with their places, exact by default', async () => {
  const { cases, problems } = await read(`cases:
  - name: one
    files: { go.mod: "module m" }
    expect: [{ rule: a/b }]
  - { name: two, files: {}, expect: [], exact: false, policy: ./p.yaml, as-of: 2027-01-31 }
`);
  expect(problems).toEqual([]);
  expect(cases).toMatchObject([
    { name: 'one', files: { 'go.mod': 'module m' }, expect: [{ rule: 'a/b' }], exact: true },
    { name: 'two', exact: false, policy: './p.yaml', asOf: '2027-01-31' },
  ]);
  const places = cases.map(({ at, policyAt }) => [pointAt(at.file, at.start), pointAt(at.file, policyAt.start)]);
  expect(places).toMatchObject([
    [
      { line: 2, column: 5 },
      { line: 2, column: 5 },
    ],
    [{ line: 5 }, { line: 5, column: 63 }],
  ]);
});

it.each([
  ['', 'the test file is empty'],
  ['\udc80', 'the file is not UTF-8'],
  ['# nothing\n', 'the value is missing'],
  ['cases: []\n', 'expected at least one entry, got none'],
  ['cases: [{ files: {}, expect: [] }]\n', 'missing key name'],
  ['cases: [{ name: x, files: {}, expect: [{}] }]\n', 'missing key rule'],
  ['cases: [{ name: " ", files: {}, expect: [] }]\n', 'the text is empty'],
  ['cases: [{ name: x, files: { go.mod: 1 }, expect: [] }]\n', 'expected text, got 1'],
])('has no cases where something is wrong: %j', async (text, message) => {
  const { cases, problems } = await read(text);
  expect(cases).toEqual([]);
  expect(problems.map((problem) => problem.message)).toEqual([message]);
});

it('counts the text of a file each time that an alias repeats it', async () => {
  const [first, again] = ['files: &f { go.mod: "', 'files: *f'];
  const cases = [`${first}${' '.repeat(900_000)}" }`, ...Array.from({ length: 19 }, () => again)];
  const { problems } = await read(`cases:\n${cases.map((c) => `  - { name: x, ${c}, expect: [] }\n`).join('')}`);
  expect(problems).toMatchObject([{ message: 'more than 16777216 characters in all cases' }]);
});

const own = (text: string) => readOwnTests(source('.modwarden.yaml', text), ['a/b']);

it('reads the tests of a policy itself, and nothing else in it', async () => {
  const text =
    'rules: nonsense\ntests:\n  - { name: one, files: {}, expect: [] }\n  - { name: two, files: {}, expect: [] }\n';
  const { cases, problems } = await own(text);
  expect(problems).toEqual([]);
  expect(cases.map(({ name, exact, at }) => [name, exact, pointAt(at.file, at.start).line])).toEqual([
    ['one', true, 3],
    ['two', true, 4],
  ]);
  expect(await own('rules: {}\n')).toEqual({ cases: [], problems: [] });
});

it.each([
  ['tests: x\n', [expect.stringMatching(/^expected a list/)]],
  ['tests: []\n', ['expected at least one entry, got none']],
  ['tests: [{ files: {}, expect: [] }]\n', ['missing key name']],
  ['tests: [{ name: x, files: {}, expect: [], policy: ./p.yaml }]\n', ['tests of a policy test that policy']],
])('has no cases where something is wrong with those of a policy: %j', async (text, messages) => {
  const { cases, problems } = await own(text);
  expect(cases).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual(messages);
});

it.each([
  [
    'files: { /go.mod: x }, expect: []',
    '1:38 "/go.mod" is not a path in the repository | write paths from its root, with / between folders: go.mod, tools/go.mod',
  ],
  [
    'files: { .modwarden.yaml: x }, expect: []',
    '1:27 a policy among the files does not apply | name the policy under policy:, or leave policy: out to test the nearest one above this file',
  ],
  ['files: { package.json: x }, expect: []', undefined],
  [
    'files: {}, expect: [{ rule: a/b, place: go.mod }]',
    '1:60 "go.mod" is not a place | write file and line, such as go.mod:5',
  ],
  [
    'files: {}, expect: [{ rule: a/b, place: "go.mod:0" }]',
    '1:60 "go.mod:0" is not a place | write file and line, such as go.mod:5',
  ],
  ['files: {}, expect: [{ rule: a/b, place: "go.mod:7", level: note, subject: x }]', undefined],
  ['files: {}, expect: [], as-of: 2026-02-30', '1:50 "2026-02-30" is not a valid date | this date does not exist'],
  [
    'files: {}, expect: [], as-of: tomorrow',
    '1:50 "tomorrow" is not a valid date | use YYYY-MM-DD, such as 2027-03-31',
  ],
  ['files: {}, expect: [{ rule: a/c }]', '1:48 unknown value "a/c" | did you mean a/b?'],
  ['files: {}, expect: [], unchecked: [a/b]', undefined],
  [
    'files: {}, expect: [{ rule: a/b, subject: " " }]',
    '1:62 the text is empty | What it is about: a module path, or the name of a variable.',
  ],
])('says what is wrong with a case, and what to write: %s', async (text, problem) => {
  const { problems } = await read(`cases: [{ name: x, ${text} }]\n`);
  expect(told(problems, 'x.policy-test.yaml')).toEqual(problem === undefined ? [] : [problem]);
});

it.each([
  ['', '1:1 the test file is empty | add cases:'],
  ['\udc80', '1:1 the file is not UTF-8 | save the file as UTF-8'],
])('says what to do with a file that has no cases: %j', async (text, problem) => {
  expect(told((await read(text)).problems, 'x.policy-test.yaml')).toEqual([problem]);
});

it('says where a test of a policy names a policy', async () => {
  const { problems } = await own('tests:\n  - { name: x, files: {}, expect: [], policy: ./p.yaml }\n');
  expect(told(problems)).toEqual(['2:47 tests of a policy test that policy | remove the key policy']);
});
