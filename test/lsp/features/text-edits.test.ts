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
    expect(workspaceEdit(made, { documentChanges: true, create: true })!.documentChanges).toHaveLength(2);
  });
});
