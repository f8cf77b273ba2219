import { expect, test } from 'vitest';
import { aligned, MAX_WIDTH, type Row, renderTable } from '../../../src/commands/shared/table.ts';

const rows: readonly Row[] = [
  { path: 'example.com/a', score: 7, tags: ['x', 'y'], extra: null },
  { path: 'b', score: 100, tags: [], extra: 'more' },
];

test.each([
  ['text', 'example.com/a    7  x; y\nb              100  \n'.replace(/ +\n$/, '\n')],
  ['csv', 'path,score,tags\r\nexample.com/a,7,x; y\r\nb,100,\r\n'],
  ['markdown', '| path | score | tags |\n|---|---|---|\n| example.com/a | 7 | x; y |\n| b | 100 |  |\n'],
] as const)('as %s', (format, text) => {
  expect(renderTable(rows, ['path', 'score', 'tags'], format)).toBe(text);
});

test('JSON has every key', () => {
  expect(JSON.parse(renderTable(rows, ['path'], 'json'))).toEqual(rows);
});

test('no rows', () => {
  const empty = (['text', 'csv', 'markdown', 'json'] as const).map((format) => renderTable([], ['a', 'b'], format));
  expect(empty).toEqual(['', 'a,b\r\n', '| a | b |\n|---|---|\n', '[]\n']);
});

test('a hundred thousand rows', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => ({ n: i }));
  expect(renderTable(many, ['n'], 'text').split('\n')[7]).toBe('    7');
});

test.each([
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+1+2', "'+1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-cmd', "'-cmd"],
  ['\t=1', "' =1"],
  ['\r\n=1', "'\\u{d}\\u{a}=1"],
  ['\u001b[2J', '\\u{1b}[2J'],
  ['-12.5', '-12.5'],
  ['a,"b"', '"a,""b"""'],
  ['a;=1', 'a;=1'],
  ['＝1', "'＝1"],
  ['-1', '-1'],
  ['v1.2.3+incompatible', 'v1.2.3+incompatible'],
  ['##[error]a', '#\\u{23}[error]a'],
  ['::error::a,b', '"\\u{3a}:error::a,b"'],
])('CSV of %j', (cell, written) => {
  expect(renderTable([{ cell }], ['cell'], 'csv')).toBe(`cell\r\n${written}\r\n`);
});

const EVIL = '\u001b[2J\u202e\n| [x](javascript:1) <img> `a` *b* \\ # ~\udc80';

test('text shows what a terminal would obey', () => {
  expect(renderTable([{ cell: EVIL }], ['cell'], 'text')).toBe(
    '\\u{1b}[2J\\u{202e}\\u{a}| [x](javascript:1) <img> `a` *b* \\ # ~\\u{dc80}\n',
  );
});

test('Markdown stays one cell of text', () => {
  const line = renderTable([{ cell: EVIL }], ['cell'], 'markdown').split('\n')[2]!;
  expect(line.replaceAll(/\\./g, '')).toMatch(/^\| [^|<>[\]`*_#~\\]*\|$/);
});

test('JSON is whole', () => {
  expect(JSON.parse(renderTable([{ cell: EVIL }], ['cell'], 'json'))).toEqual([{ cell: EVIL.toWellFormed() }]);
});

const COMMANDS = ' ::error::a ##[error]b ##vso[c] \u009b31m \u202e';

test.each([
  ['text', ' \\u{3a}:error::a #\\u{23}[error]b #\\u{23}vso[c] \\u{9b}31m \\u{202e}\n'],
  ['csv', 'cell\r\n \\u{3a}:error::a #\\u{23}[error]b #\\u{23}vso[c] \\u{9b}31m \\u{202e}\r\n'],
  ['json', '[\n  {\n    "cell": " ::error::a #\\u0023[error]b #\\u0023vso[c] \\u009b31m \\u202e"\n  }\n]\n'],
] as const)('%s holds no command to a CI log', (format, text) => {
  expect(renderTable([{ cell: COMMANDS }], ['cell'], format)).toBe(text);
});

test('columns stay aligned where a first cell is a command to a CI log', () => {
  const two = [
    { a: '::x', b: 1 },
    { a: 'y', b: 22 },
  ];
  expect(renderTable(two, ['a', 'b'], 'text')).toBe('\\u{3a}:x   1\ny         22\n');
});

test('numbers end at one line, also in the last column; a column of both does not', () => {
  const mixed = [
    { a: 'x', n: 1, m: 1 },
    { a: 'yy', n: 100, m: 'none' },
  ];
  expect(renderTable(mixed, ['n', 'a', 'm'], 'text')).toBe('  1  x   1\n100  yy  none\n');
  expect(renderTable(mixed, ['a', 'n'], 'text')).toBe('x     1\nyy  100\n');
});

test('a column is no wider than it needs', () => {
  const short = [
    { a: '', b: 'x' },
    { a: '', b: 'y' },
  ];
  expect(renderTable(short, ['a', 'b'], 'text')).toBe('  x\n  y\n');
});

test('a long cell makes no other row as long', () => {
  const rows = ['x'.repeat(MAX_WIDTH + 50), 'y'].map((a) => [
    a as Parameters<typeof aligned>[0][number][number],
    'z' as never,
  ]);
  expect(
    aligned(rows)
      .split('\n')
      .map((line) => line.length),
  ).toEqual([MAX_WIDTH + 50 + 3, MAX_WIDTH + 3, 0]);
});

test('text has what is true, nothing for what is missing, and no secrets', () => {
  const row: Row = { yes: true, no: false, none: null, zero: 0, url: 'https://me:s3cret@a.example/x' };
  expect(renderTable([row], ['yes', 'no', 'none', 'gone', 'zero', 'url'], 'csv').split('\r\n')[1]).toMatch(
    /^true,false,,,0,https:(?!.*s3cret)/,
  );
  expect(renderTable([row], [], 'json')).not.toContain('s3cret');
});
