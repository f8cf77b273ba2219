import { describe, expect, it } from 'vitest';
import { MarkupKind } from 'vscode-languageserver-protocol';
import { contentOf, markupFor } from '../../../src/lsp/features/markup.ts';

const markdown = markupFor([MarkupKind.Markdown, MarkupKind.PlainText]);
const plain = markupFor([MarkupKind.PlainText]);

describe('text from outside', () => {
  it.each([
    ['emphasis and links', '*a* _b_ [c](d)', '\\*a\\* \\_b\\_ \\[c\\](d)'],
    ['HTML', '<img src=x> &amp;', '\\<img src=x\\> \\&amp;'],
    ['addresses', 'https://evil.example www.evil.example', 'https:\\/\\/evil.example www\\.evil.example'],
    ['control characters and line ends', 'a\u001b[31m\nb', 'a\\\\u\\{1b\\}\\[31m b'],
    ['secrets', 'https://user:hunter2@host.example/x', 'https:\\/\\/xxxxx\\@host.example/x'],
  ])('is no %s', (_, text, shown) => {
    expect(markdown.text(text)).toBe(shown);
  });

  it('cannot end the code that it stands in', () => {
    expect(markdown.code('a`b')).toBe('`` a`b ``');
    expect(markdown.code('a')).toBe('`a`');
  });
});

it('is plain for a client that asks for it, or says nothing', () => {
  expect(plain.bold('*a*')).toBe('*a*');
  expect(plain.link('a', 'https://ours.example')).toBe('a (https://ours.example)');
  expect(markupFor(undefined).kind).toBe(MarkupKind.PlainText);
  expect(contentOf(plain, [[plain.text('a'), plain.text('b')], [plain.text('c')]])).toEqual({
    kind: 'plaintext',
    value: 'a\nb\n\nc',
  });
  expect(contentOf(markdown, [[markdown.text('a'), markdown.text('b')]]).value).toBe('a  \nb');
});
