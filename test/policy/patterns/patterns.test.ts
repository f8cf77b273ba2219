import { describe, expect, it } from 'vitest';
import { fileGlobFault, MAX_PATTERN_LENGTH, modulePatternFault } from '../../../src/policy/patterns/patterns.ts';

describe('a module pattern', () => {
  it.each([
    '*',
    'example.com',
    'example.com/',
    'example.com/*/x',
    'github.com/[a-z]*',
    '*.corp.example',
    'x'.repeat(MAX_PATTERN_LENGTH),
  ])('may be %s', (text) => expect(modulePatternFault(text)).toBeUndefined());

  it.each<[text: string, hint: string | undefined]>([
    ['', undefined],
    ['/', undefined],
    ['x'.repeat(MAX_PATTERN_LENGTH + 1), undefined],
    ['a.example,b.example', undefined],
    ['a.example b', undefined],
    ['https://a.example/x', 'a.example/x'],
    ['git+SSH://a.example/x', 'a.example/x'],
    ['/a.example', undefined],
    ['./a', undefined],
    ['a.example/x@v1.0.0', 'a.example/x'],
    ['a.example/x/...', 'a.example/x'],
    ['a.example/x/**', 'a.example/x'],
    ['a.example/x/**/', 'a.example/x'],
    ['a.example/**/x', undefined],
    ['a.example/[x', undefined],
    ['a.example/x\\', undefined],
  ])('may not be %s', (text, hint) => {
    const fault = modulePatternFault(text);
    expect(fault).toBeDefined();
    if (hint !== undefined) expect(fault!.hint).toMatch(new RegExp(`${hint.replaceAll('.', '\\.')}$`));
  });

  it('with a secret is not repeated as what to write', () => {
    const fault = modulePatternFault('https://user:hunter2hunter2@a.example/x');
    expect(fault!.hint).not.toContain('hunter2');
  });
});

describe('a file pattern', () => {
  it.each(['**', 'a/*.mod', 'a/{b,c}/**', '[!a]b', 'a/[{]b', '@(a|b)', '.hidden/**', 'x'.repeat(MAX_PATTERN_LENGTH)])(
    'may be %s',
    (text) => expect(fileGlobFault(text)).toBeUndefined(),
  );

  it.each<[text: string, hint: string | undefined]>([
    ['', undefined],
    ['x'.repeat(MAX_PATTERN_LENGTH + 1), undefined],
    ['./a', 'use a'],
    ['/a/b', 'paths start at the root: use a/b'],
    ['!a', undefined],
    ['a\\b', undefined],
    ['a/../b', undefined],
    ['../b', undefined],
    ['a/./b', undefined],
    ['a/', 'use a/** for all files below'],
    ['a[b', undefined],
    ['a{b', undefined],
    ['a(b', undefined],
    ['a{b(c}', undefined],
    ['{0..9}'.repeat(12), undefined],
  ])('may not be %s', (text, hint) => {
    const fault = fileGlobFault(text);
    expect(fault).toBeDefined();
    if (hint !== undefined) expect(fault!.hint).toContain(hint);
  });
});

it.each([
  ['', { message: 'the module pattern is empty', hint: 'use * for every module' }],
  ['/', { message: 'the module pattern is empty', hint: 'use * for every module' }],
  [
    'a.example,b.example',
    { message: '"a.example,b.example" contains a comma', hint: 'add each pattern as a separate entry' },
  ],
  ['a.example b', { message: '"a.example b" contains a space, which module paths cannot contain' }],
  [
    'https://a.example/x',
    { message: '"https://a.example/x" is a URL', hint: 'use the module path without a scheme: a.example/x' },
  ],
  [
    'git+SSH://a.example/x',
    { message: '"git+SSH://a.example/x" is a URL', hint: 'use the module path without a scheme: a.example/x' },
  ],
  ['/a.example', { message: '"/a.example" is not a module path', hint: 'start with a host: github.com/org' }],
  ['./a', { message: '"./a" is not a module path', hint: 'start with a host: github.com/org' }],
  ['@v1', { message: '"@v1" contains a version', hint: 'use the path only: ' }],
  [
    'a.example/x@v1.0.0',
    { message: '"a.example/x@v1.0.0" contains a version', hint: 'use the path only: a.example/x' },
  ],
  [
    'a.example/x/...',
    {
      message: '"a.example/x/..." is not a valid module pattern',
      hint: 'a pattern includes all modules below: use a.example/x',
    },
  ],
  [
    'a.example/x/**/',
    {
      message: '"a.example/x/**/" is not a valid module pattern',
      hint: 'a pattern includes all modules below: use a.example/x',
    },
  ],
  [
    'a.example/**/x',
    {
      message: '"a.example/**/x" is not a valid module pattern',
      hint: 'use *, which matches one path element; ** is not supported',
    },
  ],
  [
    'a.example/[x',
    { message: '"a.example/[x" is malformed', hint: 'close each [ with ], and put a character after \\' },
  ],
  [
    'a.example/[x/',
    { message: '"a.example/[x/" is malformed', hint: 'close each [ with ], and put a character after \\' },
  ],
  ['x'.repeat(MAX_PATTERN_LENGTH + 1), { message: 'the module pattern is longer than 512 characters' }],
])('says the whole of what is wrong with the module pattern %j', (text, fault) => {
  expect(modulePatternFault(text)).toEqual(fault);
});

it.each([
  ['', { message: 'the file pattern is empty', hint: 'use ** for every file' }],
  ['./a', { message: '"./a" matches nothing', hint: 'paths start at the root: use a' }],
  ['/a/b', { message: '"/a/b" matches nothing', hint: 'paths start at the root: use a/b' }],
  [
    '!a',
    {
      message: '"!a" starts with !, but negation is not supported',
      hint: 'list the files that the pattern should match',
    },
  ],
  ['a\\b', { message: '"a\\\\b" contains a backslash', hint: 'use / between folders' }],
  ['a/../b', { message: '"a/../b" matches nothing', hint: 'remove . and .. from the path' }],
  ['..', { message: '".." matches nothing', hint: 'remove . and .. from the path' }],
  ['a/./b', { message: '"a/./b" matches nothing', hint: 'remove . and .. from the path' }],
  ['a/', { message: '"a/" matches no file', hint: 'use a/** for all files below' }],
  ['a[b', { message: '"a[b" has an unclosed [' }],
  ['a{b(c}', { message: '"a{b(c}" has an unclosed {' }],
  ['a(b', { message: '"a(b" has an unclosed (' }],
  ['[a{]b{', { message: '"[a{]b{" has an unclosed {' }],
  [
    '{0..9}{0..9}{0..9}{0..9}{0..9}{0..9}{0..9}{0..9}{0..9}{0..9}{0..9}{0..9}',
    { message: 'the braces of the file pattern expand to more than 100 patterns', hint: 'use *, or list the folders' },
  ],
  ['x'.repeat(MAX_PATTERN_LENGTH + 1), { message: 'the file pattern is longer than 512 characters' }],
])('says the whole of what is wrong with the file pattern %j', (text, fault) => {
  expect(fileGlobFault(text)).toEqual(fault);
});
