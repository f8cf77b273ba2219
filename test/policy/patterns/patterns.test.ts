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
