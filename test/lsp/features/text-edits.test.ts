import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editBetween, workspaceEdit } from '../../../src/lsp/features/text-edits.ts';
import { placedText } from '../../../src/lsp/positions.ts';

describe('the edit between two texts', () => {
  it.each([
    ['a\nb\nc\n', 'a\nx\nb\nc\n'],
    ['a\r\nb\r\n', 'a\r\nc\r\nb\r\n'],
    ['a\r\nb', 'a\nb'],
    ['', 'x\n'],
    ['aaa', 'aa'],
    ['\u{1f600}', '\u{1f601}'],
    ['same', 'same'],
  ])('of %j and %j makes the second of the first', (before, after) => {
    const document = TextDocument.create('', '', 0, before);
    expect(TextDocument.applyEdits(document, [editBetween(placedText('go.mod', before), after)])).toBe(after);
  });

  it('leaves a byte order mark alone, which the client does not know', () => {
    const edit = editBetween(placedText('go.mod', '\ufeffa\n'), '\ufeffa\nb\n');
    expect(edit).toEqual({
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } },
      newText: 'b\n',
    });
  });
});

const at = (line: number, character: number) => ({ line, character });

it.each([
  ['nothing of equal texts', 'ab\n', 'ab\n', at(1, 0), at(1, 0), ''],
  ['what is added', 'a\nc\n', 'a\nb\nc\n', at(1, 0), at(1, 0), 'b\n'],
  ['what is removed', 'abc', 'ac', at(0, 1), at(0, 2), ''],
  ['what is replaced', 'a\nxyz\n', 'a\nx_z\n', at(1, 1), at(1, 2), '_'],
  ['the first of alike characters no twice', 'aa', 'aaa', at(0, 2), at(0, 2), 'a'],
  ['the last of alike characters once', 'aaa', 'a', at(0, 1), at(0, 3), ''],
  ['all of another text', 'a', 'b', at(0, 0), at(0, 1), 'b'],
  ['a line feed with its carriage return', 'a\r\nb', 'a\rb', at(0, 1), at(1, 0), '\r'],
  ['a line end that loses its carriage return', 'a\r\nb', 'a\nb', at(0, 1), at(1, 0), '\n'],
  ['a line end that becomes one of two', 'a\r\n', 'a\r\r\n', at(0, 1), at(1, 0), '\r\r\n'],
  ['lines of carriage returns and line feeds', 'a\r\nb\r\n', 'a\r\nc\r\nb\r\n', at(1, 0), at(1, 0), 'c\r\n'],
])('changes %s: %j to %j', (_, before, after, start, end, newText) => {
  expect(editBetween(placedText('go.mod', before), after)).toEqual({ range: { start, end }, newText });
});

describe('an edit of the workspace', () => {
  const edits = [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: 'x' }];

  it('is for the version that the client has, where it can say so', () => {
    expect(workspaceEdit({ uri: 'file:///a', version: 3, edits }, { documentChanges: true, create: false })).toEqual({
      documentChanges: [{ textDocument: { uri: 'file:///a', version: 3 }, edits }],
    });
    expect(workspaceEdit({ uri: 'file:///a', version: 3, edits }, { documentChanges: false, create: false })).toEqual({
      changes: { 'file:///a': edits },
    });
  });

  it('creates a file only for a client that can', () => {
    const made = { uri: 'file:///a', version: undefined, edits, isNew: true };
    expect(workspaceEdit(made, { documentChanges: true, create: false })).toBeUndefined();
    expect(workspaceEdit(made, { documentChanges: false, create: true })).toBeUndefined();
    expect(workspaceEdit(made, { documentChanges: true, create: true })).toEqual({
      documentChanges: [
        { kind: 'create', uri: 'file:///a', options: { ignoreIfExists: true } },
        { textDocument: { uri: 'file:///a', version: null }, edits },
      ],
    });
  });
});
