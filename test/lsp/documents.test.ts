import { expect, it } from 'vitest';
import { openDocuments } from '../../src/lsp/documents.ts';

const URI = 'file:///r/go.mod';

function opened(text: string, bom = false) {
  const documents = openDocuments();
  documents.open({ uri: URI, languageId: 'go.mod', version: 1, text }, '/r/go.mod', bom);
  return documents;
}

it('makes every edit of a change in its order', () => {
  const documents = opened('abc\n');
  const at = (character: number) => ({ start: { line: 0, character }, end: { line: 0, character: character + 1 } });
  documents.change({
    textDocument: { uri: URI, version: 2 },
    contentChanges: [
      { range: at(0), text: 'xy' },
      { range: at(1), text: '' },
    ],
  });
  expect(documents.get(URI)).toEqual({ uri: URI, path: '/r/go.mod', version: 2, text: 'xbc\n' });
});

it('keeps the byte order mark of the file, once', () => {
  expect(opened('a', true).get(URI)!.text).toBe('\ufeffa');
  expect(opened('\ufeffa', true).get(URI)!.text).toBe('\ufeffa');
  expect(opened('a').get(URI)!.text).toBe('a');
});

it('knows no document that is not open', () => {
  const documents = opened('a');
  expect(documents.close(URI)!.text).toBe('a');
  expect(documents.close(URI)).toBeUndefined();
  expect(documents.get(URI)).toBeUndefined();
  expect(documents.change({ textDocument: { uri: URI, version: 3 }, contentChanges: [{ text: 'b' }] })).toBe(false);
  expect(documents.all()).toEqual([]);
});
