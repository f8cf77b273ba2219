import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import * as options from '../../../src/policy/options/options.ts';
import { describeDuration, durationDays, formatDuration, parseDuration } from '../../../src/text/duration.ts';

type Schema = v.GenericSchema;

const said = (schema: Schema, value: unknown): string | undefined => v.safeParse(schema, value).issues?.[0]?.message;

describe('durations', () => {
  test.each([
    ['12h', 0.5, '12 hours'],
    ['1d', 1, '1 day'],
    ['30d', 30, '30 days'],
    ['6w', 42, '6 weeks'],
    ['12mo', 365, '12 months'],
    ['18mo', 547.5, '18 months'],
    ['2y', 730, '2 years'],
  ])('%s is %d days', (text, days, words) => {
    expect(durationDays(text)).toBe(days);
    expect(formatDuration(parseDuration(text)!)).toBe(text);
    expect(describeDuration(parseDuration(text)!)).toBe(words);
    expect(said(options.duration(v), text)).toBeUndefined();
  });

  test.each([
    ['2 years', '"2 years" is not a valid duration\ndid you mean 2y?'],
    ['02y', '"02y" is not a valid duration\ndid you mean 2y?'],
    ['30 Days', '"30 Days" is not a valid duration\ndid you mean 30d?'],
    ['6m', '"6m" is not a valid duration\nmonths are written mo, as in 18mo'],
    ['0d', '"0d" is not a valid duration\nwrite a whole number and a unit: h, d, w, mo or y, as in 18mo'],
    ['1y6mo', '"1y6mo" is not a valid duration\nwrite a whole number and a unit: h, d, w, mo or y, as in 18mo'],
    [
      'constructor',
      '"constructor" is not a valid duration\nwrite a whole number and a unit: h, d, w, mo or y, as in 18mo',
    ],
    [
      '3 constructor',
      '"3 constructor" is not a valid duration\nwrite a whole number and a unit: h, d, w, mo or y, as in 18mo',
    ],
  ])('%s is none', (text, message) => {
    expect(parseDuration(text)).toBeUndefined();
    expect(durationDays(text)).toBeNaN();
    expect(said(options.duration(v), text)).toBe(message);
  });
});

