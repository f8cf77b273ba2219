import { expect, it } from 'vitest';
import { memoryTree } from '../../../src/gather/tree/memory.ts';
import { documentTree } from '../../../src/lsp/checks/document-tree.ts';
import { decode } from '../../../src/text/bytes.ts';

it('has the texts of documents in place of files, and files that were never saved', async () => {
  const tree = documentTree(
    memoryTree({ 'b/go.mod': 'old', 'go.sum': 's' }),
    new Map([
      ['b/go.mod', 'new'],
      ['a.mod', 'x'],
    ]),
  );
  expect(await tree.list()).toEqual(['a.mod', 'b/go.mod', 'go.sum']);
  const texts = await Promise.all(
    ['a.mod', 'b/go.mod', 'go.sum'].map(async (path) => decode((await tree.read(path))!)),
  );
  expect(texts).toEqual(['x', 'new', 's']);
  expect(await tree.read('none')).toBeUndefined();
});