const KINDS: readonly [name: string, schema: Schema, good: readonly unknown[], bad: readonly [unknown, string][]][] = [
  [
    'modulePattern',
    options.modulePattern(v),
    ['github.com/org', 'github.com/org/', '*.corp.example', 'k8s.io/*', 'github.com/[a-f]*', '*'],
    [
      ['', 'the module pattern is empty\nuse * for every module'],
      ['a,b', '"a,b" contains a comma\nadd each pattern as a separate entry'],
      [
        'https://github.com/org',
        '"https://github.com/org" is a URL\nuse the module path without a scheme: github.com/org',
      ],
      [
        'github.com/org/...',
        '"github.com/org/..." is not a valid module pattern\na pattern includes all modules below: use github.com/org',
      ],
      [
        'github.com/org/**',
        '"github.com/org/**" is not a valid module pattern\na pattern includes all modules below: use github.com/org',
      ],
      [
        'github.com/**/x',
        '"github.com/**/x" is not a valid module pattern\nuse *, which matches one path element; ** is not supported',
      ],
      ['github.com/org@v1.2.3', '"github.com/org@v1.2.3" contains a version\nuse the path only: github.com/org'],
      ['/org', '"/org" is not a module path\nstart with a host: github.com/org'],
      ['github.com/[a', '"github.com/[a" is malformed\nclose each [ with ], and put a character after \\'],
      ['a b', '"a b" contains a space, which module paths cannot contain'],
    ],
  ],
  [
    'fileGlobs',
    options.fileGlobs(v),
    [['tools/**', '**/go.mod', '{a,b}/*.mod', 'x[{]y', '+(a|b)', 'dir (old)/**', '.hidden/**']],
    [
      [['./a'], '"./a" matches nothing\npaths start at the root: use a'],
      [['/a'], '"/a" matches nothing\npaths start at the root: use a'],
      [['a/../b'], '"a/../b" matches nothing\nremove . and .. from the path'],
      [['a\\b'], '"a\\\\b" contains a backslash\nuse / between folders'],
      [['!a'], '"!a" starts with !, but negation is not supported\nlist the files that the pattern should match'],
      [['tools/'], '"tools/" matches no file\nuse tools/** for all files below'],
      [['{a,b'], '"{a,b" has an unclosed {'],
      [['a[b'], '"a[b" has an unclosed ['],
      [[''], 'the file pattern is empty\nuse ** for every file'],
    ],
  ],
  [
    'goVersion',
    options.goVersion(v),
    ['1', '1.24', '1.24.3', '1.25rc1', '1.9beta2'],
    [
      ['go1.24', '"go1.24" is not a valid Go version\nuse "1.24"'],
      ['v1.24', '"v1.24" is not a valid Go version\nuse "1.24"'],
      ['1.024', '"1.024" is not a valid Go version\nuse the form of the go line in go.mod: "1.24" or "1.24.3"'],
      ['1.24.3rc1', '"1.24.3rc1" is not a valid Go version\nuse the form of the go line in go.mod: "1.24" or "1.24.3"'],
    ],
  ],
  [
    'hosts',
    options.hosts(v),
    [['github.com', '*.corp.example', 'localhost:8080']],
    [
      [['https://goproxy.example/x'], '"https://goproxy.example/x" is not a valid host\nuse goproxy.example'],
      [['github.com/org'], '"github.com/org" is not a valid host\nuse github.com'],
      [['a b'], '"a b" is not a valid host'],
      [['user@a.example/x'], '"user@a.example/x" is not a valid host\nuse a.example'],
      [['a.example:123456'], '"a.example:123456" is not a valid host'],
      [['*.'], '"*." is not a valid host'],
      [[`${'x'.repeat(61)}/`], `"${'x'.repeat(57)}…" is not a valid host\nuse ${'x'.repeat(61)}`],
      [[`${'x'.repeat(59)}/`], `"${'x'.repeat(59)}/" is not a valid host\nuse ${'x'.repeat(59)}`],
    ],
  ],
  [
    'versionRange',
    options.versionRange(v),
    ['<v1.9.1', '^v1.2.0'],
    [
      [
        'latest',
        '"latest" is not a valid version range\nuse versions, such as <v1.9.1; branches and "latest" are not allowed',
      ],
    ],
  ],
];

describe.each(KINDS)('%s', (_, schema, good, bad) => {
  test.each(good.map((value) => [value]))('%j', (value) => {
    expect(said(schema, value)).toBeUndefined();
  });
  test.each(bad)('not %j', (value, message) => {
    expect(said(schema, value)).toBe(message);
  });
});

test.each([
  ['modulePatterns', options.modulePatterns(v)],
  ['fileGlobs', options.fileGlobs(v)],
  ['hosts', options.hosts(v)],
])('%s are 2,000 at most', (_, schema) => {
  expect(v.is(schema, Array(2_000).fill('a.example'))).toBe(true);
  expect(v.is(schema, Array(2_001).fill('a.example'))).toBe(false);
});

test('levels and counts', () => {
  expect(['error', 'warning', 'note', 'off', ''].map((value) => v.is(options.level(v), value))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect([0, 1, -1, 0.5, '1'].map((value) => v.is(options.count(v), value))).toEqual([true, true, false, false, false]);
});

test('which schemas are module patterns can be told', () => {
  const schemas = [options.modulePattern(v), options.modulePatterns(v), options.fileGlobs(v), v.string()];
  expect(schemas.map(options.isModulePatterns)).toEqual([true, true, false, false]);
});

test('every kind says what it is, and converts to JSON Schema', () => {
  for (const make of [
    options.duration,
    options.modulePattern,
    options.modulePatterns,
    options.fileGlobs,
    options.versionRange,
    options.goVersion,
    options.level,
    options.count,
    options.hosts,
  ]) {
    const schema: Schema = make(v);
    expect(toJsonSchema(schema, { ignoreActions: ['check'] }).description).toMatch(/\.$/);
  }
  expect(toJsonSchema(options.duration(v)).pattern).toBe('^[1-9][0-9]{0,4}(?:h|d|w|mo|y)$');
});
